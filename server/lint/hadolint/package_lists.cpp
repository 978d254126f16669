#include "lint/hadolint/package_lists.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Manager = CachingManager;

constexpr Manager managers[] = {
    {model::PackageManager::apt,
     "DL3009",
     {"apt", "apt-get", "aptitude"},
     {"update"},
     {},
     "/var/lib/apt/lists/*",
     ""},
    {model::PackageManager::apk, "DL3019", {"apk"}, {"add"}, {}, "", "/var/cache/apk"},
    {model::PackageManager::dnf, "DL3032", {"yum"}, {"install"}, {"clean"}, "/var/cache/yum/*", ""},
    {model::PackageManager::dnf,
     "DL3040",
     {"dnf", "microdnf"},
     {"install", "reinstall", "upgrade", "upgrade-minimal"},
     {"clean"},
     "/var/cache/libdnf5*",
     "/var/cache/libdnf5"},
    {model::PackageManager::dnf, "", {"dnf5", "tdnf"}, {}, {}, "", ""},
    {model::PackageManager::zypper,
     "DL3036",
     {"zypper"},
     {"in", "install"},
     {"cc", "clean"},
     "",
     "/var/cache/zypp"},
};

std::span<const std::string_view> filled(std::span<const std::string_view> words) {
    return words.first(static_cast<std::size_t>(std::ranges::find(words, "") - words.begin()));
}

/// Where hadolint looks at the lists of apt: in the last stage, and in those that a FROM names in
/// just those letters.
bool is_used(const model::Document& document, const model::ShellText& text) {
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    if (text.onbuild || stage == nullptr || stage->index + 1 == document.stages().size()) {
        return true;
    }
    const std::string_view name = stage->name.empty() ? stage->image.written : stage->name;
    return std::ranges::any_of(document.stages().subspan(stage->index + 1),
                               [&](const model::Stage& later) { return later.image.written == name; });
}

bool hadolint_sees_mounts(const Manager& manager, const model::Document& document,
                          const model::Instruction& run) {
    if (manager.manager == model::PackageManager::apt) {
        return hadolint_mounts(document, run, "/var/lib/apt/lists") ||
               (hadolint_mounts(document, run, "/var/lib/apt") &&
                hadolint_mounts(document, run, "/var/cache/apt"));
    }
    return !manager.mounted.empty() && hadolint_mounts(document, run, manager.mounted);
}

/// `rm` with `-rf`, whatever it removes, or with the very pattern.
bool removes(const Manager& manager, const model::Command& command, model::Arguments arguments) {
    const std::array<std::string_view, 2> words{"-rf", manager.removed};
    return !manager.removed.empty() && command.name == "rm" && hadolint_has(arguments, words);
}

/// The first command of the program that fills the cache, if hadolint minds it: nothing empties it,
/// or something does so before already.
const model::Command* hadolint_finds(const Manager& manager, std::string_view program,
                                     const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Command* filler = nullptr;
    const model::Command* cleaner = nullptr;
    for (const model::Command& command : commands.of(text)) {
        const model::Arguments arguments = commands.arguments_of(command);
        const bool fills = command.name == program && hadolint_has(arguments, filled(manager.fillers));
        const bool cleans = removes(manager, command, arguments) ||
                            (command.name == program && hadolint_has(arguments, filled(manager.cleaners)));
        const bool first_filler = fills && filler == nullptr;
        const bool first_cleaner = cleans && cleaner == nullptr;
        if ((first_filler || first_cleaner) && hadolint_sees(document, command)) {
            filler = first_filler ? &command : filler;
            cleaner = first_cleaner ? &command : cleaner;
        }
    }
    const bool in_order = manager.manager != model::PackageManager::apt;
    const bool kept = cleaner == nullptr || (in_order && filler != nullptr && cleaner <= filler);
    return kept ? filler : nullptr;
}

} // namespace

std::span<const CachingManager> caching_managers() {
    return managers;
}

const model::Command* hadolint_minds(const CachingManager& manager, const model::Document& document,
                                     const model::ShellText& text) {
    if (hadolint_sees_mounts(manager, document, document.instruction(text)) ||
        (manager.manager == model::PackageManager::apt && !is_used(document, text))) {
        return nullptr;
    }
    for (const std::string_view program : filled(manager.programs)) {
        if (const model::Command* found = hadolint_finds(manager, program, document, text)) {
            return found;
        }
    }
    return nullptr;
}

bool hadolint_minds_apk(const CachingManager& manager, const model::Document& document,
                        const model::Command& command) {
    constexpr std::string_view add[] = {"add"};
    const model::Arguments arguments = document.commands().arguments_of(command);
    return hadolint_has(arguments, add) && hadolint_count(arguments, "no-cache") == 0 &&
           !hadolint_sees_mounts(manager, document,
                                 document.instruction(document.commands().text_of(command))) &&
           hadolint_sees(document, command);
}

} // namespace dockwright::lint
