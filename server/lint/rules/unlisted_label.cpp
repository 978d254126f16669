#include "base/nearest.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    if (!facts.options.strict_labels) {
        return;
    }
    std::vector<std::string_view> known;
    for (const LabelSchema& schema : facts.options.labels) {
        known.push_back(schema.key);
    }
    for (const Label& label : labels_of(facts.document)) {
        if (schema_of(facts.options, label.key) != nullptr) {
            continue;
        }
        Reported finding =
            report.at(label.key_span, "The label '{}' is none of those that were agreed on", label.key);
        finding.as("DL3050");
        if (const auto meant = nearest(label.key, known)) {
            finding.fix(Safety::unsafe, message("Change to '{}'", {*meant}),
                        {{label.key_span, std::string(*meant)}});
        }
    }
}

constexpr LabelSchema schema[] = {{"team", LabelType::text}, {"version", LabelType::semver}};
constexpr Options options{.labels = schema, .strict_labels = true};
constexpr Options not_strict{.labels = schema};

constexpr Example examples[] = {
    {.title = "a slip, and another name",
     .bad = R"(
       | FROM debian:12
       | LABEL team=vision verison=1.2.3
       ~                   ^^^^^^^ The label 'verison' is none of those that were agreed on
       | LABEL "owner"=me
       ~       ^^^^^^^ The label 'owner' is none of those that were agreed on
     )",
     .good = R"(
       | FROM debian:12
       | LABEL team=vision "version"=1.2.3
     )",
     .options = &options},
    {.title = "only if no others are wanted",
     .bad = "",
     .good = R"(
       | FROM debian:12
       | LABEL owner=me
     )",
     .options = &not_strict},
};

} // namespace

extern constexpr Rule unlisted_label{
    .id = "unlisted-label",
    .also = {"DL3050"},
    .title = "Label that is not in the schema",
    .why = "This project's configuration lists all labels that images may have. Another one is read by "
           "nobody, or is a "
           "slip of the finger.",
    .group = Group::labels,
    .severity = Severity::info,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
