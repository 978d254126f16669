#include "engine/recreate/json.hpp"
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {

std::expected<object, Problem> read_object(std::string_view text, std::string_view what) {
    boost::system::error_code ec;
    value read = boost::json::parse(text, ec);
    if (ec || !read.is_object()) {
        return std::unexpected(Problem{.kind = "engine-not-an-engine",
                                       .message = "What the engine says of the " + std::string(what) +
                                                  " isn't the JSON object that engines answer with",
                                       .next_step = "Check that the address is a container engine's"});
    }
    return std::move(read.get_object());
}

std::string_view text_of(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    if (found == nullptr || !found->is_string()) {
        return {};
    }
    return {found->get_string().data(), found->get_string().size()};
}

std::int64_t number_of(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    return found != nullptr && found->is_int64() ? found->get_int64() : 0;
}

bool truth_of(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

const object* object_of(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    return found == nullptr ? nullptr : found->if_object();
}

const array* array_of(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    return found == nullptr ? nullptr : found->if_array();
}

std::vector<std::string> texts_of(const object& from, std::string_view key) {
    std::vector<std::string> out;
    if (const array* list = array_of(from, key)) {
        for (const value& item : *list) {
            if (item.is_string()) {
                out.emplace_back(item.get_string().data(), item.get_string().size());
            }
        }
    }
    return out;
}

object& object_at(object& in, std::string_view key) {
    value& found = in[key];
    return found.is_object() ? found.get_object() : found.emplace_object();
}

array& array_at(object& in, std::string_view key) {
    value& found = in[key];
    return found.is_array() ? found.get_array() : found.emplace_array();
}

namespace {

bool is_empty(const value& given) {
    return given.is_null() || (given.is_string() && given.get_string().empty()) ||
           (given.is_array() && given.get_array().empty()) ||
           (given.is_object() && given.get_object().empty());
}

} // namespace

bool is_empty(const object& from, std::string_view key) {
    const value* found = from.if_contains(key);
    return found == nullptr || is_empty(*found);
}

bool is_same(const object& one, const object& other, std::string_view key) {
    if (is_empty(one, key) || is_empty(other, key)) {
        return is_empty(one, key) == is_empty(other, key);
    }
    return *one.if_contains(key) == *other.if_contains(key);
}

} // namespace dockwright::engine::recreate
