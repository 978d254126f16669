#pragma once
#include "base/text_edit.hpp"
#include "model/document.hpp"
#include <optional>
#include <string_view>

/// Edits of what a RUN runs, in the style in which it is written.
namespace dockwright::lint {

/// Puts an option behind a word of a command: `install` becomes `install -y`, in the exec form too.
TextEdit insert_option(const model::Document& document, const model::Argument& behind,
                       std::string_view option);

/// The program's name as a word, to put an option behind it.
model::Argument name_of(const model::Document& document, const model::Command& command);

/// ` --mount=type=cache,target=…` to put behind a RUN's name: as another RUN of the file has it, so that both
/// share one cache, else with `more` at its end.
std::string mount_like(const model::Document& document, std::string_view target, std::string_view more);

/// Lets a RUN run one more command when all that it does has worked: ` && command`, on a line of
/// its own if the last command has one, or at a heredoc's end. Nothing where that can't be said: in
/// the exec form, behind `&`, in a shell that is not read.
std::optional<TextEdit> append_command(const model::Document& document, const model::ShellText& text,
                                       std::string_view command);

} // namespace dockwright::lint
