#pragma once
#include "base/text_edit.hpp"
#include "model/document.hpp"
#include <string_view>

/// Edits of a Dockerfile's lines.
namespace dockwright::lint {

/// What to remove so that no empty line is left: all lines that the span touches, with their ends.
Span whole_lines(std::string_view text, Span span);

/// LF, or CR LF in a file that has any.
std::string_view line_end_of(std::string_view text);

/// Without the flag and the blanks behind it.
TextEdit without_flag(std::string_view text, const syntax::Flag& flag);

} // namespace dockwright::lint
