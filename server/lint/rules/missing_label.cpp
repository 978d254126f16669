#include "lint/hadolint/reading.hpp"
#include "lint/labels.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Which stages hadolint says to lack one label. It goes through the file once and knows stages by
/// their names: a LABEL also serves all stages before of the name that its stage has, or, if it
/// has none, that its image has; a stage that another one copies from needs none.
class HadolintStages {
public:
    explicit HadolintStages(const model::Document& document)
        : document_(document), lacking_(document.stages().size(), false) {}

    void begin(const model::Stage& stage) {
        here_ = &stage;
        const std::string_view base = hadolint_image(stage.image.written).name;
        const bool inherits = std::ranges::find(labelled_, base) != labelled_.end();
        lacking_[stage.index] = !inherits;
        if (inherits && !stage.name.empty()) {
            labelled_.push_back(stage.name);
        }
    }
    void label() {
        lacking_[here_->index] = false;
        pardon(hadolint_name(*here_));
        if (!here_->name.empty()) {
            labelled_.push_back(here_->name);
        }
    }
    /// All of that name up to here need the label no more.
    void pardon(std::string_view name) {
        for (const model::Stage& stage : document_.stages().first(here_->index + 1)) {
            if (!stage.name.empty() && stage.name == name) {
                lacking_[stage.index] = false;
            }
        }
    }
    bool lacks(const model::Stage& stage) const { return lacking_[stage.index]; }

private:
    const model::Document& document_;
    const model::Stage* here_ = nullptr;
    std::vector<bool> lacking_;
    std::vector<std::string_view> labelled_;
};

HadolintStages read_as_hadolint(const model::Document& document, std::span<const Label> labels,
                                std::string_view key) {
    HadolintStages stages(document);
    for (const model::Stage& stage : document.stages()) {
        stages.begin(stage);
        for (const model::Instruction& instruction : document.instructions(stage)) {
            if (instruction.keyword == model::Keyword::copy) {
                if (const syntax::Flag* from = document.syntax().flag(instruction, "from")) {
                    stages.pardon(from->value);
                }
            } else if (instruction.keyword == model::Keyword::label &&
                       std::ranges::any_of(labels, [&](const Label& label) {
                           return label.instruction == &instruction && label.key == key;
                       })) {
                stages.label();
            }
        }
    }
    return stages;
}

/// The stage itself or one that it builds on.
bool has_label(const model::Document& document, const model::Stage& stage, std::span<const Label> labels,
               std::string_view key) {
    const model::Stage* at = &stage;
    while (true) {
        const bool here = std::ranges::any_of(labels, [&](const Label& label) {
            return label.key == key && document.stage_of(*label.instruction) == at;
        });
        if (here || !at->image.stage) {
            return here;
        }
        at = &document.stages()[*at->image.stage];
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    if (facts.options.labels.empty() || document.stages().empty()) {
        return;
    }
    const std::vector<Label> labels = labels_of(document);
    for (const LabelSchema& schema : facts.options.labels) {
        const HadolintStages hadolint = read_as_hadolint(document, labels, schema.key);
        for (const model::Stage& stage : document.stages()) {
            const bool is_final = stage.index + 1 == document.stages().size();
            const bool ours = is_final && !has_label(document, stage, labels, schema.key);
            const bool theirs = hadolint.lacks(stage);
            if (ours || theirs) {
                Reported finding = report.at(document.instructions()[stage.from].name_span,
                                             "The image has no label '{}', which was agreed on", schema.key);
                found_by(finding, ours, theirs, "DL3049");
            }
        }
    }
}

constexpr LabelSchema schema[] = {{"team", LabelType::text}, {"version", LabelType::semver}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "one of two",
     .bad = R"(
       | FROM debian:12
       ~ ^^^^ The image has no label 'version', which was agreed on
       | LABEL team=vision
     )",
     .good = R"(
       | FROM debian:12
       | LABEL team=vision version=1.2.3
     )",
     .options = &options},
    {.title = "the last stage is the image; it has those of the stage that it builds on",
     .bad = R"(
       | FROM golang:1.23 AS build
       ~ ^^^^ (DL3049 only) The image has no label 'team', which was agreed on
       ~ ^^^^ (DL3049 only) The image has no label 'version', which was agreed on
       | FROM debian:12 AS base
       ~ ^^^^ (DL3049 only) The image has no label 'version', which was agreed on
       | LABEL team=vision
       | FROM base
       ~ ^^^^ The image has no label 'version', which was agreed on
     )",
     .good = R"(
       | FROM golang:1.23 AS build
       | FROM debian:12 AS base
       | LABEL team=vision
       | FROM base
       | LABEL version=1.2.3
       | COPY --from=build /bin/app /bin/app
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule missing_label{
    .id = "missing-label",
    .also = {"DL3049"},
    .title = "Label of the schema is missing",
    .why = "The labels were agreed on in this project's configuration, and tools read them. They do not find "
           "this "
           "image.",
    .group = Group::labels,
    .severity = Severity::info,
    .level = Level::recommended,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
