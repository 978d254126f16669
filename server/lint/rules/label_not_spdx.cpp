#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::spdx,
        "The label '{}' must be a licence of the SPDX list such as Apache-2.0, and '{}' is none", "DL3054",
        [](std::string_view value) { return is_spdx(value, Reading::strict); },
        [](std::string_view value) { return is_spdx(value, Reading::lenient); });
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
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
