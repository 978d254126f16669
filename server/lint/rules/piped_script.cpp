#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_interpreter(std::string_view name) {
    constexpr std::string_view names[] = {"ash",  "bash", "dash", "eval", "node",
                                          "perl", "php",  "ruby", "sh",   "zsh"};
    return std::ranges::find(names, name) != std::end(names) || name.starts_with("python");
}

/// `sh -c "$(curl …)"`, `bash <(curl …)`: the download stands inside a word of the interpreter.
bool is_inside_interpreter(const model::Commands& commands, const model::Command& download) {
    return std::ranges::any_of(commands.of(commands.text_of(download)), [&](const model::Command& other) {
        return &other != &download && is_interpreter(other.name) && other.span.covers(download.span) &&
               other.span != download.span &&
               std::ranges::any_of(commands.arguments_of(other), [&](const model::Argument& argument) {
                   const std::string_view word = argument.text;
                   return argument.span.covers(download.span) &&
                          (word.contains("$(") || word.contains('`') || word.contains("<("));
               });
    });
}

/// The reader runs what it reads; `python -m json.tool` and `perl -ne …` do something with it.
bool runs_input(const model::Commands& commands, const model::Command& reader) {
    const auto arguments = commands.arguments_of(reader);
    const bool given = std::ranges::any_of(arguments, [&](const model::Argument& argument) {
        const std::string_view word = argument.text;
        return word == "-c" || word == "-m" || word == "-e" || word.starts_with("-n") ||
               word.starts_with("-p");
    });
    const bool file = !arguments.empty() && !arguments[0].text.starts_with('-');
    return is_interpreter(reader.name) && !given && !file;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::Download& download : document.downloads().downloads) {
        if (!download.command || download.checked || download.tool == model::Download::Tool::git) {
            continue;
        }
        const model::Command& command = commands.all[*download.command];
        // `curl | sudo bash`: what sudo runs.
        const model::Command* reader = download.reader ? &commands.all[*download.reader] : nullptr;
        const auto all = commands.of(commands.text_of(command));
        for (const model::Command& inner : all) {
            reader = reader != nullptr && inner.through_wrapper && &commands.all[inner.outer] == reader
                         ? &inner
                         : reader;
        }
        if ((reader != nullptr && runs_input(commands, *reader)) ||
            is_inside_interpreter(commands, command)) {
            report.at(download.url_span,
                      "Whatever this address answers on the day of the build is run as it comes: download it "
                      "to a file, compare its checksum, then run it");
        }
    }
}

constexpr Example examples[] = {
    {.title = "straight into a shell",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSL https://example.org/install.sh | sh
       ~                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whatever this address answers on the day of the build is run as it comes: download it to a file, compare its checksum, then run it
       | RUN wget -qO- https://example.org/install.sh | sudo -E bash -
       ~               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whatever this address answers on the day of the build is run as it comes: download it to a file, compare its checksum, then run it
       | RUN bash -c "$(curl -fsSL https://example.org/install.sh) --yes"
       ~                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Whatever this address answers on the day of the build is run as it comes: download it to a file, compare its checksum, then run it
     )",
     .good = R"(
       | FROM debian:12
       | RUN curl -fsSLo i.sh https://example.org/install-1.2.sh && echo "abc  i.sh" | sha256sum -c && sh i.sh
       | RUN curl -fsSL https://example.org/a.json | python3 -m json.tool
       | RUN curl -fsSL https://example.org/a.tar.gz | tar -xz
     )"},
};

} // namespace

extern constexpr Rule piped_script{
    .id = "piped-script",
    .title = "A download that is piped into a shell",
    .why = "A script from the network is not the same every day. Nobody has read what this build runs, a "
           "connection that breaks off runs half of it, and the image can't be built again as it was.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
