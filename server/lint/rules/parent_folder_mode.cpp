#include "lint/hadolint/reading.hpp"
#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Nothing but the last folder can be made: `name`, `./name`, `../../name`.
bool has_no_parents(std::string_view folder) {
    while (folder.starts_with("./") || folder.starts_with("../")) {
        folder.remove_prefix(folder.find('/') + 1);
    }
    return !folder.empty() && !folder.contains('/');
}

/// `/name`: its parent is the root.
bool is_below_root(std::string_view folder) {
    return folder.starts_with('/') && !folder.substr(1).contains('/');
}

struct Made {
    const model::Argument* mode = nullptr; ///< the option
    std::string_view value;
    bool deep = false; ///< ShellCheck takes it for one with parents
    bool surely_deep = false;
};

/// The value of `-m` is the next word, unless it is glued to it.
std::string_view mode_of(const ShellCommand& mkdir, std::size_t option) {
    const std::string_view text = mkdir.arguments[option].text;
    if (text.contains('=') && text.starts_with("--")) {
        return text.substr(text.find('=') + 1);
    }
    const std::size_t letter = text.starts_with("--") ? text.size() : text.find('m') + 1;
    if (letter < text.size()) {
        return text.substr(letter);
    }
    return option + 1 < mkdir.arguments.size() ? mkdir.arguments[option + 1].text : std::string_view{};
}

Made read(const ShellCommand& mkdir) {
    Made made;
    std::string_view skipped;
    bool options = true;
    bool begun = false;
    for (std::size_t i = 0; i < mkdir.arguments.size(); ++i) {
        const model::Argument& argument = mkdir.arguments[i];
        if (options && argument.text == "--") {
            options = false;
        } else if (options && model::is_option(argument)) {
            begun = true;
            const bool longer = argument.text.starts_with("--");
            if (made.mode == nullptr &&
                (longer ? argument.text.starts_with("--mode") : argument.text.contains('m'))) {
                made.mode = &argument;
                made.value = mode_of(mkdir, i);
                skipped = i + 1 < mkdir.arguments.size() && made.value == mkdir.arguments[i + 1].text
                              ? made.value
                              : std::string_view{};
            }
        } else if (skipped.empty() || argument.text != skipped) {
            // What stands in front of all options, ShellCheck takes for no folder.
            made.deep = made.deep || (begun && (!argument.plain || !has_no_parents(argument.text)));
            made.surely_deep =
                made.surely_deep || (!has_no_parents(argument.text) && !is_below_root(argument.text) &&
                                     argument.text.substr(0, argument.text.size() - 1).contains('/'));
        }
    }
    return made;
}

/// What the folders above get anyway, as builds run with the umask 022.
bool is_default(std::string_view mode) {
    return mode == "755" || mode == "0755" || mode == "00755";
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "mkdir" || !has_option(command.arguments, "p", "parents")) {
            return;
        }
        const Made made = read(command);
        if (made.mode == nullptr) {
            return;
        }
        const bool ours = made.surely_deep && !is_default(made.value);
        const bool theirs = made.deep && reaches(command.script, command.node.span.begin);
        if (ours || theirs) {
            Reported finding = report.at(made.mode->span, "Only the last folder gets this mode; those above "
                                                          "it that -p makes get the usual 755");
            found_by(finding, ours, theirs, "SC2174");
        }
    });
}

constexpr Example examples[] = {
    {.title = "a private folder below one that everybody may read",
     .bad = R"(
       | FROM debian:12
       | RUN mkdir -p -m 700 /srv/keys/private
       ~              ^^ Only the last folder gets this mode; those above it that -p makes get the usual 755
     )",
     .good = R"(
       | FROM debian:12
       | RUN install -d -m 700 /srv/keys /srv/keys/private
     )"},
    {.title = "one folder alone, or no -p", .good = R"(
       | FROM debian:12
       | RUN mkdir -p -m 700 keys ./other && mkdir -m 700 /srv/keys
     )"},
    {.title = "the mode that all of them get anyway", .bad = R"(
       | FROM debian:12
       | RUN mkdir -p -m 0755 /etc/apt/keyrings
       ~              ^^ (SC2174 only) Only the last folder gets this mode; those above it that -p makes get the usual 755
     )"},
    {.title = "glued together", .bad = R"(
       | FROM debian:12
       | RUN mkdir -pm700 /srv/keys/private && mkdir --parents --mode=700 a/b
       ~           ^^^^^^ Only the last folder gets this mode; those above it that -p makes get the usual 755
       ~                                                       ^^^^^^^^^^ Only the last folder gets this mode; those above it that -p makes get the usual 755
     )"},
};

} // namespace

extern constexpr Rule parent_folder_mode{
    .id = "parent-folder-mode",
    .also = {"SC2174"},
    .title = "mkdir -p -m with several new folders",
    .why = "`mkdir -p -m 700 /a/b/c` makes `/a` and `/a/b` too where they are missing, but gives the mode to "
           "`/a/b/c` alone. Name each folder, or set the modes with chmod, if the upper ones must be "
           "private as well.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
