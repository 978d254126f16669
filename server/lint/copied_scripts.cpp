#include "lint/copied_scripts.hpp"
#include "base/ascii.hpp"
#include "model/copies.hpp"
#include "model/options.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {
namespace {

/// The script that a command runs: `/common.sh`, `./install.sh`, `bash -e install.sh`; or "".
std::string_view script_of(const model::Document& document, const model::Command& command) {
    constexpr std::string_view shells[] = {"ash", "bash", "dash", "sh"};
    std::string_view script = command.name_span.of(document.text());
    if (std::ranges::find(shells, command.name) != std::end(shells)) {
        const model::Arguments arguments = document.commands().arguments_of(command);
        const auto first = std::ranges::find_if(
            arguments, [](const model::Argument& argument) { return !argument.text.starts_with('-'); });
        script = first == arguments.end() ? std::string_view{} : first->text;
    }
    return script.ends_with(".sh") ? script : std::string_view{};
}

bool is_copied(const model::Document& document, const model::Copies& copies, const model::Instruction& run,
               std::string_view script) {
    std::string path(script);
    if (!script.starts_with('/')) {
        script.remove_prefix(script.starts_with("./") ? 2 : 0);
        const auto folder = model::working_folder(document, run);
        path = folder ? *folder + (folder->ends_with('/') ? "" : "/") + std::string(script) : "";
    }
    return !path.empty() && std::ranges::any_of(copies, [&](const model::Copied& copied) {
        return copied.from == model::Copied::From::context && copied.instruction < document.index(run) &&
               model::origin_of(copied, path).has_value();
    });
}

/// A word of it begins so: yum_clean_all, docker-cleanup.sh.
bool says_clean(std::string_view program) {
    constexpr std::string_view clean = "clean";
    const std::string name = ascii::lowered(program.substr(program.rfind('/') + 1));
    const std::size_t at = name.find(clean);
    return at != std::string::npos && (at == 0 || !ascii::is_alpha(name[at - 1]));
}

} // namespace

bool has_cleaner_behind(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.of(commands.text_of(command)), [&](const model::Command& later) {
        const std::string_view script = script_of(document, later);
        return later.span.begin > command.span.begin && says_clean(script.empty() ? later.name : script);
    });
}

bool other_run_has_copied_script(const model::Document& document, const model::ShellText& text) {
    const model::Stage& stage = *document.stage_of(document.instructions()[text.instruction]);
    std::optional<model::Copies> copies;
    return std::ranges::any_of(document.commands(stage), [&](const model::Command& command) {
        const model::ShellText& other = document.commands().text_of(command);
        const model::Instruction& run = document.instructions()[other.instruction];
        const std::string_view script = script_of(document, command);
        if (script.empty() || other.instruction == text.instruction || run.keyword != model::Keyword::run) {
            return false;
        }
        copies = copies ? std::move(copies) : model::copies_of(document, stage);
        return is_copied(document, *copies, run, script);
    });
}

} // namespace dockwright::lint
