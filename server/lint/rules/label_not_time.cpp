#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

/// A day alone: its begin.
std::optional<Mended> at_midnight(std::string_view value) {
    constexpr std::size_t day = std::string_view("2026-01-31").size();
    return value.size() == day ? std::optional(Mended{.value = std::string(value) + "T00:00:00Z"})
                               : std::nullopt;
}

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::rfc3339,
        "The label '{}' must be a time such as 2026-01-31T12:00:00Z, and '{}' is none", "DL3053",
        [](std::string_view value) { return is_rfc3339(value, Reading::strict); },
        [](std::string_view value) { return is_rfc3339(value, Reading::lenient); }, at_midnight);
}

constexpr LabelSchema schema[] = {{"created", LabelType::rfc3339}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "a day alone, and one that never was",
     .bad = R"(
       | FROM debian:12
       | LABEL created=2026-01-31
       ~               ^^^^^^^^^^ The label 'created' must be a time such as 2026-01-31T12:00:00Z, and '2026-01-31' is none
       | LABEL created=2026-02-30T00:00:00Z
       ~               ^^^^^^^^^^^^^^^^^^^^ The label 'created' must be a time such as 2026-01-31T12:00:00Z, and '2026-02-30T00:00:00Z' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL created=2026-01-31T12:00:00Z
       | LABEL created=2026-01-31T12:00:00.5+01:00
     )",
     .options = &options},
    {.title = "zones that hadolint passes",
     .bad = R"(
       | FROM debian:12
       | LABEL created=2026-01-31T12:00:00+0100
       ~               ^^^^^^^^^^^^^^^^^^^^^^^^ The label 'created' must be a time such as 2026-01-31T12:00:00Z, and '2026-01-31T12:00:00+0100' is none
       | LABEL created=2026-01-31T12:00:00+24:30
       ~               ^^^^^^^^^^^^^^^^^^^^^^^^^ The label 'created' must be a time such as 2026-01-31T12:00:00Z, and '2026-01-31T12:00:00+24:30' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL created=2026-01-31t12:00:00z
     )",
     .options = &options},
    {.title = "what the build fills in",
     .bad = R"(
       | FROM debian:12
       | LABEL created=$BUILD_DATE
       ~               ^^^^^^^^^^^ (DL3053 only) The label 'created' must be a time such as 2026-01-31T12:00:00Z, and '$BUILD_DATE' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL created=1990-12-31T23:59:60Z
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_time{
    .id = "label-not-time",
    .also = {"DL3053"},
    .title = "Label that is no time of RFC 3339",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "A time in another form is sorted wrongly or refused.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
