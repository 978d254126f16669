#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// How much of a path leads out of the folder that it is in: `../../`; 0 if none does.
std::size_t way_out(std::string_view path) {
    std::size_t at = 0;
    std::size_t out = 0;
    while (true) {
        if (path.substr(at, 2) == "./") {
            at += 2;
        } else if (path.substr(at, 3) == "../" || path.substr(at) == "..") {
            at = std::min(at + 3, path.size());
            out = at;
        } else {
            return out;
        }
    }
}

/// Somebody's home on the machine that builds.
bool is_home_of_host(std::string_view path) {
    const bool drive =
        path.size() > 2 && ascii::is_alpha(path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
    return drive || path.starts_with("/home/") || path.starts_with("/Users/");
}

std::string_view unquoted(std::string_view word) {
    const bool quotes = word.size() > 1 && word.front() == '"' && word.back() == '"';
    return quotes ? word.substr(1, word.size() - 2) : word;
}

void find(const Facts& facts, Report& report, const model::Instruction& copy) {
    const auto words = facts.document.words(copy);
    if (words.size() < 2 || facts.document.syntax().flag(copy, "from") != nullptr) {
        return;
    }
    for (const syntax::Word& word : words.first(words.size() - 1)) {
        const std::string_view path = unquoted(word.text);
        const std::size_t out = way_out(path);
        if (out > 0) {
            report.at(word.span,
                      "COPY reaches no file above the build context: '{}' is dropped, and '{}' is looked for "
                      "at the context's root",
                      path.substr(0, out), out == path.size() ? std::string_view(".") : path.substr(out));
        } else if (is_home_of_host(path)) {
            report.at(word.span,
                      "A path of your machine means nothing to a build: '{}' is looked for in the build "
                      "context",
                      path);
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& copy : facts.document.all(model::Keyword::copy)) {
        find(facts, report, copy);
    }
    for (const model::Instruction& add : facts.document.all(model::Keyword::add)) {
        find(facts, report, add);
    }
}

constexpr Example examples[] = {
    {.title = "from the folder above",
     .bad = R"(
       | FROM python:3.12
       | COPY ../data data
       ~      ^^^^^^^ COPY reaches no file above the build context: '../' is dropped, and 'data' is looked for at the context's root
       | ADD ./../.. /src
       ~     ^^^^^^^ COPY reaches no file above the build context: './../..' is dropped, and '.' is looked for at the context's root
       | COPY /home/me/model.bin "C:\data\x.csv" /models/
       ~      ^^^^^^^^^^^^^^^^^^ A path of your machine means nothing to a build: '/home/me/model.bin' is looked for in the build context
       ~                         ^^^^^^^^^^^^^^^ A path of your machine means nothing to a build: 'C:\data\x.csv' is looked for in the build context
     )",
     .good = R"(
       | FROM python:3.12
       | COPY data data
       | COPY src/../data data
       | COPY --from=build ../a /b
       | COPY /app ..
     )"},
};

} // namespace

extern constexpr Rule copy_outside_context{
    .id = "copy-outside-context",
    .title = "COPY from outside of the build context",
    .why = "A build sees the one folder that `docker build FOLDER` names (the build context) and nothing "
           "above or beside it. What lies elsewhere must be moved there, or that folder chosen larger: "
           "`docker build -f sub/Dockerfile .`, or `--build-context name=../data` with COPY --from=name.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
