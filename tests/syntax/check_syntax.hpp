#pragma once
#include "syntax/file.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::syntax {

/// What a file is made of, in margin notation (see support/fixture.hpp). `kinds` are the first
/// words of the annotations that are looked at, separated by blanks, and of those all must be
/// there: `instruction`, `word`, `flag`, `option`, `directive`, `comment`, `variable`, `heredoc`,
/// `body`, `terminator`, `problem`, `empty` (an empty line in a continuation). A word that reads
/// otherwise than it is written says ` = ` and how.
void check_syntax(std::string_view kinds, std::string_view fixture);

/// The same for a text that no fixture can hold: each annotation as `kind text`, by place.
std::vector<std::string> annotations_of(std::string_view kinds, std::string_view text);

/// `name first-last` of each instruction, lines from 1.
std::vector<std::string> lines_of_instructions(std::string_view text);

/// The words of the last instruction.
std::vector<std::string> last_words(std::string_view text);

std::string_view name(ProblemKind kind);

} // namespace dockwright::syntax
