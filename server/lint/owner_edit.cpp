#include "lint/owner_edit.hpp"
#include "model/copies.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

/// The path that an argument names; "" if that is not plain.
std::string path_of(const model::Document& document, const model::Instruction& run,
                    const model::Argument& argument) {
    std::string_view text = argument.text;
    if (!argument.plain || text.empty() || text.find_first_of("*?[~") != std::string_view::npos) {
        return {};
    }
    if (text.starts_with('/')) {
        return without_slash(std::string(text));
    }
    text.remove_prefix(text.starts_with("./") ? 2U : 0U);
    const auto folder = model::working_folder(document, run);
    if (!folder) {
        return {};
    }
    return text == "." || text.empty()
               ? *folder
               : without_slash((*folder == "/" ? "" : *folder) + "/" + std::string(text));
}

bool brings(const model::Copied& copied, std::string_view path) {
    const std::string_view name = std::string_view(copied.source).substr(copied.source.rfind('/') + 1);
    const std::string folder = copied.target == "/" ? "/" : copied.target + "/";
    const bool is_file = copied.into_folder && name.contains('.') && folder + std::string(name) == path;
    return is_file || (copied.target == path && path != "/"); // below `/` lies more than what was copied
}

/// The last COPY that brings the path, if there is one.
const model::Copied* copy_of(std::span<const model::Copied> copies, std::uint32_t before,
                             std::string_view path) {
    const model::Copied* found = nullptr;
    for (const model::Copied& copied : copies) {
        if (copied.instruction < before && copied.target_known && brings(copied, path)) {
            found = &copied;
        }
    }
    return found;
}

/// A RUN in front speaks of the path: other files may lie there, which are meant too.
bool is_filled_by_run(const model::Document& document, const model::Stage& stage, std::uint32_t before,
                      const model::Command& command, std::string_view path) {
    for (const model::Instruction& one : document.instructions(stage)) {
        const std::uint32_t index = document.index(one);
        if (one.keyword != model::Keyword::run || index > before) {
            continue;
        }
        const std::string_view text = one.span.of(document.text());
        const std::size_t end =
            index == before ? command.span.begin.value - one.span.begin.value : text.size();
        if (text.substr(0, end).contains(path)) {
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<ChangeOfCopy> changes_of_copies(const model::Document& document, std::string_view program) {
    std::vector<ChangeOfCopy> out;
    const model::Commands& commands = document.commands();
    for (const model::Command& command : commands.all) {
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& run = document.instructions()[text.instruction];
        const model::Stage* stage = document.stage_of(run);
        if (command.name != program || text.onbuild || run.keyword != model::Keyword::run ||
            stage == nullptr) {
            continue;
        }
        std::vector<const model::Argument*> operands;
        for (const model::Argument& argument : commands.arguments_of(command)) {
            if (!model::is_option(argument)) {
                operands.push_back(&argument);
            }
        }
        for (std::size_t i = 1; i < operands.size(); ++i) {
            const std::string path = path_of(document, run, *operands[i]);
            const model::Copied* copied =
                path.empty() ? nullptr : copy_of(document.copies(*stage), text.instruction, path);
            const model::Instruction* copy =
                copied == nullptr ? nullptr : &document.instructions()[copied->instruction];
            if (copy == nullptr || document.syntax().flag(*copy, program) != nullptr ||
                is_filled_by_run(document, *stage, text.instruction, command, path)) {
                continue;
            }
            const std::string_view name =
                std::string_view(copied->source).substr(copied->source.rfind('/') + 1);
            out.push_back({.command = &command,
                           .copy = copy,
                           .value = operands[0],
                           .whole_run = commands.of(text).size() == 1 && operands.size() == 2 &&
                                        text.instruction == copied->instruction + 1 && run.flags.empty() &&
                                        run.heredocs.empty(),
                           .one_file = name.contains('.') && document.words(*copy).size() == 2 &&
                                       name.find_first_of("*?[") == std::string_view::npos});
            break;
        }
    }
    return out;
}

} // namespace dockwright::lint
