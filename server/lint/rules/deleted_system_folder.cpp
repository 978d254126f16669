#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Those that ShellCheck has in mind.
constexpr std::string_view folders[] = {
    "/bin",   "/boot", "/dev", "/etc",     "/home",      "/lib",       "/lib32", "/lib64",
    "/media", "/mnt",  "/usr", "/usr/bin", "/usr/local", "/usr/share", "/var",
};
static_assert(std::ranges::is_sorted(folders));

/// Without which nothing behind it works.
bool is_vital(std::string_view folder) {
    return folder.empty() || folder == "/bin" || folder == "/etc" || folder == "/lib" || folder == "/lib64" ||
           folder == "/usr" || folder == "/usr/bin" || folder == "/dev";
}

std::string_view without_slashes(std::string_view folder) {
    while (folder.starts_with("//")) {
        folder.remove_prefix(1);
    }
    while (folder.ends_with('/')) {
        folder.remove_suffix(1);
    }
    return folder;
}

/// Of `/{usr,var}`, which bash makes two of, a part that is one.
bool lists_folder(std::string_view text) {
    if (!text.starts_with("/{") || !text.ends_with('}')) {
        return false;
    }
    for (std::size_t at = 2; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",}", at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        if (std::ranges::any_of(folders, [&](std::string_view folder) { return folder.substr(1) == part; })) {
            return true;
        }
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    each_shell_command(facts, [&](const ShellCommand& command) {
        if (command.name() != "rm" || !has_option(command.arguments, "rR", "recursive")) {
            return;
        }
        for (const model::Argument& argument : command.arguments) {
            const std::string_view folder = without_slashes(argument.text);
            if (argument.plain && argument.text.starts_with('/') &&
                (folder.empty() || std::ranges::binary_search(folders, folder) ||
                 lists_folder(argument.text))) {
                report
                    .at(argument.span,
                        is_vital(folder) ? "Without this folder hardly any program in the image runs"
                                         : "This deletes a whole system folder, with what packages and later "
                                           "steps expect in it")
                    .as_if(reaches(command.script, argument.span.begin), "SC2114");
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "a folder that packages own",
     .bad = R"(
       | FROM debian:12
       | RUN rm -rf /var/lib/apt/lists/* /usr/share
       ~                                 ^^^^^^^^^^ This deletes a whole system folder, with what packages and later steps expect in it
     )",
     .good = R"(
       | FROM debian:12
       | RUN rm -rf /var/lib/apt/lists/* /usr/share/doc /tmp/*
     )"},
    {.title = "one that all depends on", .bad = R"(
       | FROM debian:12
       | RUN rm -r "/usr/" && rm --recursive /lib64
       ~           ^^^^^^^ Without this folder hardly any program in the image runs
       ~                                     ^^^^^^ Without this folder hardly any program in the image runs
     )"},
};

} // namespace

extern constexpr Rule deleted_system_folder{
    .id = "deleted-system-folder",
    .also = {"SC2114"},
    .title = "rm -r of a system folder",
    .why = "Programs, the package manager and later steps of the build expect these folders and what is in "
           "them. "
           "The image gets no smaller either if an earlier layer brought the files: they are hidden, not "
           "removed.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
