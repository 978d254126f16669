#include "host/daemon_json.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <boost/json.hpp>
#include <vector>

namespace dockwright::host {
namespace {

namespace json = boost::json;

Problem unreadable(std::string what) {
    return {.kind = "daemon-json-unreadable",
            .message = "daemon.json is left as it is: " + std::move(what),
            .next_step =
                "Mend the file by hand; dockerd --validate --config-file FILE says whether it is right"};
}

std::expected<json::value, Problem> read(std::string_view text) {
    if (text.size() > longest_daemon_json) {
        return std::unexpected(unreadable("it is longer than 64 KiB"));
    }
    boost::system::error_code ec;
    json::value value = json::parse({text.data(), text.size()}, ec);
    if (ec) {
        return std::unexpected(unreadable("it is no valid JSON"));
    }
    if (!value.is_object()) {
        return std::unexpected(unreadable("it must be one JSON object, in braces"));
    }
    return value;
}

/// Null: nothing is there.
const json::value* find(const json::value& root, JsonPath path) {
    const json::value* at = &root;
    for (const std::string_view key : path) {
        const json::object* object = at->if_object();
        at = object == nullptr ? nullptr : object->if_contains({key.data(), key.size()});
        if (at == nullptr) {
            return nullptr;
        }
    }
    return at;
}

/// Finds places in text that is known to be valid JSON.
class Places {
public:
    explicit Places(std::string_view text) : text_(text) {}

    std::size_t space(std::size_t at) const {
        while (at < text_.size() && ascii::is_space(text_[at])) {
            ++at;
        }
        return at;
    }

    /// Behind the value that begins at `at`.
    std::size_t behind(std::size_t at) const {
        std::size_t depth = 0;
        do {
            const char c = text_[at];
            if (c == '"') {
                at = behind_string(at);
                continue;
            }
            if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
            } else if (depth == 0) { // a number or a word
                return std::min(text_.find_first_of(",]} \t\r\n", at), text_.size());
            }
            ++at;
        } while (depth > 0);
        return at;
    }

    struct Object {
        std::size_t first_key = 0; ///< where the first key begins; its closing brace if it is empty
        std::size_t last_end = 0;  ///< behind the last value; 0 if it is empty
        std::size_t value = 0;     ///< where the value of the key begins; 0: none. Of two equal keys the last
    };
    Object object(std::size_t open, std::string_view key) const {
        Object out;
        std::size_t at = space(open + 1);
        out.first_key = at;
        while (text_[at] == '"') {
            const std::size_t key_end = behind_string(at);
            const json::value read = json::parse(json::string_view(text_.data() + at, key_end - at));
            const std::size_t value = space(space(key_end) + 1);
            if (read.as_string() == json::string_view(key.data(), key.size())) {
                out.value = value;
            }
            out.last_end = behind(value);
            at = space(out.last_end);
            at = text_[at] == ',' ? space(at + 1) : at;
        }
        return out;
    }

private:
    std::size_t behind_string(std::size_t at) const {
        for (++at; text_[at] != '"'; ++at) {
            at += text_[at] == '\\' ? 1U : 0U;
        }
        return at + 1;
    }

