#include "model/package_cache.hpp"
#include "base/ascii.hpp"
#include "model/command_variables.hpp"
#include "model/lowest_stage.hpp"
#include "model/mount.hpp"
#include "model/options.hpp"
#include "model/quotes.hpp"
#include "model/users.hpp"
#include <algorithm>
#include <string>

namespace dockwright::model {
namespace {

/// Sources: apt-get(8), apk(8), yum(8), dnf(8), zypper(8), pacman(8), pip's page "Caching", uv's
/// page "Caching", poetry's page "Configuration", `conda clean --help`, npm-cache(1), Yarn 1's page
/// "yarn cache", pnpm's page "pnpm store".
constexpr PackageCache caches[] = {
    {.program = "apk",
     .folders = {"/var/cache/apk", "/etc/apk/cache"},
     .options = {"--no-cache", "--no-network"},
     .cleaners = {"cache purge"}},
    {.program = "apt", .folders = {"/var/lib/apt/lists"}, .cleaners = {"dist-clean", "distclean"}},
    {.program = "apt-get", .folders = {"/var/lib/apt/lists"}, .cleaners = {"dist-clean", "distclean"}},
    {.program = "aptitude", .folders = {"/var/lib/apt/lists"}},
    {.program = "conda",
     .folders = {"/opt/conda/pkgs", "~/miniconda3/pkgs", "~/anaconda3/pkgs"},
     .folder_variable = "CONDA_PKGS_DIRS",
     .cleaners = {"clean"}},
    {.program = "dnf",
     .folders = {"/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"},
     .cleaners = {"clean all"}},
    {.program = "dnf5", .folders = {"/var/cache/libdnf5"}, .cleaners = {"clean all"}},
    {.program = "go",
     .folders = {"~/go/pkg/mod", "/go/pkg/mod", "~/.cache/go-build"},
     .folder_variable = "GOMODCACHE",
     .cleaners = {"clean"}},
    {.program = "mamba",
     .folders = {"/opt/conda/pkgs", "~/miniconda3/pkgs", "~/mamba/pkgs"},
     .folder_variable = "CONDA_PKGS_DIRS",
     .cleaners = {"clean"}},
    {.program = "microdnf",
     .folders = {"/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5"},
     .cleaners = {"clean all"}},
    {.program = "micromamba",
     .folders = {"/opt/conda/pkgs", "~/micromamba/pkgs", "~/.mamba/pkgs"},
     .folder_variable = "CONDA_PKGS_DIRS",
     .cleaners = {"clean"}},
    {.program = "npm",
     .folders = {"~/.npm"},
     .folder_variable = "NPM_CONFIG_CACHE",
     .cleaners = {"cache clean"}},
    {.program = "pacman", .folders = {"/var/cache/pacman/pkg"}, .options = {"-Sc", "-Scc"}},
    {.program = "pip",
     .folders = {"~/.cache/pip"},
     .folder_variable = "PIP_CACHE_DIR",
     .options = {"--no-cache-dir", "--no-cache"}, // pip takes the beginning of a name for it
     .variables = {"PIP_NO_CACHE_DIR"},
     .cleaners = {"cache purge"},
     .any_value = true,
     .own_folder_only = true, // its check_path_owner, in _internal/utils/filesystem.py
     // HabanaAI/Setup_and_Install, dockerfiles/base; dusty-nv/jetson-containers, packages/build/python
     .bases = {"vault.habana.ai/gaudi-docker/", "dustynv/"}},
    {.program = "pnpm",
     .folders = {"~/.local/share/pnpm/store", "~/.pnpm-store", "/pnpm/store"},
     .cleaners = {"store prune"}},
    {.program = "poetry",
     .folders = {"~/.cache/pypoetry"},
     .folder_variable = "POETRY_CACHE_DIR",
     .options = {"--no-cache"},
     .cleaners = {"cache clear"}},
    {.program = "tdnf", .folders = {"/var/cache/tdnf"}, .cleaners = {"clean all"}},
    {.program = "uv",
     .folders = {"~/.cache/uv"},
     .folder_variable = "UV_CACHE_DIR",
     .options = {"--no-cache", "--no-cache-dir", "-n"},
     .variables = {"UV_NO_CACHE"},
     .cleaners = {"cache clean"}},
    {.program = "yarn",
     .folders = {"~/.cache/yarn", "/usr/local/share/.cache/yarn", "~/.yarn/berry/cache"},
     .folder_variable = "YARN_CACHE_FOLDER",
     .cleaners = {"cache clean"}},
    {.program = "yum", .folders = {"/var/cache/yum", "/var/cache/dnf"}, .cleaners = {"clean all"}},
    {.program = "zypper", .folders = {"/var/cache/zypp"}, .cleaners = {"cc", "clean"}},
};
static_assert(std::ranges::is_sorted(caches, {}, &PackageCache::program));

/// Takes the part before the next `/` off the front of a path that begins with one.
std::string_view next_part(std::string_view& path) {
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
}

/// Whether one part of a path is, or as a pattern takes in, a name.
bool matches(std::string_view pattern, std::string_view name) {
    if (pattern.starts_with('{') && pattern.ends_with('}')) {
        for (std::string_view rest = pattern.substr(1, pattern.size() - 2);;) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (rest.substr(0, comma) == name) {
                return true;
            }
            if (comma == rest.size()) {
                return false;
            }
            rest.remove_prefix(comma + 1);
        }
    }
    const std::size_t star = pattern.find('*');
    return pattern == name || (star != std::string_view::npos && name.starts_with(pattern.substr(0, star)) &&
                               name.ends_with(pattern.substr(pattern.rfind('*') + 1)));
}

/// What stands behind the home folder in a path, or the path as it is.
std::string_view behind_home(std::string_view path) {
    for (const std::string_view home : {"~", "$HOME", "${HOME}", "/root"}) {
        if (path.starts_with(home) && (path.size() == home.size() || path[home.size()] == '/')) {
            return path.substr(home.size());
        }
    }
    if (path.starts_with("/home/")) {
        return path.substr(std::min(path.find('/', 6), path.size()));
    }
    return path;
}

bool is_switched_on(std::string_view value) {
    return value != "" && value != "0" && value != "false" && value != "no" && value != "off";
}

const Instruction& owner(const Document& document, const Command& command) {
    return document.instructions()[document.commands().text_of(command).instruction];
}

bool is_set(const Document& document, const Command& command, std::string_view name,
            const PackageCache& cache) {
    // pip takes PIP_NO_CACHE_DIR=off for yes: its cmdoptions.py says so, "for backwards compatibility".
    const auto says = [&](std::string_view value) {
        return cache.any_value ? !value.empty() : is_switched_on(value);
    };
    bool set = false;
    each_value(document, command, name,
               [&](std::optional<std::string_view> value) { set = set || !value || says(*value); });
    return set;
}

/// Whether the image that the command's stage is built on in the end keeps nothing by a variable of its own,
/// which the Dockerfile leaves as it is.
bool is_set_by_base(const Document& document, const Command& command, const PackageCache& cache) {
    const Stage* stage = lowest_stage(document, document.stage_of(owner(document, command)));
    return stage != nullptr && std::ranges::any_of(cache.bases, [&](std::string_view base) {
               return !base.empty() && stage->image.name.starts_with(base);
           });
}

/// Root, or perhaps root, installs under a HOME that is most likely another user's.
bool is_under_other_home(const Document& document, const Command& command) {
    bool other = false;
    each_value(document, command, "HOME", [&](std::optional<std::string_view> home) {
        other = other || (home && home->starts_with("/home/"));
    });
    return other && runs_as(document, document.commands().text_of(command)) != RunsAs::other;
}

/// Calls `use` for each folder that the cache may lie in until it says true.
bool any_folder(const Document& document, const Instruction& before, const PackageCache& cache, auto use) {
    if (!cache.folder_variable.empty()) {
        const Binding* moved = document.binding(cache.folder_variable, before);
        if (moved != nullptr && moved->value && use(*moved->value)) {
            return true;
        }
    }
    const Binding* home = document.binding("HOME", before);
    return std::ranges::any_of(cache.folders, [&](std::string_view folder) {
        const bool moves = home != nullptr && home->value && folder.starts_with('~');
        return !folder.empty() &&
               (use(folder) || (moves && use(std::string(*home->value) + std::string(folder.substr(1)))));
    });
}

/// Whether the command's first operands are these words.
bool begins(Arguments arguments, std::string_view words) {
    for (const Argument& argument : arguments) {
        if (is_option(argument)) {
            continue;
        }
        const std::string_view word = words.substr(0, words.find(' '));
        if (argument.text != word) {
            return false;
        }
        words.remove_prefix(std::min(word.size() + 1, words.size()));
        if (words.empty()) {
            return true;
        }
    }
    return false;
}

bool is_of_conda(std::string_view program) {
    return program == "conda" || program == "mamba" || program == "micromamba";
}

/// Which folder a variable names nobody says here, so that two roots are different only if both are plain.
bool share_root(const Document& document, const Command& one, const Command& other) {
    const std::string_view first = conda_root(document, one);
    const std::string_view second = conda_root(document, other);
    return first.empty() || second.empty() || first.contains('$') || second.contains('$') || first == second;
}

/// `later` empties the cache that `command` has filled.
bool cleans(const Document& document, const Command& later, const Command& command,
            const PackageCache& cache) {
    const bool same = is_of_conda(command.name)
                          ? is_of_conda(later.name) && share_root(document, command, later)
                          : later.name == command.name;
    const Arguments arguments = document.commands().arguments_of(later);
    return same && std::ranges::any_of(cache.cleaners, [&](std::string_view words) {
               return !words.empty() && begins(arguments, words);
           });
}

/// `rm` of the folder, or a `find` there that deletes.
bool deletes(const Command& command, Arguments arguments, std::string_view folder) {
    if (command.name != "rm" && command.name != "find") {
        return false;
    }
    const bool finds = command.name == "find";
    if (finds && std::ranges::none_of(arguments, [](const Argument& argument) {
            return argument.text == "-delete" || argument.text == "rm";
        })) {
        return false;
    }
    return std::ranges::any_of(arguments,
                               [&](const Argument& a) { return !is_option(a) && covers(a.text, folder); });
}

} // namespace

