#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/label_values.hpp"
#include "lint/labels.hpp"
#include "model/spdx_ids.gen.hpp"

namespace dockwright::lint::rules {
namespace {

/// In lower case, without what people leave out or put in: `apache20`.
std::string key_of(std::string_view licence) {
    std::string key;
    for (const char c : licence) {
        if (ascii::is_alpha(c) || ascii::is_digit(c)) {
            key += ascii::lower(c);
        }
    }
    return key;
}

/// `mit` is MIT, since case makes no difference in these names; `Apache 2` is most likely Apache-2.0.
std::optional<Mended> nearest_licence(std::string_view value) {
    const std::string key = key_of(value);
    std::vector<std::string_view> known;
    std::optional<std::string_view> alike;
    for (const model::SpdxId& licence : model::spdx_ids) {
        if (ascii::equal(licence.id, value)) {
            return Mended{.value = std::string(licence.id), .safety = Safety::safe};
        }
        const std::string other = key_of(licence.id);
        if (!alike && (other == key || other == key + "0")) {
            alike = licence.id;
        }
        known.push_back(licence.id);
    }
    const auto found = alike ? alike : nearest(value, known);
    return found ? std::optional(Mended{.value = std::string(*found)}) : std::nullopt;
}

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::spdx,
        "The label '{}' must be a licence of the SPDX list such as Apache-2.0, and '{}' is none", "DL3054",
        [](std::string_view value) { return is_spdx(value, Reading::strict); },
        [](std::string_view value) { return is_spdx(value, Reading::lenient); }, nearest_licence);
}

constexpr LabelSchema schema[] = {{"licenses", LabelType::spdx}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "names that are not of the list",
     .bad = R"(
       | FROM debian:12
       | LABEL licenses=Apache2
       ~                ^^^^^^^ The label 'licenses' must be a licence of the SPDX list such as Apache-2.0, and 'Apache2' is none
       | LABEL licenses=mit
       ~                ^^^ The label 'licenses' must be a licence of the SPDX list such as Apache-2.0, and 'mit' is none
       + LABEL licenses=MIT
     )",
     .good = R"(
       | FROM debian:12
       | LABEL licenses=Apache-2.0
       | LABEL licenses=MIT
     )",
     .options = &options},
    {.title = "hadolint knows no expressions, and an older list",
     .bad = R"(
       | FROM debian:12
       | LABEL licenses="MIT OR Apache-2.0"
       ~                ^^^^^^^^^^^^^^^^^^^ (DL3054 only) The label 'licenses' must be a licence of the SPDX list such as Apache-2.0, and 'MIT OR Apache-2.0' is none
       | LABEL licenses=OpenMDW-1.0
       ~                ^^^^^^^^^^^ (DL3054 only) The label 'licenses' must be a licence of the SPDX list such as Apache-2.0, and 'OpenMDW-1.0' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL licenses=BSD-3-Clause
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_spdx{
    .id = "label-not-spdx",
    .also = {"DL3054"},
    .title = "Label that is no SPDX licence",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "A licence under another name is taken for an unknown one.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
