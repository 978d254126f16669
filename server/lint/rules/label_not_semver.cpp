#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

std::optional<Mended> without_v(std::string_view value) {
    return value.starts_with('v') || value.starts_with('V')
               ? std::optional(Mended{.value = std::string(value.substr(1)), .safety = Safety::safe})
               : std::nullopt;
}

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::semver, "The label '{}' must be a version such as 1.2.3, and '{}' is none",
        "DL3056", [](std::string_view value) { return is_semver(value, Reading::strict); },
        [](std::string_view value) { return is_semver(value, Reading::lenient); }, without_v);
}

constexpr LabelSchema schema[] = {{"version", LabelType::semver}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "too short, and with a letter in front",
     .bad = R"(
       | FROM debian:12
       | LABEL version=1.2
       ~               ^^^ The label 'version' must be a version such as 1.2.3, and '1.2' is none
       | LABEL version=v1.2.3
       ~               ^^^^^^ The label 'version' must be a version such as 1.2.3, and 'v1.2.3' is none
       + LABEL version=1.2.3
     )",
     .good = R"(
       | FROM debian:12
       | LABEL version=1.2.3
       | LABEL version=1.2.3-rc.1+cu124
     )",
     .options = &options},
    {.title = "hadolint passes zeros in front and ends that say nothing",
     .bad = R"(
       | FROM debian:12
       | LABEL version=2026.01.31
       ~               ^^^^^^^^^^ The label 'version' must be a version such as 1.2.3, and '2026.01.31' is none
       | LABEL version=1.2.3-
       ~               ^^^^^^ The label 'version' must be a version such as 1.2.3, and '1.2.3-' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL version=2026.1.31
     )",
     .options = &options},
    {.title = "what the build fills in",
     .bad = R"(
       | FROM debian:12
       | LABEL version=$VERSION
       ~               ^^^^^^^^ (DL3056 only) The label 'version' must be a version such as 1.2.3, and '$VERSION' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL version=0.0.0
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_semver{
    .id = "label-not-semver",
    .also = {"DL3056"},
    .title = "Label that is no semantic version",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "Versions in another form cannot be put in order.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
