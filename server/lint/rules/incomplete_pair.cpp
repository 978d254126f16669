#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <iterator>
#include <span>

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

bool is_key(char c) {
    return ascii::is_name(c) || c == '.' || c == '-' || c == '/';
}

/// More than that were hardly meant for one value.
constexpr std::size_t most_loose = 16;

bool is_between_quotes(std::string_view value) {
    return value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
           value.back() == value.front();
}

/// A pair's value and the words without `=` that follow it.
struct Loose {
    syntax::Word value;
    std::span<const syntax::Problem> words;
};

/// The instruction that has the place, or null; behind an ONBUILD that one.
const model::Instruction* instruction_at(const model::Document& document, Offset at) {
    const auto all = document.instructions();
    const auto behind =
        std::ranges::upper_bound(all, at, {}, [](const model::Instruction& i) { return i.span.begin; });
    if (behind == all.begin()) {
        return nullptr;
    }
    const model::Instruction* nested = document.nested(*std::prev(behind));
    return nested != nullptr ? nested : &*std::prev(behind);
}

Loose loose_words(const model::Document& document, const syntax::Problem& word) {
    const model::Instruction* instruction = instruction_at(document, word.span.begin);
    if (instruction == nullptr) {
        return {};
    }
    const auto pairs = document.words(*instruction);
    const auto next = std::ranges::upper_bound(pairs, word.span.begin, {},
                                               [](const syntax::Word& w) { return w.span.begin; });
    if (next == pairs.begin()) {
        return {};
    }
    const syntax::Word& value = *std::prev(next);
    const auto is_same = [&](const syntax::Problem& other) {
        return other.kind == word.kind && value.span.end <= other.span.begin &&
               other.span.begin < (next == pairs.end() ? instruction->span.end : next->span.begin);
    };
    const auto problems = document.problems();
    auto begin = static_cast<std::size_t>(&word - problems.data());
    auto end = begin;
    while (begin > 0 && end - begin <= most_loose && is_same(problems[begin - 1])) {
        --begin;
    }
    while (end < problems.size() && end - begin <= most_loose && is_same(problems[end])) {
        ++end;
    }
    if (end - begin > most_loose) {
        return {};
    }
    return {.value = value, .words = problems.subspan(begin, end - begin)};
}

/// `A="x" B "y"` lacks a `=`; `A= x` has a blank too much; of `A=x y` the value lacks its quotes.
void offer_fix(Reported& finding, const model::Document& document, const syntax::Problem& word) {
    const Loose loose = loose_words(document, word);
    if (loose.words.empty()) {
        return;
    }
    const std::string_view value = loose.value.span.of(document.text());
    const Span tail{loose.value.span.end, loose.words.back().span.end};
    const std::string_view written = tail.of(document.text());
    if (written.contains('#') || written.contains('\n')) {
        return;
    }
    if (is_between_quotes(value)) {
        if (loose.words.size() == 2 && std::ranges::all_of(loose.words[0].span.of(document.text()), is_key)) {
            finding.fix(Safety::unsafe, "Put '=' between them",
                        {{{loose.words[0].span.end, loose.words[1].span.begin}, "="}});
        }
        return;
    }
    if (value.find_first_of("\"'\\`") != std::string_view::npos ||
        (written.find_first_of("\"'\\`") != std::string_view::npos && !value.empty())) {
        return;
    }
    if (value.empty()) {
        if (loose.words.size() == 1) {
            finding.fix(Safety::unsafe, "Remove the blanks", {{{tail.begin, loose.words[0].span.begin}, ""}});
        }
        return;
    }
    finding.fix(Safety::unsafe, "Put the value in quotes",
                {{{loose.value.span.begin, loose.value.span.begin}, "\""}, {{tail.end, tail.end}, "\""}});
}

void check(const Facts& facts, Report& report) {
    HadolintPairs hadolint(facts.document);
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::pair_without_equals) {
            Reported finding = report.at(
                problem.span, "'{}' has no '='; does the value before it lack its quotes?", problem.detail);
            finding.as_if(hadolint.stops_at(problem.span), "DL1000").as("SYNTAX_MISSING_EQUALS");
            offer_fix(finding, facts.document, problem);
        } else if (problem.kind == syntax::ProblemKind::pair_incomplete) {
            Reported finding = report.at(problem.span, "'{}' has no value", problem.detail);
            finding.as("DL1000").as("ARGUMENT_REQUIRES_TWO");
            if (std::ranges::all_of(problem.detail, is_key)) {
                finding.fix(Safety::unsafe, "Make it empty",
                            {{{problem.span.end, problem.span.end}, "=\"\""}});
            }
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
    .also = {"DL1000", "SYNTAX_MISSING_EQUALS", "ARGUMENT_REQUIRES_TWO"},
    .title = "ENV or LABEL with an incomplete pair",
    .why = "ENV and LABEL take pairs such as `NAME=value`. A word without `=` between pairs, or a name "
           "without a value, stops the build; often a value with blanks lacks its quotes.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
