#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_configured(const model::Document& document) {
    return document.text().contains(".curlrc") || document.text().contains("CURL_HOME");
}

/// Who only looks at the answer, or asks for its head, is not misled.
bool looks_itself(model::Arguments arguments) {
    return model::letter_option(arguments, 'f') != nullptr ||
           model::long_option(arguments, "fail") != nullptr ||
           model::long_option(arguments, "fail-with-body") != nullptr ||
           model::letter_option(arguments, 'w') != nullptr ||
           model::long_option(arguments, "write-out") != nullptr ||
           model::letter_option(arguments, 'I') != nullptr ||
           model::long_option(arguments, "head") != nullptr ||
           model::letter_option(arguments, 'X') != nullptr || model::letter_option(arguments, 'K') != nullptr;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    if (is_configured(document)) {
        return;
    }
    std::uint32_t told = shell::no_node;
    for (const model::Download& download : document.downloads().downloads) {
        if (download.tool != model::Download::Tool::curl || !download.command || *download.command == told ||
            download.checked) {
            continue;
        }
        told = *download.command;
        const model::Command& command = commands.all[*download.command];
        if (looks_itself(commands.arguments_of(command)) || download.url.starts_with("ftp")) {
            continue;
        }
        report
            .at(command.name_span,
                "Without --fail curl takes an error page for the file and says that all is well: the "
                "build goes on with \"404 Not Found\" in its place")
            .fix(Safety::safe, "Add --fail", {insert_option(document, name_of(document, command), "--fail")});
    }
}

constexpr Example examples[] = {
    {.title = "an error page in place of a program",
     .bad = R"(
       | FROM python:3.12
       | RUN curl -sSL -o tool https://example.org/tool && chmod +x tool
       ~     ^^^^ Without --fail curl takes an error page for the file and says that all is well: the build goes on with "404 Not Found" in its place
       + RUN curl --fail -sSL -o tool https://example.org/tool && chmod +x tool
     )",
     .good = R"(
       | FROM python:3.12
       | RUN curl -fsSL -o tool https://example.org/tool && chmod +x tool
       | RUN curl -I https://example.org
     )"},
};

} // namespace

extern constexpr Rule curl_without_fail{
    .id = "curl-without-fail",
    .title = "curl without --fail",
    .why = "A server answers \"not found\" with a page of text, and to curl every answer is a success. With "
           "--fail it stops with an error instead, at the place where the mistake is.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
