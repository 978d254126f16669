#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What does for scripts what a verb of apt does for people: apt(8), apt-get(8), apt-cache(8).
struct Verb {
    std::string_view name;
    std::string_view program = "apt-get";
    std::string_view instead{}; ///< of the verb, if it has another name there
};
constexpr Verb verbs[] = {
    {"autoclean"},
    {"autopurge", "apt-get", "autoremove --purge"},
    {"autoremove"},
    {"build-dep"},
    {"clean"},
    {"depends", "apt-cache"},
    {"dist-upgrade"},
    {"download"},
    {"full-upgrade", "apt-get", "dist-upgrade"},
    {"install"},
    {"policy", "apt-cache"},
    {"purge"},
    {"rdepends", "apt-cache"},
    {"reinstall", "apt-get", "install --reinstall"},
    {"remove"},
    {"search", "apt-cache"},
    {"show", "apt-cache"},
    {"showsrc", "apt-cache"},
    {"source"},
    {"update"},
    {"upgrade", "apt-get", "upgrade --with-new-pkgs"},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

void fix(Reported& finding, const model::Document& document, const model::Command& command,
         const model::Argument& verb) {
    const auto* found = std::ranges::lower_bound(verbs, verb.text, {}, &Verb::name);
    const bool known = found != std::end(verbs) && found->name == verb.text;
    // As it stands: with a path or in quotes it is written with care.
    const bool plain =
        command.name_span.of(document.text()) == "apt" && verb.span.of(document.text()) == verb.text;
    if (!known || !plain) {
        return;
    }
    std::vector<TextEdit> edits{{.span = command.name_span, .text = std::string(found->program)}};
    if (!found->instead.empty()) {
        edits.push_back({.span = verb.span, .text = std::string(found->instead)});
    }
    finding.fix(Safety::safe, "Use " + std::string(found->program), std::move(edits));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    each_run_command(document, [&](const model::PackageCommand*, const model::Command& command) {
        if (command.name != "apt") {
            return;
        }
        Reported finding =
            report.at(command.name_span,
                      "apt is made for people, and what it takes and prints may change: use apt-get");
        found_by(finding, true, hadolint_sees(document, command), "DL3027");
        const model::Argument* verb = model::first_operand(document.commands().arguments_of(command));
        if (verb != nullptr) {
            fix(finding, document, command, *verb);
        }
    });
}

constexpr Example examples[] = {
    {.title = "installing",
     .bad = R"(
       | FROM debian:12
       | RUN apt update && apt install -y curl
       ~     ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       ~                   ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       + RUN apt-get update && apt-get install -y curl
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y curl
     )"},
    {.title = "what has another name there, or another program",
     .bad = R"(
       | FROM debian:12
       | RUN apt full-upgrade -y && apt upgrade -y
       ~     ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       ~                            ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       + RUN apt-get dist-upgrade -y && apt-get upgrade --with-new-pkgs -y
       | RUN apt show curl
       ~     ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       + RUN apt-cache show curl
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-key list && which apt
     )"},
    {.title = "behind sudo, where hadolint doesn't look",
     .bad = R"(
       | FROM debian:12
       | RUN sudo apt update
       ~          ^^^ apt is made for people, and what it takes and prints may change: use apt-get
       + RUN sudo apt-get update
     )",
     .good = R"(
       | FROM debian:12
       | RUN sudo apt-get update
     )"},
};

} // namespace

extern constexpr Rule apt_command{
    .id = "apt-command",
    .also = {"DL3027"},
    .title = "apt instead of apt-get",
    .why =
        "apt says of itself that it has no stable interface for scripts: its options, its output and its "
        "defaults may change from one release to the next. apt-get and apt-cache are the same for scripts.",
    .group = Group::style,
    .severity = Severity::warning,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