const PackageCache* package_cache(std::string_view program) {
    program = program == "pip3" ? "pip" : program;
    const auto* found = std::ranges::lower_bound(caches, program, {}, &PackageCache::program);
    return found != std::end(caches) && found->program == program ? found : nullptr;
}

std::string_view conda_root(const Document& document, const Command& command) {
    const Arguments arguments = document.commands().arguments_of(command);
    auto root = option_value(arguments, "--root-prefix");
    if (!root && command.name == "micromamba") {
        root = option_value(arguments, "-r");
    }
    if (root) {
        return root->size() > 1 && root->ends_with('/') ? root->substr(0, root->size() - 1) : *root;
    }
    // micromamba alone lies anywhere.
    const std::string_view written = without_quotes(command.name_span.of(document.text()));
    const std::size_t folder = std::min(written.rfind("/bin/"), written.rfind("/condabin/"));
    return command.name == "micromamba" || folder == std::string_view::npos ? std::string_view{}
                                                                            : written.substr(0, folder);
}

bool covers(std::string_view path, std::string_view folder) {
    if (folder.starts_with('~')) {
        path = behind_home(path);
        folder.remove_prefix(1);
    }
    if (!path.starts_with('/')) {
        return false;
    }
    for (;;) {
        const std::string_view pattern = next_part(path);
        const std::string_view name = next_part(folder);
        if (pattern.empty()) {
            return true;
        }
        if (name.empty()) {
            return pattern.contains('*');
        }
        if (!matches(pattern, name)) {
            return false;
        }
    }
}

