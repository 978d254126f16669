#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <charconv>

namespace dockwright::lint::rules {
namespace {

bool is_index(std::string_view text, std::uint32_t index) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number == index;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& copy : document.all(model::Keyword::copy)) {
        const syntax::Flag* from = document.syntax().flag(copy, "from");
        const model::Stage* stage = document.stage_of(copy);
        if (from == nullptr || from->value.empty() || stage == nullptr) {
            continue;
        }
        const model::Stage* named = document.stage_named(from->value, stage->index + 1);
        const bool ours = named == stage || is_index(from->value, stage->index);
        const bool theirs = hadolint_value(document, *from) == stage->name;
        if (ours || theirs) {
            Reported finding =
                report.at(from->value_span, "A stage cannot copy from itself, so the build stops here");
            found_by(finding, ours, theirs, "DL3023")
                .fix(Safety::unsafe, "Copy from the build context", {without_flag(document.text(), *from)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "its own name",
     .bad = R"(
       | FROM python:3.12 AS app
       | COPY --from=app /a /b
       ~             ^^^ A stage cannot copy from itself, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | FROM python:3.12 AS app
       | COPY --from=base /a /b
     )"},
    {.title = "in another case or by number, which hadolint does not see",
     .bad = R"(
       | FROM python:3.12 AS base
       | FROM python:3.12 AS app
       | COPY --from=APP /a /b
       ~             ^^^ A stage cannot copy from itself, so the build stops here
       | COPY --from=1 /a /b
       ~             ^ A stage cannot copy from itself, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | FROM python:3.12 AS app
       | COPY --from=0 /a /b
     )"},
};

} // namespace

extern constexpr Rule copy_from_own_stage{
    .id = "copy-from-own-stage",
    .also = {"DL3023"},
    .title = "COPY --from the same stage",
    .why = "COPY --from takes files out of another stage. Files of the same stage are there already: RUN cp "
           "copies "
           "them.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
