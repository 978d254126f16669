#include "model/packages.hpp"
#include "model/packages/walk.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

constexpr Verb verbs[] = {
    {"get", PackageAction::install},
    {"install", PackageAction::install},
    {"run", PackageAction::install},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// `go help build`, sorted: those whose value may be the next word. One dash or two.
constexpr std::string_view valued[] = {
    "C",          "asmflags", "buildmode",     "compiler", "covermode", "coverpkg", "exec",
    "gccgoflags", "gcflags",  "installsuffix", "ldflags",  "mod",       "modfile",  "o",
    "overlay",    "p",        "pgo",           "pkgdir",   "tags",      "toolexec",
};
static_assert(std::ranges::is_sorted(valued));

bool takes_next(std::string_view option) {
    option.remove_prefix(std::min(option.find_first_not_of('-'), option.size()));
    return std::ranges::binary_search(valued, option);
}

/// `path@version`; a path that begins with a dot or a slash, and a `.go` file, is the build's own.
Package package(const Argument& argument) {
    const std::string_view word = argument.text;
    const std::size_t at = std::min(word.find('@'), word.size());
    Package out{.name = word.substr(0, at),
                .version = word.substr(at),
                .plain = argument.plain,
                .span = argument.span};
    if (word.starts_with('.') || word.starts_with('/') || word.ends_with(".go")) {
        out.source = Package::Source::file;
    } else if (word.starts_with('$')) {
        out.source = Package::Source::unknown;
    }
    return out;
}

} // namespace

bool go(PackageReader& reader, PackageCommand& command) {
    const Arguments arguments = reader.arguments;
    std::string_view verb;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Argument& argument = arguments[i];
        if (is_option(argument)) {
            i += takes_next(argument.text) ? 1U : 0U;
            if (verb == "clean" &&
                (argument.text.ends_with("-modcache") || argument.text.ends_with("-cache"))) {
                command.action = PackageAction::clean;
            }
        } else if (verb.empty()) {
            verb = argument.text;
            command.verb = static_cast<std::uint32_t>(i);
            command.action = action_of(verbs, verb);
        } else if (verb == "mod") {
            const bool fetches =
                argument.text == "download" || argument.text == "tidy" || argument.text == "vendor";
            command.target_kind = PackageCommand::Target::project;
            command.action = fetches ? PackageAction::install : PackageAction::other;
            break;
        } else if (command.action == PackageAction::install) {
            reader.add(package(argument));
            if (verb == "run") {
                break; // The rest are the program's own words, or more files of it.
            }
        }
    }
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages
