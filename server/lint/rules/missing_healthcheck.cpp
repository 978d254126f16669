#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// Which stages hadolint says to lack a HEALTHCHECK. It goes through the file once and knows
/// stages by their names; one serves all stages that its own builds on, and all that follow.
class HadolintStages {
public:
    explicit HadolintStages(const model::Document& document)
        : document_(document), lacking_(document.stages().size(), false) {}

    void begin(const model::Stage& stage) {
        here_ = &stage;
        if (std::ranges::find(healthy_, hadolint_image(stage.image.written).name) == healthy_.end()) {
            lacking_[stage.index] = true;
        } else {
            healthy_.push_back(hadolint_name(stage));
        }
    }
    void healthcheck() {
        lacking_[here_->index] = false;
        healthy_.push_back(hadolint_name(*here_));
        serve(hadolint_image(here_->image.written).name);
    }
    bool lacks(const model::Stage& stage) const { return lacking_[stage.index]; }

private:
    /// All stages of that name up to here, and what they build on in turn.
    void serve(std::string_view first) {
        std::vector<std::string_view> waiting = {first};
        while (!waiting.empty()) {
            const std::string_view name = waiting.back();
            waiting.pop_back();
            for (const model::Stage& stage : document_.stages().first(here_->index)) {
                if (lacking_[stage.index] && hadolint_name(stage) == name) {
                    lacking_[stage.index] = false;
                    healthy_.push_back(name);
                    waiting.push_back(hadolint_image(stage.image.written).name);
                }
            }
        }
    }

    const model::Document& document_;
    const model::Stage* here_ = nullptr;
    std::vector<bool> lacking_;
    std::vector<std::string_view> healthy_;
};

bool has_healthcheck(const model::Document& document, const model::Stage& stage) {
    const model::Stage* at = &stage;
    while (true) {
        if (std::ranges::any_of(document.instructions(*at), [](const model::Instruction& instruction) {
                return instruction.keyword == model::Keyword::healthcheck;
            })) {
            return true;
        }
        if (!at->image.stage) {
            return false;
        }
        at = &document.stages()[*at->image.stage];
    }
}

/// At the end of the stage. Says that there is none, and so that nobody forgot it.
void offer_fix(Reported& finding, const model::Document& document, const model::Stage& stage) {
    const model::Instruction& last = document.instructions(stage).back();
    const std::string_view written = ascii::trimmed(last.span.of(document.text()));
    if (document.syntax().has_lost_lines() || written.ends_with(document.syntax().escape)) {
        return; // a new line might become part of it
    }
    const bool lower = std::ranges::all_of(document.instructions()[stage.from].name, ascii::is_lower);
    finding.fix(
        Safety::unsafe, "Say that there is none",
        {{{last.span.end, last.span.end},
          std::string(line_end_of(document.text())) + (lower ? "healthcheck none" : "HEALTHCHECK NONE")}});
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    HadolintStages hadolint(document);
    for (const model::Stage& stage : document.stages()) {
        hadolint.begin(stage);
        if (std::ranges::any_of(document.instructions(stage), [](const model::Instruction& instruction) {
                return instruction.keyword == model::Keyword::healthcheck;
            })) {
            hadolint.healthcheck();
        }
    }
    for (const model::Stage& stage : document.stages()) {
        const bool ours = stage.index + 1 == document.stages().size() && !has_healthcheck(document, stage);
        const bool theirs = hadolint.lacks(stage);
        if (ours || theirs) {
            Reported finding =
                report.at(document.instructions()[stage.from].name_span,
                          "No HEALTHCHECK says whether the program in the container still answers");
            found_by(finding, ours, theirs, "DL3057");
            if (ours) {
                offer_fix(finding, document, stage);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a service that may hang unseen",
     .bad = R"(
       | FROM python:3.12
       ~ ^^^^ No HEALTHCHECK says whether the program in the container still answers
       | CMD ["python", "serve.py"]
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK CMD ["python", "ping.py"]
       | CMD ["python", "serve.py"]
     )"},
    {.title = "only the last stage runs; NONE is an answer",
     .bad = R"(
       | FROM golang:1.23 AS build
       ~ ^^^^ (DL3057 only) No HEALTHCHECK says whether the program in the container still answers
       | FROM debian:12
       | HEALTHCHECK NONE
     )",
     .good = R"(
       | FROM debian:12 AS base
       | HEALTHCHECK NONE
       | FROM base
     )"},
};

} // namespace

extern constexpr Rule missing_healthcheck{
    .id = "missing-healthcheck",
    .also = {"DL3057"},
    .title = "No HEALTHCHECK",
    .why = "A container counts as running while its first process lives, though it may have hung. A "
           "HEALTHCHECK asks "
           "it, and Docker shows the answer; a program that runs to an end needs none.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
