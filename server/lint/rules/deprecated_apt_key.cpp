#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::Command& command : commands.all) {
        const auto arguments = commands.arguments_of(command);
        if (command.name != "apt-key" || arguments.empty() ||
            document.instruction(commands.text_of(command)).keyword != model::Keyword::run) {
            continue;
        }
        report.at(command.name_span,
                  "apt-key is gone from Debian 13 on: save the key below /etc/apt/keyrings and "
                  "name it in the source, `deb [signed-by=/etc/apt/keyrings/NAME.asc] …`");
    }
}

constexpr Example examples[] = {
    {.title = "a key for all sources",
     .bad = R"(
       | FROM ubuntu:22.04
       | RUN curl -fsSL https://example.org/key.asc | apt-key add -
       ~                                              ^^^^^^^ apt-key is gone from Debian 13 on: save the key below /etc/apt/keyrings and name it in the source, `deb [signed-by=/etc/apt/keyrings/NAME.asc] …`
     )",
     .good = R"(
       | FROM ubuntu:22.04
       | ADD https://example.org/key.asc /etc/apt/keyrings/example.asc
     )"},
};

} // namespace

extern constexpr Rule deprecated_apt_key{
    .id = "deprecated-apt-key",
    .title = "apt-key",
    .why = "A key that apt-key adds is trusted for every source of packages, Debian's own too. apt 2.1.8 "
           "calls it deprecated (apt-key(8)), Debian 13 has it no more, so the build stops with a newer base "
           "image.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .level = Level::strict,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