bool keeps_nothing(const Document& document, const Command& command, const PackageCache& cache) {
    for (const Argument& argument : document.commands().arguments_of(command)) {
        const std::string_view option = argument.text.substr(0, argument.text.find('='));
        if (is_option(argument) && std::ranges::find(cache.options, option) != cache.options.end()) {
            return true;
        }
    }
    return is_set_by_base(document, command, cache) ||
           (cache.own_folder_only && is_under_other_home(document, command)) ||
           std::ranges::any_of(cache.variables, [&](std::string_view name) {
               return !name.empty() && is_set(document, command, name, cache);
           });
}

bool is_mounted(const Document& document, const Command& command, const PackageCache& cache) {
    const Instruction& run = document.instruction(document.commands().text_of(command));
    return std::ranges::any_of(document.flags(run), [&](const syntax::Flag& flag) {
        const auto mount = mount_of(document, flag);
        // Which folder a variable names is the builder's matter.
        return mount && mount->keeps_out() && !mount->target.empty() &&
               (mount->target.contains('$') ||
                any_folder(document, owner(document, command), cache,
                           [&](std::string_view folder) { return covers(mount->target, folder); }));
    });
}

bool is_cleaned_after(const Document& document, const Command& command, const PackageCache& cache) {
    const Commands& commands = document.commands();
    const Instruction& before = owner(document, command);
    for (const Command& later : commands.of(commands.text_of(command))) {
        if (later.span.begin <= command.span.begin) {
            continue;
        }
        const Arguments arguments = commands.arguments_of(later);
        if (cleans(document, later, command, cache) ||
            any_folder(document, before, cache,
                       [&](std::string_view folder) { return deletes(later, arguments, folder); })) {
            return true;
        }
    }
    return false;
}

CacheFate cache_fate(const Document& document, const Command& command, const PackageCache& cache) {
    if (keeps_nothing(document, command, cache)) {
        return CacheFate::not_kept;
    }
    if (is_mounted(document, command, cache)) {
        return CacheFate::mounted;
    }
    return is_cleaned_after(document, command, cache) ? CacheFate::cleaned : CacheFate::kept;
}

} // namespace dockwright::model
