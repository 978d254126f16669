#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/shell_values.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// apt.conf(5), in an option's value or in a file that is written above.
bool says_no(std::string_view text) {
    return text.contains("Install-Recommends");
}

bool hadolint_finds(const model::Document& document, const model::Command& command,
                    model::Arguments arguments) {
    constexpr std::string_view install[] = {"install"};
    constexpr std::string_view setting[] = {"APT::Install-Recommends=false"};
    return command.name == "apt-get" && hadolint_has(arguments, install) &&
           hadolint_count(arguments, "no-install-recommends") == 0 && !hadolint_has(arguments, setting) &&
           hadolint_sees(document, command);
}

/// Whether a word that the shell expands may hold the option: it does, or its value is not known.
bool may_be_in_variable(const model::Document& document, const model::Command& command,
                        model::Arguments arguments) {
    for (const model::Argument& argument : arguments) {
        if (argument.plain || !(argument.text.starts_with('$') || argument.text.starts_with('`'))) {
            continue;
        }
        const auto words = model::ShellVariables(document, command).words(argument);
        if (!words || std::ranges::find(*words, "--no-install-recommends") != words->end()) {
            return true;
        }
    }
    return false;
}

/// Packages that come from files alone bring what they depend on, and that is all that is meant.
bool takes_recommended(const model::Document& document, const model::PackageCommand& packages,
                       const model::Command& command, model::Arguments arguments) {
    return packages.action == model::PackageAction::install && packages.verb != shell::no_node &&
           arguments[packages.verb].text == "install" &&
           model::long_option(arguments, "no-install-recommends") == nullptr &&
           !(command.name == "aptitude" &&
             (model::letter_option(arguments, 'R') != nullptr ||
              model::long_option(arguments, "without-recommends") != nullptr)) &&
           !says_no(document.text()) && !may_be_in_variable(document, command, arguments);
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        if (command.name != "apt-get" && command.name != "apt" && command.name != "aptitude") {
            return;
        }
        const model::Arguments arguments = document.commands().arguments_of(command);
        const bool ours = packages != nullptr && takes_recommended(document, *packages, command, arguments);
        const bool theirs = hadolint_finds(document, command, arguments);
        if (!ours && !theirs) {
            return;
        }
        const bool has_verb = packages != nullptr && packages->verb != shell::no_node;
        Reported finding =
            report.at(has_verb ? arguments[packages->verb].span : command.name_span,
                      "{} also installs what is merely recommended, often as much again", command.name);
        found_by(finding, ours, theirs, "DL3015");
        if (ours) {
            const std::string_view option =
                command.name == "aptitude" ? "--without-recommends" : "--no-install-recommends";
            finding.fix(Safety::unsafe, "Add " + std::string(option),
                        {insert_option(document, arguments[packages->verb], option)});
        }
    });
}

constexpr Example examples[] = {
    {.title = "what a package recommends comes along",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get install -y curl
       ~             ^^^^^^^ apt-get also installs what is merely recommended, often as much again
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get install -y --no-install-recommends curl
     )"},
    {.title = "apt does so too, and so does apt-get behind sudo",
     .bad = R"(
       | FROM debian:12
       | RUN apt install -y curl
       ~         ^^^^^^^ apt also installs what is merely recommended, often as much again
       | RUN sudo apt-get install -y curl
       ~                  ^^^^^^^ apt-get also installs what is merely recommended, often as much again
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get upgrade -y && apt-get -o APT::Install-Recommends=false install -y curl
     )"},
    {.title = "a setting does as well as an option; hadolint knows only one way to write it",
     .bad = R"(
       | FROM debian:12
       | RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/lean && apt-get install -y curl
       ~                                                                               ^^^^^^^ (DL3015 only) apt-get also installs what is merely recommended, often as much again
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get install -y -o "APT::Install-Recommends=false" curl
     )"},
    {.title = "the option may be in a variable",
     .bad = R"(
       | FROM debian:12
       | ENV OPTIONS="-y --no-install-recommends"
       | RUN apt-get install $OPTIONS curl
       ~             ^^^^^^^ (DL3015 only) apt-get also installs what is merely recommended, often as much again
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get --no-install-recommends install -y curl
     )"},
};

} // namespace

extern constexpr Rule recommended_packages{
    .id = "recommended-packages",
    .also = {"DL3015"},
    .title = "apt-get install that takes recommended packages along",
    .why = "Debian's packages recommend others that most desktops want: documentation, mail, whole desktops. "
           "An image seldom needs them. Whether yours does, a build and a run without them tells.",
    .group = Group::size,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
