#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// A folder by its last part, or by what a variable may hold.
bool may_be_folder(std::string_view target) {
    const std::string_view last = target.substr(target.rfind('/') + 1);
    return last.empty() || last == "." || last == ".." || target.ends_with('\\') || last.contains('$');
}

bool hadolint_finds(const model::Document& document, const model::Instruction& instruction) {
    const HadolintCopy copy = hadolint_copy(document, instruction);
    return copy.sources.size() > 1 && !without_quotes(copy.target->text).ends_with('/');
}

/// `--from builder` and a broken JSON array make words that were meant otherwise.
bool is_misread(const model::Document& document, const model::Instruction& instruction) {
    const auto flags = document.flags(instruction);
    const bool no_value = std::ranges::any_of(flags, [](const syntax::Flag& flag) {
        return !flag.has_value && (flag.name == "from" || flag.name == "chown" || flag.name == "chmod");
    });
    const std::string_view arguments = instruction.arguments;
    return no_value || (!instruction.json && arguments.starts_with('[') && arguments.ends_with(']'));
}

void check_one(const model::Document& document, const model::Instruction& instruction, bool is_copy,
               Report& report) {
    const auto words = document.words(instruction);
    if (words.size() < 3) {
        return;
    }
    const syntax::Word& target = words.back();
    const bool ours = !may_be_folder(without_quotes(target.text)) && !is_misread(document, instruction);
    const bool theirs = is_copy && hadolint_finds(document, instruction);
    if (!ours && !theirs) {
        return;
    }
    Reported finding = report.at(target.span,
                                 ours ? "Several files go to '{}', which is one file unless it ends with '/'"
                                      : "hadolint wants a '/' behind '{}' here",
                                 target.text);
    found_by(finding, ours, theirs, "DL3021").as_if(ours, "INVALID_DESTINATION");
    if (ours && target.text == without_quotes(target.text)) {
        const bool quoted = instruction.json;
        const Offset end = quoted ? target.span.end - 1 : target.span.end;
        finding.fix(Safety::safe, "End the folder with '/'", {{Span{end, end}, "/"}});
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& copy : facts.document.all(model::Keyword::copy)) {
        check_one(facts.document, copy, true, report);
    }
    for (const model::Instruction& add : facts.document.all(model::Keyword::add)) {
        check_one(facts.document, add, false, report);
    }
}

constexpr Example examples[] = {
    {.title = "a folder that does not say so",
     .bad = R"(
       | FROM python:3.12
       | COPY train.py model.py /app
       ~                        ^^^^ Several files go to '/app', which is one file unless it ends with '/'
       + COPY train.py model.py /app/
       | COPY ["a b.py", "c.py", "/app"]
       ~                         ^^^^^^ Several files go to '/app', which is one file unless it ends with '/'
       + COPY ["a b.py", "c.py", "/app/"]
     )",
     .good = R"(
       | FROM python:3.12
       | COPY train.py model.py /app/
       | COPY train.py /app
       | COPY *.py /app
     )"},
    {.title = "ADD is the same, and a quoted target is left to you",
     .bad = R"(
       | FROM python:3.12
       | ADD a.tar b.tar /data
       ~                 ^^^^^ Several files go to '/data', which is one file unless it ends with '/'
       + ADD a.tar b.tar /data/
       | COPY a b "/data"
       ~          ^^^^^^^ Several files go to '"/data"', which is one file unless it ends with '/'
     )",
     .good = R"(
       | FROM python:3.12
       | ADD a.tar b.tar /data/
     )"},
    {.title = "a flag without '=' takes no value, which is another fault",
     .bad = R"(
       | FROM python:3.12
       | COPY --chmod 755 train.sh /app
       ~                           ^^^^ (DL3021 only) hadolint wants a '/' behind '/app' here
     )",
     .good = R"(
       | FROM python:3.12
       | COPY --chmod=755 train.sh /app
     )"},
    {.title = "BuildKit takes '.' for a folder, and a variable may end with a slash",
     .bad = R"(
       | FROM golang:1.23
       | WORKDIR /src
       | COPY go.mod go.sum .
       ~                    ^ (DL3021 only) hadolint wants a '/' behind '.' here
       | COPY go.mod go.sum $TARGET
       ~                    ^^^^^^^ (DL3021 only) hadolint wants a '/' behind '$TARGET' here
     )",
     .good = R"(
       | FROM golang:1.23
       | COPY go.mod go.sum ./
     )"},
};

} // namespace

extern constexpr Rule copy_to_file{
    .id = "copy-to-file",
    .also = {"DL3021", "INVALID_DESTINATION"},
    .title = "Several files copied to one",
    .why = "With several sources the target must be a folder. Without a slash at its end some builders "
           "refuse it, "
           "and others write one file over the other.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
