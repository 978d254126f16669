#pragma once
#include "base/problem.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/fwd.hpp>

/// For this folder's .cpp files: an engine's JSON as a tree that is read with mild assumptions (what
/// is absent, null or of another kind reads as empty) and written back with every unknown member.
namespace dockwright::engine::recreate {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// `what` is "container" or "image", for the sentence. Nested up to 32 deep, in UTF-8.
std::expected<object, Problem> read_object(std::string_view text, std::string_view what);

std::string_view text_of(const object& from, std::string_view key);
std::int64_t number_of(const object& from, std::string_view key);
bool truth_of(const object& from, std::string_view key);
/// Null where it is absent or something else.
const object* object_of(const object& from, std::string_view key);
const array* array_of(const object& from, std::string_view key);
/// The strings of a list; others are passed over.
std::vector<std::string> texts_of(const object& from, std::string_view key);

/// The member as an object or a list, made empty where it is absent or something else.
object& object_at(object& in, std::string_view key);
array& array_at(object& in, std::string_view key);

/// Absent, null, "", [] or {}.
bool is_empty(const object& from, std::string_view key);
/// Both empty, or the same JSON.
bool is_same(const object& one, const object& other, std::string_view key);

} // namespace dockwright::engine::recreate
