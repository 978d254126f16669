#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// Quotes around the numbers and truth values between the strings of an array that is JSON. Nothing
/// if it holds anything else: what is meant by a list in a list can't be told.
std::vector<TextEdit> quotes(std::string_view array, Offset begin) {
    std::vector<TextEdit> edits;
    const auto is_bare = [](char c) { return ascii::is_name(c) || c == '-' || c == '+' || c == '.'; };
    for (std::size_t at = array.find('[') + 1; at < array.size(); ++at) {
        if (array[at] == '[' || array[at] == '{') {
            return {};
        }
        if (array[at] == '"') {
            for (++at; at < array.size() && array[at] != '"'; ++at) {
                at += array[at] == '\\' ? 1U : 0U;
            }
        } else if (is_bare(array[at])) {
            const auto* end = std::find_if_not(array.data() + at, array.data() + array.size(), is_bare);
            const auto size = static_cast<std::size_t>(end - array.data()) - at;
            if (array.substr(at, size) == "null") {
                return {};
            }
            edits.push_back({{begin + at, begin + at}, "\""});
            edits.push_back({{begin + at + size, begin + at + size}, "\""});
            at += size - 1;
        }
    }
    return edits;
}

void check(const Facts& facts, Report& report) {
    for (const syntax::Problem& problem : facts.document.problems()) {
        if (problem.kind == syntax::ProblemKind::json_not_strings) {
            Reported finding = report.at(
                problem.span, "This array holds something else than strings, so the build stops here");
            const bool in_one_line = problem.span.of(facts.document.text()) == problem.detail;
            auto edits = in_one_line ? quotes(problem.detail, problem.span.begin) : std::vector<TextEdit>{};
            if (!edits.empty()) {
                finding.fix(Safety::safe, "Put it in quotes", std::move(edits));
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a number",
     .bad = R"(
       | FROM python:3.12
       | CMD ["sleep", 10]
       ~     ^^^^^^^^^^^^^ This array holds something else than strings, so the build stops here
       + CMD ["sleep", "10"]
     )",
     .good = R"(
       | FROM python:3.12
       | CMD ["sleep", "10"]
     )"},
    {.title = "more than one, beside a string that looks like some, and a list in the list", .bad = R"(
       | FROM python:3.12
       | CMD ["a \" 1, true", -1.5e3, true]
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This array holds something else than strings, so the build stops here
       + CMD ["a \" 1, true", "-1.5e3", "true"]
       | ENTRYPOINT [["python", 3]]
       ~            ^^^^^^^^^^^^^^^ This array holds something else than strings, so the build stops here
     )"},
};

} // namespace

extern constexpr Rule invalid_json_array{
    .id = "invalid-json-array",
    .title = "JSON array of other things than strings",
    .why = "Behind CMD, RUN, COPY and their kin an array in JSON is a list of strings. One with numbers or "
           "lists stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
