#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool holds_comment(const model::Document& document, const model::Instruction& instruction) {
    const auto& comments = document.syntax().comments;
    const auto comment = std::ranges::lower_bound(comments, instruction.span.begin, {},
                                                  [](const syntax::Comment& c) { return c.span.begin; });
    return comment != comments.end() && comment->span.begin < instruction.span.end;
}

/// Where BuildKit points at the earlier ones, hadolint points at the later ones.
void check_one(const Facts& facts, Report& report, model::Keyword keyword, std::string_view hadolint_code) {
    const model::Instruction* earlier = nullptr;
    for (const model::Instruction& here : facts.document.all(keyword)) {
        const model::Stage* stage = facts.document.stage_of(here);
        if (stage == nullptr && earlier != nullptr) {
            report.at(here.name_span, "{} stands here twice", syntax::name(keyword)).only_as(hadolint_code);
        } else if (stage != nullptr && earlier != nullptr && facts.document.stage_of(*earlier) == stage) {
            Reported finding =
                report.at(earlier->name_span, "Only the last {} of a stage counts, so this one has no effect",
                          syntax::name(keyword));
            finding.as("MultipleInstructionsDisallowed")
                .as("MULTIPLE_INSTRUCTIONS")
                .as(hadolint_code, here.name_span)
                .related(here.name_span, "It is replaced here");
            if (!holds_comment(facts.document, *earlier)) {
                finding.fix(Safety::unsafe, "Remove this one",
                            {{whole_lines(facts.document.text(), earlier->span), ""}});
            }
        }
        earlier = &here;
    }
}

void check(const Facts& facts, Report& report) {
    check_one(facts, report, model::Keyword::cmd, "DL4003");
    check_one(facts, report, model::Keyword::entrypoint, "DL4004");
    check_one(facts, report, model::Keyword::healthcheck, "DL3012");
}

constexpr Example examples[] = {
    {.title = "two CMDs, of which the first never runs",
     .bad = R"(
       | FROM python:3.12
       | CMD ["python", "prepare.py"]
       ~ ^^^ Only the last CMD of a stage counts, so this one has no effect
       | CMD ["python", "train.py"]
     )",
     .good = R"(
       | FROM python:3.12
       | RUN python prepare.py
       | CMD ["python", "train.py"]
     )"},
    {.title = "ENTRYPOINT and HEALTHCHECK", .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT ["a"]
       ~ ^^^^^^^^^^ Only the last ENTRYPOINT of a stage counts, so this one has no effect
       | ENTRYPOINT ["b"]
       | HEALTHCHECK NONE
       ~ ^^^^^^^^^^^ Only the last HEALTHCHECK of a stage counts, so this one has no effect
       | HEALTHCHECK CMD ["c"]
     )"},
    {.title = "one in each stage", .good = R"(
       | FROM python:3.12 AS base
       | CMD ["a"]
       | FROM base
       | CMD ["b"]
       | ONBUILD CMD ["c"]
     )"},
};

} // namespace

extern constexpr Rule repeated_instruction{
    .id = "repeated-instruction",
    .also = {"MultipleInstructionsDisallowed", "DL4003", "DL4004", "DL3012", "MULTIPLE_INSTRUCTIONS"},
    .title = "CMD, ENTRYPOINT or HEALTHCHECK twice in a stage",
    .why = "An image has one command, one entrypoint and one health check. A later one replaces an earlier "
           "one, which therefore never runs.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .tag = Tag::unnecessary,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
