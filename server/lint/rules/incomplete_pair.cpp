#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::lint::rules {
namespace {

/// hadolint takes a word without `=` and the word behind it for a pair; only one that stands alone
/// at the end stops it.
class HadolintPairs {
public:
    explicit HadolintPairs(const model::Document& document) : document_(document) {}

    /// To be asked about one problem after the other.
    bool stops_at(Span word) {
        const bool is_value = waits_ && is_blank(*waits_, word.begin);
        waits_ = is_value ? std::nullopt : std::optional(word.end);
        return !is_value && is_blank(word.end, end_of_instruction(word.end));
    }

private:
    bool is_blank(Offset begin, Offset end) const {
        return end < begin ||
               ascii::trimmed(document_.text().substr(begin.index(), end.index() - begin.index())).empty();
    }
    Offset end_of_instruction(Offset at) const {
        const auto all = document_.instructions();
        const auto behind =
            std::ranges::upper_bound(all, at, {}, [](const model::Instruction& i) { return i.span.begin; });
        return behind == all.begin() ? at : std::prev(behind)->span.end;
    }

    const model::Document& document_;
    std::optional<Offset> waits_; ///< the end of a word that lacks its value
};

void check(const Facts& facts, Report& report) {
    HadolintPairs hadolint(facts.document);
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::pair_without_equals) {
            report
                .at(problem.span, "'{}' has no '='; does the value before it lack its quotes?",
                    problem.detail)
                .as_if(hadolint.stops_at(problem.span), "DL1000");
        } else if (problem.kind == syntax::ProblemKind::pair_incomplete) {
            report.at(problem.span, "'{}' has no value", problem.detail).as("DL1000");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a value with blanks without quotes",
     .bad = R"(
       | FROM python:3.12
       | LABEL title=my model
       ~                ^^^^^ 'model' has no '='; does the value before it lack its quotes?
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL title="my model"
     )"},
    {.title = "a name alone",
     .bad = R"(
       | FROM python:3.12
       | ENV DEBUG
       ~     ^^^^^ 'DEBUG' has no value
     )",
     .good = R"(
       | FROM python:3.12
       | ENV DEBUG=""
     )"},
};

} // namespace

extern constexpr Rule incomplete_pair{
    .id = "incomplete-pair",
    .also = {"DL1000"},
    .title = "ENV or LABEL with an incomplete pair",
    .why = "ENV and LABEL take pairs such as `NAME=value`. A word without `=` between pairs, or a name "
           "without a value, stops the build; often a value with blanks lacks its quotes.",
    .group = Group::syntax,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
