#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view names[] = {
    "free",     "ifconfig", "kill",      "mount", "nano", "ps",  "service",
    "shutdown", "ssh",      "systemctl", "top",   "vi",   "vim",
};
static_assert(std::ranges::is_sorted(names));

/// hadolint's own list.
bool is_listed(std::string_view name) {
    return name != "ifconfig" && name != "nano" && name != "systemctl" && name != "vi";
}

void check(const Facts& facts, Report& report) {
    const model::Commands& commands = facts.document.commands();
    for (const model::Command& command : commands.all) {
        if (!std::ranges::binary_search(names, command.name) ||
            facts.document.instruction(commands.text_of(command)).keyword != model::Keyword::run) {
            continue;
        }
        report
            .at(command.name_span,
                "'{}' is for a machine that runs: a build has no services, no other processes and nobody "
                "at a keyboard",
                command.name)
            .as_if(is_listed(command.name) && hadolint_sees(facts.document, command), "DL3001");
    }
}

constexpr Example examples[] = {
    {.title = "a service stops with the RUN that starts it",
     .bad = R"(
       | FROM debian:12
       | RUN service mysql start
       ~     ^^^^^^^ 'service' is for a machine that runs: a build has no services, no other processes and nobody at a keyboard
     )",
     .good = R"(
       | FROM debian:12
       | CMD ["mysqld"]
     )"},
    {.title = "a package of that name is not the command", .good = R"(
       | FROM debian:12
       | RUN apt-get install -y vim ssh
     )"},
    {.title = "behind a path or sudo, which hadolint does not look through", .bad = R"(
       | FROM debian:12
       | RUN sudo systemctl enable nginx && /bin/ps
       ~          ^^^^^^^^^ 'systemctl' is for a machine that runs: a build has no services, no other processes and nobody at a keyboard
       ~                                    ^^^^^^^ 'ps' is for a machine that runs: a build has no services, no other processes and nobody at a keyboard
     )"},
};

} // namespace

extern constexpr Rule host_command{
    .id = "host-command",
    .also = {"DL3001"},
    .title = "Command that makes no sense in a build",
    .why = "Each RUN has a container of its own that ends with it. A service that is started there is gone "
           "afterwards, and what one sees of processes or mounts is the builder's.",
    .group = Group::correctness,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
