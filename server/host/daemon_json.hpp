#pragma once
#include "base/problem.hpp"
#include <expected>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// The engine's settings file daemon.json, as text: one setting in, new text out. Everything else in it
/// stays as it was written, unknown keys and spaces included. Reads and writes no file.
namespace dockwright::host {

inline constexpr std::size_t longest_daemon_json = 64UL << 10U;

/// Keys from the outermost on: {"features", "cdi"}.
using JsonPath = std::initializer_list<std::string_view>;

/// Puts `value` (JSON text) in the place of what is there, or adds it; objects on the way are made.
/// An empty text is a file that doesn't exist yet. The result has been read again and compared.
/// Problem `daemon-json-unreadable` where the text is no JSON object or another kind of value is in
/// the way.
std::expected<std::string, Problem> set_in_daemon_json(std::string_view text, JsonPath path,
                                                       std::string_view value);

/// The same for one more item (JSON text) at the end of a list, unless it is there already.
std::expected<std::string, Problem> add_to_daemon_json(std::string_view text, JsonPath path,
                                                       std::string_view item);

/// Nothing: not said there, or the text is no JSON object.
std::optional<bool> flag_of_daemon_json(std::string_view text, JsonPath path);
bool is_in_daemon_json(std::string_view text, JsonPath path);
/// Whether a text of that list begins so.
bool list_of_daemon_json_has(std::string_view text, JsonPath path, std::string_view beginning);

} // namespace dockwright::host
