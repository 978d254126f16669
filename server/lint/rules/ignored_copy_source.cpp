#include "lint/rule.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

/// A source in the build context as plain text, or "": not a heredoc, not an address of any kind,
/// and nothing that must be replaced first.
std::string_view context_path(std::string_view word) {
    if (word.size() > 1 && word.front() == '"' && word.back() == '"') {
        word = word.substr(1, word.size() - 2);
    }
    const bool elsewhere = word.starts_with("<<") || word.contains("://") || word.starts_with("git@");
    return elsewhere || word.find_first_of("$\\'\"") != std::string_view::npos ? std::string_view{} : word;
}

void check_instruction(const Facts& facts, Report& report, const model::Dockerignore& ignored,
                       const model::Instruction& instruction) {
    const auto words = facts.document.words(instruction);
    if (words.size() < 2 || facts.document.syntax().flag(instruction, "from") != nullptr) {
        return;
    }
    for (const syntax::Word& word : words.first(words.size() - 1)) {
        const std::string_view written = context_path(word.text);
        if (written.empty()) {
            continue;
        }
        const std::string path = model::clean_path(written);
        const bool root = path == "." || path == "/";
        const auto reason = ignored.reason(path);
        if ((!root || ignored.excludes_all()) && reason && reason->excludes) {
            const std::string line = std::to_string(reason->line);
            Reported finding =
                root ? report.at(word.span,
                                 "Everything is left out by `{}` in line {} of {}, so this copies nothing",
                                 reason->pattern, line, ignored.name())
                     : report.at(word.span,
                                 "'{}' is left out by `{}` in line {} of {}, so the build does not find it",
                                 path, reason->pattern, line, ignored.name());
            finding.as("CopyIgnoredFile");
        }
    }
}

void check(const Facts& facts, Report& report) {
    // As BuildKit has it: with a pattern that takes back, a folder may be left out and a file not.
    const auto& ignored = facts.surroundings.ignored;
    if (!ignored || ignored->has_exceptions()) {
        return;
    }
    for (const model::Instruction& copy : facts.document.all(model::Keyword::copy)) {
        check_instruction(facts, report, *ignored, copy);
    }
    for (const model::Instruction& add : facts.document.all(model::Keyword::add)) {
        check_instruction(facts, report, *ignored, add);
    }
}

constexpr Example examples[] = {
    {.title = "a folder that is left out",
     .bad = R"(
       | FROM python:3.12
       | COPY data/train.csv requirements.txt /app/
       ~      ^^^^^^^^^^^^^^ 'data/train.csv' is left out by `data` in line 1 of .dockerignore, so the build does not find it
     )",
     .good = R"(
       | FROM python:3.12
       | COPY requirements.txt /app/
       | COPY --from=python:3.12 /data /data
     )",
     .dockerignore = "data, **/*.log"},
    {.title = "all is left out",
     .bad = R"(
       | FROM python:3.12
       | ADD . /app
       ~     ^ Everything is left out by `**` in line 1 of .dockerignore, so this copies nothing
     )",
     .good = R"(
       | FROM python:3.12
       | ADD https://example.org/a.csv /app/
     )",
     .dockerignore = "**"},
    {.title = "something is taken back",
     .good = R"(
       | FROM python:3.12
       | COPY data/train.csv /app/
     )",
     .dockerignore = "data, !data/train.csv"},
};

} // namespace

extern constexpr Rule ignored_copy_source{
    .id = "ignored-copy-source",
    .also = {"CopyIgnoredFile"},
    .title = "COPY of a file that .dockerignore leaves out",
    .why = "What `.dockerignore` names is not sent to the build, so COPY and ADD don't find it and the build "
           "stops, however plainly the file lies in the folder.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
