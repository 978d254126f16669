#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Names of branches that work goes on in.
bool is_branch(std::string_view revision) {
    constexpr std::string_view names[] = {"main",  "master", "develop", "dev",
                                          "trunk", "HEAD",   "stable",  "latest"};
    return std::ranges::find(names, revision) != std::end(names);
}

/// A later command of the same RUN, or of a later one, that goes to a revision.
bool is_checked_out(const model::Document& document, const model::Download& download) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.all, [&](const model::Command& command) {
        if (command.name != "git" || command.span.begin <= download.url_span.begin) {
            return false;
        }
        return std::ranges::any_of(commands.arguments_of(command), [](const model::Argument& argument) {
            return argument.text == "checkout" || argument.text == "reset" || argument.text == "switch" ||
                   argument.text == "fetch";
        });
    });
}

std::string_view fragment(std::string_view url) {
    const std::size_t hash = url.find('#');
    return hash == std::string_view::npos ? std::string_view{} : url.substr(hash + 1);
}

bool is_repository(std::string_view url) {
    return url.substr(0, url.find('#')).ends_with(".git") || url.starts_with("git@") ||
           url.starts_with("git://");
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Download& download : document.downloads().downloads) {
        const bool clones = download.tool == model::Download::Tool::git;
        const bool adds = download.tool == model::Download::Tool::add && is_repository(download.url);
        if ((!clones && !adds) || !download.url_known) {
            continue;
        }
        const std::string_view revision = clones ? download.revision : fragment(download.url);
        const std::string_view name = revision.substr(0, revision.find(':'));
        if ((!name.empty() && !is_branch(name)) || (clones && is_checked_out(document, download)) ||
            (adds && (download.checked || download.url.contains('?')))) {
            continue;
        }
        report.at(download.url_span,
                  "This takes what the repository holds on the day of the build: name a tag or a commit{}",
                  clones ? ", `git clone --branch TAG`" : ", `…git#TAG`");
    }
}

constexpr Example examples[] = {
    {.title = "whatever is there today",
     .bad = R"(
       | FROM python:3.12
       | RUN git clone https://github.com/lab/code.git
       ~               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This takes what the repository holds on the day of the build: name a tag or a commit, `git clone --branch TAG`
       | RUN git clone -b main https://github.com/lab/more
       ~                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This takes what the repository holds on the day of the build: name a tag or a commit, `git clone --branch TAG`
       | ADD https://github.com/lab/code.git /src
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This takes what the repository holds on the day of the build: name a tag or a commit, `…git#TAG`
     )",
     .good = R"(
       | FROM python:3.12
       | RUN git clone --depth 1 --branch v1.2 https://github.com/lab/code.git
       | ADD https://github.com/lab/code.git#v1.2 /src
     )"},
    {.title = "a checkout behind it", .good = R"(
       | FROM python:3.12
       | RUN git clone https://github.com/lab/code.git && cd code && git checkout 4e1f2ab
     )"},
};

} // namespace

extern constexpr Rule moving_source{
    .id = "moving-source",
    .title = "A repository without a fixed revision",
    .why = "A branch moves. Tomorrow the same Dockerfile builds other code, and since the line is unchanged "
           "the builder may as well take last year's from its cache. A tag or a commit names one state.",
    .group = Group::reproducibility,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
