#include "model/packages.hpp"
#include "model/packages/walk.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model::packages {
namespace {

using Target = PackageCommand::Target;

/// npm-install(1), npm-uninstall(1), npm-update(1) with their aliases; Yarn's and pnpm's pages on
/// commands.
constexpr Verb verbs[] = {
    {"add", PackageAction::install},
    {"ci", PackageAction::install},
    {"clean-install", PackageAction::install},
    {"fetch", PackageAction::install},
    {"i", PackageAction::install},
    {"in", PackageAction::install},
    {"ins", PackageAction::install},
    {"inst", PackageAction::install},
    {"install", PackageAction::install},
    {"install-clean", PackageAction::install},
    {"install-test", PackageAction::install},
    {"isntall", PackageAction::install},
    {"it", PackageAction::install},
    {"r", PackageAction::remove},
    {"remove", PackageAction::remove},
    {"rm", PackageAction::remove},
    {"un", PackageAction::remove},
    {"uninstall", PackageAction::remove},
    {"unlink", PackageAction::remove},
    {"up", PackageAction::upgrade},
    {"update", PackageAction::upgrade},
    {"upgrade", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// npm-config(7), `yarn help install` (1.22), `pnpm help install`.
constexpr Valued options[] = {
    {"--arch"},
    {"--before"},
    {"--cache"},
    {"--cache-folder"},
    {"--cache-min"},
    {"--cpu"},
    {"--cwd"},
    {"--depth"},
    {"--dir"},
    {"--fetch-retries"},
    {"--fetch-retry-maxtimeout"},
    {"--fetch-retry-mintimeout"},
    {"--fetch-timeout"},
    {"--filter"},
    {"--global-folder"},
    {"--https-proxy"},
    {"--include"},
    {"--install-strategy"},
    {"--libc"},
    {"--location"},
    {"--loglevel"},
    {"--maxsockets"},
    {"--modules-folder"},
    {"--mutex"},
    {"--network-concurrency"},
    {"--network-timeout"},
    {"--omit"},
    {"--only"},
    {"--os"},
    {"--prefix", 'p'},
    {"--proxy"},
    {"--registry", 'r'},
    {"--script-shell"},
    {"--store-dir"},
    {"--tag"},
    {"--userconfig"},
    {"--workspace"},
    {"-C"},
    {"-w"},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

bool is_repository(std::string_view word) {
    return std::ranges::any_of(
        std::array{"git+", "git:", "github:", "gitlab:", "bitbucket:", "gist:", "ssh:", "git@"},
        [&](std::string_view scheme) { return word.starts_with(scheme); });
}

bool is_file(std::string_view word) {
    return word.starts_with('.') || word.starts_with('/') || word.starts_with('~') ||
           word.starts_with("file:") || word.ends_with(".tgz") || word.ends_with(".tar.gz") ||
           word.ends_with(".tar");
}

/// The page "package-spec" of npm: `name@version`, `@scope/name@version`, `owner/name#branch`, an
/// address, a file. A commit or branch stands behind `#`.
Package package(const Item& item) {
    const std::string_view word = item.value;
    Package out{.name = word, .plain = item.plain, .span = item.span};
    const bool scoped = word.starts_with('@');
    const std::size_t slash = word.find('/');
    if (is_repository(word) || (!scoped && slash != std::string_view::npos && !is_file(word) &&
                                !word.contains("://") && word.find('@') > slash && !word.starts_with('$'))) {
        out.source = Package::Source::repository;
        out.version = word.substr(std::min(word.find('#'), word.size()));
    } else if (word.starts_with("http://") || word.starts_with("https://")) {
        out.source = Package::Source::url;
    } else if (is_file(word)) {
        out.source = Package::Source::file;
    } else {
        const std::size_t at = std::min(word.find('@', scoped ? 1 : 0), word.size());
        out.name = word.substr(0, at);
        out.version = word.substr(at);
        if (out.name.contains('$')) {
            out.source = Package::Source::unknown;
        }
    }
    return out;
}

bool empties_cache(std::string_view outer, std::string_view word) {
    return (outer == "cache" && (word == "clean" || word == "clear" || word == "rm")) ||
           (outer == "store" && word == "prune");
}

} // namespace

bool npm(PackageReader& reader, PackageCommand& command) {
    command.target_kind = Target::project;
    Walk walk(reader.arguments, options);
    std::string_view verb;
    for (Item item; walk.next(item);) {
        if (item.kind == 'r') {
            reader.add(PackageIndex{.url = item.value, .span = item.span});
        } else if (item.kind == 'p') {
            command.target_kind = Target::folder;
            command.target = item.value;
        } else if (item.option == "--global" || item.option == "g") {
            command.target_kind = Target::system;
        } else if (!item.is_operand()) {
            continue;
        } else if (verb == "global" || verb.empty()) {
            if (verb.empty() && item.value == "global") {
                command.target_kind = Target::system;
            }
            verb = item.value;
            command.verb = index_of(reader.arguments, *item.argument);
            command.action = action_of(verbs, verb);
        } else if (empties_cache(verb, item.value)) {
            command.action = PackageAction::clean;
        } else if (command.action != PackageAction::other && command.action != PackageAction::clean) {
            reader.add(package(item));
        }
    }
    if (verb.empty() && reader.program == "yarn" && long_option(reader.arguments, "version") == nullptr &&
        long_option(reader.arguments, "help") == nullptr && letter_option(reader.arguments, 'v') == nullptr) {
        command.action = PackageAction::install; // `yarn` alone
    }
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages
