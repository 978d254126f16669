#pragma once
#include "base/ascii.hpp"
#include "syntax/file.hpp"
#include <cstdint>

/// Private to syntax/: the steps of `parse`, each over one instruction's joined text. They append
/// to the File's vectors and never fail; what BuildKit refuses becomes a Problem.
namespace dockwright::syntax {

/// BuildKit splits at runs of these ([\t\v\f\r ]); LF ends the line before.
constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

/// Blanks as Go's unicode has them, at both ends.
std::string_view trim(std::string_view text);
std::string_view trim_left(std::string_view text);

/// Reads `--flag=value` words. Returns what stands behind them.
std::string_view read_flags(File& file, Instruction& instruction, std::string_view text);

/// Cuts the arguments into words as the instruction wants it.
void read_words(File& file, Instruction& instruction);

/// A JSON array of strings, decoded into File::words. `json` if it is one, `not_strings` if it is
/// an array of other things (which BuildKit refuses), `other` if it must be read as text.
enum class JsonForm : std::uint8_t { json, not_strings, other };
JsonForm read_json(File& file, const Joined& joined, std::string_view text);

/// The heredocs that the joined text announces, without their bodies.
void announce_heredocs(File& file, Instruction& instruction);

/// The variables in the words that BuildKit expands.
void find_variables(File& file, Instruction& instruction);

template <class T>
std::uint32_t size_of(const std::vector<T>& all) {
    return static_cast<std::uint32_t>(all.size());
}

} // namespace dockwright::syntax
