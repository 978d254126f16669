#include "lint/hadolint/reading.hpp"
#include "lint/labels.hpp"
#include "lint/pairs.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    if (facts.options.labels.empty()) {
        return;
    }
    for (const Label& label : labels_of(facts.document)) {
        const bool ours = label.value.empty();
        const bool theirs = label.hadolint_value.empty();
        if ((ours || theirs) && schema_of(facts.options, label.key) != nullptr) {
            Reported finding = report.at(ours && label.value_span.empty() ? label.key_span : label.value_span,
                                         "The label '{}' is empty, but a value was agreed on", label.key);
            found_by(finding, ours, theirs, "DL3051");
            if (auto edit = without_pair(facts.document, *label.instruction, label.pair)) {
                finding.fix(Safety::unsafe, "Remove the label", {*std::move(edit)});
            }
        }
    }
}

constexpr LabelSchema schema[] = {{"team", LabelType::text}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "nothing, and nothing in quotes",
     .bad = R"(
       | FROM debian:12
       | LABEL team=""
       ~            ^^ The label 'team' is empty, but a value was agreed on
       | LABEL team= other=
       ~       ^^^^ The label 'team' is empty, but a value was agreed on
     )",
     .good = R"(
       | FROM debian:12
       | LABEL team=vision other=""
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule empty_label{
    .id = "empty-label",
    .also = {"DL3051"},
    .title = "Label of the schema without a value",
    .why = "The labels were agreed on in this project's configuration, and tools read them. An empty one "
           "says no more "
           "than none.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
