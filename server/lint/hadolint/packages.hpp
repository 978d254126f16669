#pragma once
#include "model/document.hpp"
#include "model/options.hpp"
#include <initializer_list>
#include <span>
#include <string_view>

/// How hadolint reads the words of package managers: options by their bare names, verbs at any
/// place, few options that take the next word. Found out by running hadolint 2.15.1.
namespace dockwright::lint {

/// Calls `use(packages, command)` for each command in any RUN; `packages` is null if it does nothing
/// to packages, as far as we read it.
template <class Use>
void each_run_command(const model::Document& document, Use use) {
    const model::Commands& commands = document.commands();
    std::span<const model::PackageCommand> rest = document.packages().commands;
    for (std::uint32_t i = 0; i < commands.all.size(); ++i) {
        const model::PackageCommand* packages = nullptr;
        if (!rest.empty() && rest.front().command == i) {
            packages = &rest.front();
            rest = rest.subspan(1);
        }
        if (document.instruction(commands.text_of(commands.all[i])).keyword == model::Keyword::run) {
            use(packages, commands.all[i]);
        }
    }
}

/// One of the words stands anywhere among the arguments.
bool hadolint_has(model::Arguments arguments, std::span<const std::string_view> words);

/// No option: `-` and `--` are words.
bool hadolint_is_word(const model::Argument& argument);

/// How often an option is given: a single letter anywhere behind one dash (`-o=y` has a y) or the
/// name behind two, `--y` too.
std::size_t hadolint_count(model::Arguments arguments, std::string_view option);

/// What an installation names: all words but options, the verbs and what follows one of `valued`.
struct HadolintPackages {
    std::span<const std::string_view> verbs;
    std::span<const std::string_view> valued;
};
/// The first word that it takes for a package and that is not `pinned`; null if there is none.
const model::Argument* hadolint_unpinned(model::Arguments arguments, const HadolintPackages& reading,
                                         bool (*pinned)(std::string_view word));

/// `exec apt-get …`, `command apt-get …`: the name of what is run is a word of its own then.
bool hadolint_repeats_name(const model::Document& document, const model::Command& command);

/// A `--mount` of type cache or tmpfs whose target has the path in it.
bool hadolint_mounts(const model::Document& document, const model::Instruction& run, std::string_view path);

/// `name-1.2`, `a-file.rpm`, or `name-$X` with a variable that an ARG (its first) or ENV above names,
/// in whatever stage: DL3033, DL3041.
bool hadolint_pins_rpm(const model::Document& document, const model::ShellText& text,
                       const model::Argument& argument);

} // namespace dockwright::lint
