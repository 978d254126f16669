#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <unordered_set>

namespace dockwright::lint::rules {
namespace {

bool has_drive(std::string_view path) {
    return path.size() > 1 && ascii::is_alpha(path[0]) && path[1] == ':';
}

bool is_relative(std::string_view target) {
    return !target.starts_with('/') && !target.starts_with('$') && !has_drive(target);
}

/// Which stages hadolint takes to have a WORKDIR so far: by name, and one without a name by its
/// image's, so that two stages of one image are the same to it.
class HadolintWorkdirs {
public:
    explicit HadolintWorkdirs(const model::Document& document) : document_(document) {}

    void see(const model::Instruction& instruction) {
        if (instruction.keyword == model::Keyword::from) {
            const model::Stage* stage = document_.stage_of(instruction);
            const bool inherited = stage != nullptr && knows(hadolint_image(stage->image.written).name);
            here_ = stage == nullptr ? std::string_view{} : hadolint_name(*stage);
            names_.erase(here_);
            set_ = inherited;
        } else if (instruction.keyword == model::Keyword::workdir) {
            set_ = true;
        } else {
            return;
        }
        if (set_) {
            names_.insert(here_);
        }
    }
    bool set() const { return set_; }

private:
    bool knows(std::string_view name) const { return names_.contains(name); }

    const model::Document& document_;
    std::unordered_set<std::string_view> names_;
    std::string_view here_;
    bool set_ = false;
};

/// `b`, `./b` and `.` from the root on; "" for words that are not plain.
std::string from_root(std::string_view target) {
    if (target.find_first_of("\"'$\\~") != std::string_view::npos || target.starts_with("..")) {
        return {};
    }
    if (target == ".") {
        return "/";
    }
    if (target.starts_with("./")) {
        target.remove_prefix(2);
    }
    return "/" + std::string(target);
}

void check_one(const Facts& facts, const model::Instruction& instruction, bool set, Report& report) {
    const model::Document& document = facts.document;
    const auto words = document.words(instruction);
    const HadolintCopy read = hadolint_copy(document, instruction);
    if (read.target == nullptr) {
        return;
    }
    const bool theirs =
        instruction.keyword == model::Keyword::copy && !set && is_relative(without_quotes(read.target->text));
    const std::string_view target = without_quotes(words.back().text);
    const bool ours = document.stage_of(instruction) != nullptr && !document.context(instruction).workdir &&
                      is_relative(target) && !target.starts_with('\\');
    if (!ours && !theirs) {
        return;
    }
    Reported finding =
        report.at(words.back().span,
                  "Without a WORKDIR above, '{}' lies wherever the base image's working folder is", target);
    found_by(finding, ours, theirs, "DL3045");
    std::string absolute = from_root(words.back().text);
    if (ours && !instruction.json && !absolute.empty()) {
        finding.fix(Safety::unsafe, message("Copy to '{}'", {absolute}), {{words.back().span, absolute}});
    }
}

void check(const Facts& facts, Report& report) {
    if (facts.document.all(model::Keyword::copy).empty() && facts.document.all(model::Keyword::add).empty()) {
        return;
    }
    HadolintWorkdirs workdirs(facts.document);
    for (const model::Instruction& instruction : facts.document.instructions()) {
        workdirs.see(instruction);
        if (instruction.keyword == model::Keyword::copy || instruction.keyword == model::Keyword::add) {
            check_one(facts, instruction, workdirs.set(), report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "nobody says where",
     .bad = R"(
       | FROM python:3.12
       | COPY requirements.txt .
       ~                       ^ Without a WORKDIR above, '.' lies wherever the base image's working folder is
       | COPY ["src", "app/"]
       ~              ^^^^^^ Without a WORKDIR above, 'app/' lies wherever the base image's working folder is
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /app
       | COPY requirements.txt .
       | COPY src app/
     )"},
    {.title = "a WORKDIR of the stage below counts",
     .bad = R"(
       | FROM python:3.12 AS base
       | WORKDIR /app
       | FROM debian:12
       | COPY src ./src
       ~          ^^^^^ Without a WORKDIR above, './src' lies wherever the base image's working folder is
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | WORKDIR /app
       | FROM base
       | COPY src ./src
     )"},
    {.title = "two stages of one image are one to hadolint",
     .bad = R"(
       | FROM python:3.12
       | WORKDIR /app
       | FROM python:3.13
       | COPY src src
       ~          ^^^ Without a WORKDIR above, 'src' lies wherever the base image's working folder is
     )",
     .good = R"(
       | FROM python:3.12
       | COPY src /src
       | COPY src $TARGET
     )"},
    {.title = "ADD too, of which hadolint says nothing",
     .bad = R"(
       | FROM python:3.12
       | ADD data.tar.gz data/
       ~                 ^^^^^ Without a WORKDIR above, 'data/' lies wherever the base image's working folder is
     )",
     .good = R"(
       | FROM python:3.12
       | ADD data.tar.gz /data/
     )"},
    {.title = "Windows paths",
     .bad = R"(
       | # escape=`
       | FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
       | COPY src \src
       ~          ^^^^ (DL3045 only) Without a WORKDIR above, '\src' lies wherever the base image's working folder is
     )",
     .good = R"(
       | # escape=`
       | FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
       | COPY src C:\src
     )"},
};

} // namespace

extern constexpr Rule relative_copy_target{
    .id = "relative-copy-target",
    .also = {"DL3045"},
    .title = "COPY or ADD to a relative path without WORKDIR",
    .why = "A relative target begins at the working folder. If the file does not set one, it is the base "
           "image's, which "
           "its makers may move.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