    std::string_view text_;
};

std::string quoted(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}

/// A new member where the object's others are: on a line of its own, if they are.
void insert(std::string& text, std::size_t open, const Places::Object& object, std::size_t depth,
            const std::string& member) {
    if (object.last_end == 0) {
        const std::string line = "\n" + std::string(4 * depth, ' ');
        text.replace(open + 1, object.first_key - open - 1, line + "    " + member + line);
        return;
    }
    const std::string before = text.substr(open + 1, object.first_key - open - 1);
    const std::size_t line = before.rfind('\n');
    text.insert(object.last_end, "," + (line == std::string::npos ? " " : before.substr(line)) + member);
}

/// The innermost object on the way and what is missing from there on; the value's place if nothing is.
struct Target {
    std::size_t open = 0;
    Places::Object object;
    std::size_t depth = 0;
    std::vector<std::string_view> missing; ///< keys
};

std::expected<Target, Problem> walk(std::string_view text, JsonPath path) {
    const Places places(text);
    Target out;
    out.open = places.space(0);
    for (const std::string_view* at = path.begin(); at != path.end(); ++at) {
        const std::string_view key = *at;
        const bool last = at + 1 == path.end();
        if (!out.missing.empty()) {
            out.missing.push_back(key);
            continue;
        }
        out.object = places.object(out.open, key);
        if (out.object.value == 0) {
            out.missing.push_back(key);
        } else if (!last && text[out.object.value] != '{') {
            return std::unexpected(unreadable(message("\"{}\" in it is no object", {key})));
        } else if (!last) {
            out.open = out.object.value;
            ++out.depth;
        }
    }
    return out;
}

std::string member(const Target& target, std::string_view value) {
    std::string out(value);
    for (auto key = target.missing.rbegin(); key != target.missing.rend(); ++key) {
        out = key == target.missing.rbegin() ? quoted(*key) + ": " + out : quoted(*key) + ": {" + out + "}";
    }
    return out;
}

/// What the text must mean when it was changed.
void apply(json::value& root, JsonPath path, const json::value& value, bool as_item) {
    json::value* at = &root;
    for (const std::string_view key : path) {
        if (!at->is_object()) {
            at->emplace_object();
        }
        at = &at->as_object()[json::string_view(key.data(), key.size())];
    }
    if (!as_item) {
        *at = value;
    } else {
        (at->is_array() ? at->as_array() : at->emplace_array()).push_back(value);
    }
}

std::expected<std::string, Problem> checked(std::string changed, json::value expected, JsonPath path,
                                            std::string_view value, bool as_item) {
    boost::system::error_code ec;
    const json::value given = json::parse({value.data(), value.size()}, ec);
    const auto again = read(changed);
    if (!ec) {
        apply(expected, path, given, as_item);
    }
    if (ec || !again || *again != expected) {
        return std::unexpected(unreadable("the setting can't be put into it safely"));
    }
    return changed;
}

std::string or_empty_object(std::string_view text) {
    return Places(text).space(0) == text.size() ? "{\n}\n" : std::string(text);
}

} // namespace

std::expected<std::string, Problem> set_in_daemon_json(std::string_view text, JsonPath path,
                                                       std::string_view value) {
    std::string changed = or_empty_object(text);
    const auto old = read(changed);
    if (!old) {
        return std::unexpected(old.error());
    }
    const auto target = walk(changed, path);
    if (!target) {
        return std::unexpected(target.error());
    }
    if (target->missing.empty()) {
        const std::size_t begin = target->object.value;
        changed.replace(begin, Places(changed).behind(begin) - begin, value);
    } else {
        insert(changed, target->open, target->object, target->depth, member(*target, value));
    }
    return checked(std::move(changed), *old, path, value, false);
}

std::expected<std::string, Problem> add_to_daemon_json(std::string_view text, JsonPath path,
                                                       std::string_view item) {
    std::string changed = or_empty_object(text);
    const auto old = read(changed);
    if (!old) {
        return std::unexpected(old.error());
    }
    const json::value* there = find(*old, path);
    if (there == nullptr || there->is_null()) {
        return set_in_daemon_json(text, path, "[" + std::string(item) + "]");
    }
    if (!there->is_array()) {
        return std::unexpected(unreadable(message("\"{}\" in it is no list", {*(path.end() - 1)})));
    }
    for (const json::value& one : there->as_array()) {
        if (json::serialize(one) == item) {
            return changed;
        }
    }
    const std::size_t begin = walk(changed, path)->object.value;
    const std::size_t last = changed.find_last_not_of(" \t\r\n", Places(changed).behind(begin) - 2);
    changed.insert(last + 1, (there->as_array().empty() ? "" : ", ") + std::string(item));
    return checked(std::move(changed), *old, path, item, true);
}

std::optional<bool> flag_of_daemon_json(std::string_view text, JsonPath path) {
    const auto root = read(text);
    const json::value* value = root ? find(*root, path) : nullptr;
    return value != nullptr && value->is_bool() ? std::optional(value->as_bool()) : std::nullopt;
}

bool is_in_daemon_json(std::string_view text, JsonPath path) {
    const auto root = read(text);
    return root && find(*root, path) != nullptr;
}

bool list_of_daemon_json_has(std::string_view text, JsonPath path, std::string_view beginning) {
    const auto root = read(text);
    const json::value* value = root ? find(*root, path) : nullptr;
    const json::array* list = value != nullptr ? value->if_array() : nullptr;
    return list != nullptr && std::ranges::any_of(*list, [&](const json::value& one) {
               return one.is_string() && std::string_view(one.as_string()).starts_with(beginning);
           });
}

} // namespace dockwright::host
