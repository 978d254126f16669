#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Addresses that always send one elsewhere: GitHub's releases and archives, SourceForge's downloads,
/// the old host of Anaconda (since 2020, github.com/ContinuumIO/anaconda-issues/issues/11731).
bool redirects(std::string_view url) {
    return (url.contains("://github.com/") &&
            (url.contains("/releases/") || url.contains("/archive/") || url.contains("/raw/"))) ||
           url.contains("sourceforge.net/projects/") || url.contains("://repo.continuum.io/") ||
           (url.starts_with("http://") && url.contains("github.com/"));
}

/// It ends in a file, or in a program that unpacks or runs it; who greps in the answer wants the address.
bool is_kept(const model::Commands& commands, const model::Download& download, model::Arguments arguments) {
    constexpr std::string_view readers[] = {"apt-key", "bash", "bsdtar", "gpg", "gunzip",
                                            "sh",      "sudo", "tar",    "tee"};
    if (download.reader) {
        return std::ranges::find(readers, commands.all[*download.reader].name) != std::end(readers);
    }
    return !download.output.empty() || model::letter_option(arguments, 'O') != nullptr ||
           model::long_option(arguments, "remote-name") != nullptr;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    if (document.text().contains(".curlrc")) {
        return;
    }
    for (const model::Download& download : document.downloads().downloads) {
        if (download.tool != model::Download::Tool::curl || !download.command || !redirects(download.url)) {
            continue;
        }
        const model::Command& command = commands.all[*download.command];
        const auto arguments = commands.arguments_of(command);
        if (!is_kept(commands, download, arguments) || model::letter_option(arguments, 'L') != nullptr ||
            model::long_option(arguments, "location") != nullptr ||
            model::letter_option(arguments, 'I') != nullptr ||
            model::letter_option(arguments, 'w') != nullptr ||
            model::letter_option(arguments, 'K') != nullptr) {
            continue;
        }
        report
            .at(command.name_span,
                "This address answers with another address, which curl follows only with --location: "
                "the file stays empty")
            .fix(Safety::safe, "Add --location",
                 {insert_option(document, name_of(document, command), "--location")});
    }
}

constexpr Example examples[] = {
    {.title = "a release on GitHub",
     .bad = R"(
       | FROM python:3.12
       | RUN curl -fsSO https://github.com/lab/tool/releases/download/v1.2/tool.tar.gz
       ~     ^^^^ This address answers with another address, which curl follows only with --location: the file stays empty
       + RUN curl --location -fsSO https://github.com/lab/tool/releases/download/v1.2/tool.tar.gz
     )",
     .good = R"(
       | FROM python:3.12
       | RUN curl -fsSLO https://github.com/lab/tool/releases/download/v1.2/tool.tar.gz
       | RUN curl -fsSO https://example.org/tool.tar.gz
       | RUN curl https://github.com/lab/tool/releases/latest | grep -o v[0-9.]*
     )"},
};

} // namespace

extern constexpr Rule curl_without_redirects{
    .id = "curl-without-redirects",
    .title = "curl without --location where the address moves",
    .why = "GitHub keeps the files of releases on other hosts and answers with their address. curl does not "
           "go there unless it is told to with -L (--location); it writes the empty answer to the file and "
           "reports success.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
