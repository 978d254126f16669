#include "lint/shell_commands.hpp"

namespace dockwright::lint::rules {
namespace {

bool is_listed(std::string_view operation) {
    return operation == ">" || operation == ">>" || operation == "<" || operation == "&>" ||
           operation == "&>>";
}

bool is_null(std::string_view target) {
    return target == "/dev/null" || target == "\"/dev/null\"" || target == "'/dev/null'";
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "sudo") {
            return;
        }
        for (const shell::Redirection& redirection : script.redirections_of(command.node)) {
            if (is_listed(redirection.operation) && redirection.descriptor.empty() &&
                !is_null(redirection.target.text)) {
                const bool reads = redirection.operation == "<";
                report
                    .at(redirection.span,
                        reads ? "The file is opened before sudo runs, so without its rights: use 'sudo cat "
                                "file | …'"
                              : "The file is opened before sudo runs, so without its rights: use '… | sudo "
                                "tee file'")
                    .as_if(reaches(command.script, redirection.span.begin), "SC2024");
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "the shell, not sudo, writes the file",
     .bad = R"(
       | FROM debian:12
       | USER app
       | RUN sudo echo "x=1" >> /etc/environment
       ~                     ^^^^^^^^^^^^^^^^^^^ The file is opened before sudo runs, so without its rights: use '… | sudo tee file'
     )",
     .good = R"(
       | FROM debian:12
       | USER app
       | RUN echo "x=1" | sudo tee -a /etc/environment > /dev/null
     )"},
    {.title = "it reads it too", .bad = R"(
       | FROM debian:12
       | USER app
       | RUN sudo wc -l < /etc/shadow
       ~                ^^^^^^^^^^^^^ The file is opened before sudo runs, so without its rights: use 'sudo cat file | …'
     )"},
    {.title = "throwing the text away needs no rights", .good = R"(
       | FROM debian:12
       | USER app
       | RUN sudo apt-get update > /dev/null 2> /tmp/log
     )"},
};

} // namespace

extern constexpr Rule sudo_redirection{
    .id = "sudo-redirection",
    .also = {"SC2024"},
    .title = "Redirection behind sudo",
    .why =
        "`sudo command > file` asks for more rights for the command alone. The file is opened by the shell, "
        "before sudo starts, with the rights of the current user, which is what fails where sudo was needed.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
