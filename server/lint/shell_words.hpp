#pragma once
#include "lint/shell_facts.hpp"
#include <cstdint>
#include <string>
#include <string_view>

/// Small questions to words of a script that several rules ask.
namespace dockwright::lint {

/// The program's name without its folder, if it is plain: `awk` of /usr/bin/awk; else "".
std::string_view program_of(const shell::Script& script, const shell::Node& node);

/// What a word says without its quotes and backslashes; what is expanded is left out.
std::string constant_text(const shell::Script& script, const shell::Word& word);

/// Whether a part in single quotes is `$'…'`, which a shell that lacks them reads as `$` and a text.
bool is_ansi_quoted(const shell::Script& script, std::uint32_t part);

/// Whether a letter combined with others stands for an option: `-rf` has `f`, `--force` has not.
bool has_letter(std::string_view option, char letter);

/// Whether the word has `*`, `?` or `[…]` outside quotes.
bool is_glob(const shell::Script& script, const shell::Word& word);

} // namespace dockwright::lint
