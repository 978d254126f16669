#pragma once
#include "lint/shell_facts.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <string_view>

/// Where the shell cuts what an expansion gives at its blanks and takes `*`, `?` and `[` in it for file
/// names: nearly everywhere outside double quotes. Where that is so by grammar (assignments, `case`, [[ … ]])
/// or by intent (`for x in $list`, a lone `$COMMAND`) follows ShellCheck 0.11, found out by running it.
namespace dockwright::lint {

/// Whether ShellCheck takes the shell for `sh` by its name, and asks for what any POSIX shell does.
bool is_plain_sh(const model::Document& document, const ShellScript& text);

/// How one text is split.
class Splitting {
public:
    Splitting(const model::Document& document, const ShellScript& text);

    /// Whether unquoted expansions of the word are split.
    bool splits(const shell::Node& node, const shell::Word& word, Place place) const;

    /// `export`, `local` and their kin, whose `NAME=value` are assignments.
    static bool is_declaration(std::string_view name);

private:
    bool splits_argument(const shell::Node& node, const shell::Word& word) const;

    const shell::Script& script_;
    /// `export x=$y` is no assignment where the shell may be an old one.
    bool splits_declarations_;
};

/// Calls `use(index)` for each part of a word that is not inside another one, in Script::parts: what
/// stands in double quotes or behind `${x:-` is left out.
template <class Use>
void each_outer_part(const shell::Script& script, const shell::Word& word, Use use) {
    for (std::uint32_t i = word.parts.begin; i < word.parts.end; i += 1 + script.parts[i].inside) {
        use(i);
    }
}

/// Whether the word is one single part: `$X`, `"…"`, `$(…)`.
bool is_single_part(const shell::Script& script, const shell::Word& word);

} // namespace dockwright::lint
