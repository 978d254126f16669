#include "base/ascii.hpp"
#include "lint/hadolint/older.hpp"
#include "lint/rule.hpp"
#include "lint/selectors.hpp"
#include "lint/suppressions.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Codes of ShellCheck that we do not have may well be used by hadolint.
bool is_elsewhere(std::string_view selector) {
    return selector.starts_with("SC") &&
           std::ranges::all_of(selector.substr(2), [](char c) { return ascii::is_digit(c); });
}

/// CI runs a release of hadolint for years: without the comment it would stop.
bool is_for_older(const model::Document& document, const Suppression& suppression) {
    return suppression.dialect == Dialect::hadolint &&
           older_hadolint_finds(document, suppression.selector, suppression.scope);
}

/// The comment's line, or, if it names more than this, the name with one of its commas.
TextEdit removal(const Review& review, const Suppression& suppression) {
    const std::string_view text = review.document.text();
    const auto same = std::ranges::count_if(review.uses, [&](const SuppressionUse& other) {
        return other.suppression.comment == suppression.comment;
    });
    std::size_t begin = suppression.selector_span.begin.index();
    std::size_t end = suppression.selector_span.end.index();
    if (same > 1) {
        const std::size_t comma = text.find_first_not_of(" \t", end);
        if (comma != std::string_view::npos && text[comma] == ',') {
            end = std::min(text.find_first_not_of(" \t", comma + 1), text.size());
        } else {
            const std::string_view before = text.substr(0, begin);
            begin = std::max(before.rfind(',') + 1, suppression.comment.begin.index() + 1) - 1;
        }
        return {.span = span(begin, end), .text = ""};
    }
    begin = text.substr(0, suppression.comment.begin.index()).find_last_not_of(" \t") + 1;
    end = suppression.comment.end.index();
    end -= end > begin && text[end - 1] == '\r' ? 1U : 0U;
    if (begin == 0 || text[begin - 1] == '\n') {
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    }
    return {.span = span(begin, end), .text = ""};
}

/// Without the comment a line below it might be read as a directive or as a `#!`.
bool gives_way(const Review& review, const TextEdit& removal) {
    const std::string_view text = review.document.text();
    const auto instructions = review.document.instructions();
    const bool above_all = instructions.empty() || removal.span.begin < instructions.front().span.begin;
    const std::string_view behind = text.substr(removal.span.end.index());
    return behind.starts_with("#!") || (above_all && ascii::trimmed(behind).starts_with('#'));
}

void unknown(const Review& review, const Suppression& suppression, Report& report) {
    const auto near = nearest_selectors(suppression.selector);
    if (near.empty()) {
        report
            .at(suppression.selector_span, "There is no rule '{}', so nothing is suppressed",
                suppression.selector)
            .fix(Safety::unsafe, "Remove it", {removal(review, suppression)});
        return;
    }
    report
        .at(suppression.selector_span, "There is no rule '{}', so nothing is suppressed; did you mean '{}'?",
            suppression.selector, near.front())
        .fix(Safety::unsafe, "Change it to " + std::string(near.front()),
             {{.span = suppression.selector_span, .text = std::string(near.front())}});
}

void check(const Review& review, Report& report) {
    for (const SuppressionUse& use : review.uses) {
        const Suppression& suppression = use.suppression;
        if (suppression.used || suppression.selector == "all" || is_elsewhere(suppression.selector)) {
            continue;
        }
        if (!use.known && suppression.dialect == Dialect::dockwright) {
            unknown(review, suppression, report);
        } else if (use.locked) {
            report.at(suppression.selector_span,
                      "The configuration locks '{}', so no comment can suppress it", suppression.selector);
        } else if (use.judged && !is_for_older(review.document, suppression)) {
            const bool ours = suppression.dialect == Dialect::dockwright;
            TextEdit edit = removal(review, suppression);
            const bool safe = ours && !gives_way(review, edit);
            report
                .at(suppression.selector_span,
                    "Nothing is found here that '{}' would suppress: the next mistake of that kind would "
                    "stay unseen",
                    suppression.selector)
                .fix(safe ? Safety::safe : Safety::unsafe, "Remove it", {std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "what it was for has been mended",
     .bad = R"(
       - # dockwright ignore=DL3006: the newest is meant
       ~                     ^^^^^^ Nothing is found here that 'DL3006' would suppress: the next mistake of that kind would stay unseen
       | FROM debian:12
     )",
     .good = R"(
       | # dockwright ignore=DL3006: the newest is meant
       | FROM debian
     )"},
    {.title = "one of several", .bad = R"(
       | # dockwright ignore=DL3006,DL3007: the newest is meant
       ~                            ^^^^^^ Nothing is found here that 'DL3007' would suppress: the next mistake of that kind would stay unseen
       + # dockwright ignore=DL3006: the newest is meant
       | FROM debian
     )"},
    {.title = "releases of hadolint that are in use still find it",
     .bad = R"(
       | ARG BASE=debian:12
       | # hadolint ignore=DL3006
       ~                   ^^^^^^ Nothing is found here that 'DL3006' would suppress: the next mistake of that kind would stay unseen
       | FROM debian:12 AS build
       | FROM $BASE
     )",
     .good = R"(
       | ARG BASE=debian:12
       | # hadolint ignore=DL3006
       | FROM ${BASE} AS build
       | # hadolint stage ignore=DL3048
       | FROM scratch
       | # hadolint ignore=DL3022
       | COPY --from=0 /out /out
       | LABEL created_by=me
     )"},
    {.title = "a misspelt name",
     .bad = R"(
       | # dockwright ignore=reproducibilty: the newest is meant
       ~                     ^^^^^^^^^^^^^^ There is no rule 'reproducibilty', so nothing is suppressed; did you mean 'reproducibility'?
       | FROM debian
     )",
     .good = R"(
       | # hadolint ignore=SC2086
       | FROM debian:12
     )"},
};

} // namespace

extern constexpr Rule unused_suppression{
    .id = "unused-suppression",
    .title = "Comment that suppresses nothing",
    .why =
        "A comment that suppresses nothing any more says that something is wrong where nothing is, and hides "
        "the next mistake of its kind.",
    .group = Group::style,
    .severity = Severity::info,
    .fixes = Fixes::always,
    .tag = Tag::unnecessary,
    .examples = examples,
    .review = check,
};

} // namespace dockwright::lint::rules
