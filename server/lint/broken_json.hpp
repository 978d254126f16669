#pragma once
#include <string>
#include <string_view>

/// Arguments that are meant for a JSON array and are none.
namespace dockwright::lint {

/// Whether brackets are meant for JSON and not for the shell's test, as in `[ "$X" = 1 ] && run`: a
/// quote, and behind its partner a comma, a bracket, another quote or nothing. Of text that is known
/// to be no JSON.
bool is_meant_for_json(std::string_view text);

/// `['a', 'b']` with the quotes that JSON wants and without a comma before the bracket, or "" if that
/// would be no JSON either.
std::string with_double_quotes(std::string_view text);

} // namespace dockwright::lint
