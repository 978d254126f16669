// Written by protocol/generate.py from protocol/dockwright.model: change that, not this.
// clang-format off
#include "lsp/dockwright_json.gen.hpp"
#include "lsp/protocol_json.gen.hpp"
#include "base/json_text.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>
#include <string_view>
#include <utility>

namespace json = boost::json;

namespace dockwright::lsp {
namespace {

bool fail(std::string& error, std::string_view why) {
    error = ": expected ";
    error += why;
    return false;
}

[[maybe_unused]] const json::object* object_in(const json::value& from, std::string& error) {
    const json::object* object = from.if_object();
    if (object == nullptr) {
        fail(error, "an object");
    }
    return object;
}

[[maybe_unused]] bool read(const json::value& from, std::string& into, std::string& error) {
    const json::string* text = from.if_string();
    if (text == nullptr) {
        return fail(error, "a string");
    }
    into.assign(text->data(), text->size());
    return true;
}

[[maybe_unused]] bool read(const json::value& from, bool& into, std::string& error) {
    const bool* truth = from.if_bool();
    if (truth == nullptr) {
        return fail(error, "true or false");
    }
    into = *truth;
    return true;
}

[[maybe_unused]] bool read(const json::value& from, double& into, std::string& error) {
    if (!from.is_number()) {
        return fail(error, "a number");
    }
    into = from.is_double() ? from.get_double() : from.is_int64() ? static_cast<double>(from.get_int64())
                                                                  : static_cast<double>(from.get_uint64());
    return true;
}

/// JSON has one kind of number, so `3.0` is an integer too.
template <std::integral Integer> requires(!std::same_as<Integer, bool>)
bool read(const json::value& from, Integer& into, std::string& error) {
    constexpr std::string_view wanted = std::unsigned_integral<Integer> ? "an unsigned integer" : "an integer";
    constexpr double bound = 9007199254740992.0; // 2^53: beyond it a double is no exact integer
    std::int64_t number = 0;
    if (const std::int64_t* whole = from.if_int64()) {
        number = *whole;
    } else if (const double* real = from.if_double(); real != nullptr && std::abs(*real) < bound && std::trunc(*real) == *real) {
        number = static_cast<std::int64_t>(*real);
    } else {
        return fail(error, wanted);
    }
    if (!std::in_range<Integer>(number)) {
        return fail(error, wanted);
    }
    into = static_cast<Integer>(number);
    return true;
}

[[maybe_unused]] bool read(const json::value& from, Json& into, std::string& /*error*/) {
    into.text = json::serialize(from);
    return true;
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error);
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error);

template <typename T>
bool read(const json::value& from, T& into, std::string& error) requires requires { decode(from, into, error); } {
    return decode(from, into, error);
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error) {
    const json::array* list = from.if_array();
    if (list == nullptr) {
        return fail(error, "an array");
    }
    into.clear();
    into.reserve(list->size());
    for (const json::value& element : *list) {
        if (!read(element, into.emplace_back(), error)) {
            error.insert(0, "[" + std::to_string(into.size() - 1) + "]");
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error) {
    const json::object* members = object_in(from, error);
    if (members == nullptr) {
        return false;
    }
    into.clear();
    for (const auto& [key, value] : *members) {
        const std::string_view name(key.data(), key.size());
        if (!read(value, into[std::string(name)], error)) {
            error.insert(0, "." + std::string(name));
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error) {
    if (from.is_null()) {
        into.reset();
        return true;
    }
    return read(from, into.emplace(), error);
}

/// The first alternative that fits.
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error) {
    const auto fits = [&](auto alternative) {
        std::string ignored;
        if (!read(from, alternative, ignored)) {
            return false;
        }
        into = std::move(alternative);
        return true;
    };
    return (fits(T{}) || ...) || fail(error, "one of the alternatives");
}

const json::value* member(const json::object& members, std::string_view name) {
    return members.if_contains(json::string_view(name.data(), name.size()));
}

bool under(std::string_view name, std::string& error) {
    error.insert(0, name).insert(0, 1, '.');
    return false;
}

template <typename T>
bool required(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    if (value == nullptr) {
        error = ": missing";
        return under(name, error);
    }
    return read(*value, into, error) || under(name, error);
}

/// Absent or null: the default stays.
template <typename T>
[[maybe_unused]] bool tolerated(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    return value == nullptr || value->is_null() || read(*value, into, error) || under(name, error);
}

template <typename T>
[[maybe_unused]] bool optional(const json::object& members, std::string_view name, std::optional<T>& into, std::string& error) {
    return tolerated(members, name, into, error);
}

[[maybe_unused]] void write(std::string& out, std::string_view text) { json_text::append(out, text); }
[[maybe_unused]] void write(std::string& out, const std::string& text) { write(out, std::string_view(text)); }
[[maybe_unused]] void write(std::string& out, bool truth) { out += truth ? "true" : "false"; }
[[maybe_unused]] void write(std::string& out, const Json& json) { out += json.text; }

template <typename Number> requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
void write(std::string& out, Number number) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

template <typename T> void write(std::string& out, const std::vector<T>& list);
template <typename T> void write(std::string& out, const std::map<std::string, T>& map);
template <typename T> void write(std::string& out, const std::optional<T>& maybe);
template <typename... T> void write(std::string& out, const std::variant<T...>& either);

template <typename T> void write(std::string& out, const T& value) requires requires { encode(out, value); } {
    encode(out, value);
}

template <typename T> void write(std::string& out, const std::vector<T>& list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        write(out, list[i]);
    }
    out += ']';
}

template <typename T> void write(std::string& out, const std::map<std::string, T>& map) {
    char separator = '{';
    for (const auto& [key, value] : map) {
        out += separator;
        separator = ',';
        write(out, key);
        out += ':';
        write(out, value);
    }
    out += map.empty() ? "{}" : "}";
}

template <typename T> void write(std::string& out, const std::optional<T>& maybe) {
    if (maybe) {
        write(out, *maybe);
    } else {
        out += "null";
    }
}

template <typename... T> void write(std::string& out, const std::variant<T...>& either) {
    std::visit([&](const auto& value) { write(out, value); }, either);
}

/// Writes an object's members between its braces.
class Members {
public:
    explicit Members(std::string& out) : out_(out) { out_ += '{'; }
    Members(const Members&) = delete;
    Members& operator=(const Members&) = delete;
    ~Members() { out_ += '}'; }

    template <typename T> void put(std::string_view key, const T& value) {
        if (!first_) {
            out_ += ',';
        }
        first_ = false;
        out_ += key;
        write(out_, value);
    }
    template <typename T> void maybe(std::string_view key, const std::optional<T>& value) {
        if (value) {
            put(key, *value);
        }
    }

private:
    std::string& out_;
    bool first_ = true;
};
} // namespace

void encode(std::string& out, const ProblemAnswer& from) {
    Members members(out);
    members.put("\"kind\":", from.kind);
    members.put("\"message\":", from.message);
    members.put("\"nextStep\":", from.next_step);
}

void encode(std::string& out, const ContainerItem& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"name\":", from.name);
    members.put("\"image\":", from.image);
    members.put("\"state\":", from.state);
    members.put("\"status\":", from.status);
    members.put("\"hasGpu\":", from.has_gpu);
    members.put("\"gpus\":", from.gpus);
}

bool decode(const json::value& from, ContainersParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "all", into.all, error);
}

void encode(std::string& out, const ContainersAnswer& from) {
    Members members(out);
    members.put("\"engine\":", from.engine);
    members.put("\"containers\":", from.containers);
    members.maybe("\"problem\":", from.problem);
}

bool decode(const json::value& from, AttachParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "container", into.container, error);
}

void encode(std::string& out, const TerminalCommand& from) {
    Members members(out);
    members.put("\"title\":", from.title);
    members.put("\"program\":", from.program);
    members.put("\"arguments\":", from.arguments);
}

void encode(std::string& out, const RemoteFolder& from) {
    Members members(out);
    members.put("\"scheme\":", from.scheme);
    members.put("\"authority\":", from.authority);
    members.put("\"path\":", from.path);
}

void encode(std::string& out, const AttachAnswer& from) {
    Members members(out);
    members.maybe("\"container\":", from.container);
    members.maybe("\"terminal\":", from.terminal);
    members.maybe("\"editor\":", from.editor);
    members.maybe("\"problem\":", from.problem);
}

bool decode(const json::value& from, ExplainGpuParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error)
           && optional(*members, "stage", into.stage, error);
}

void encode(std::string& out, const ExplainGpuAnswer& from) {
    Members members(out);
    members.put("\"title\":", from.title);
    members.put("\"content\":", from.content);
}

bool decode(const json::value& from, Preset& into, std::string& error) {
    std::string text;
    if (!read(from, text, error)) {
        return false;
    }
    into = text == "recommended" ? Preset::recommended
           : text == "strict" ? Preset::strict
           : text == "hadolint" ? Preset::hadolint
           : text == "buildkit" ? Preset::buildkit
           : text == "all" ? Preset::all
           : Preset::unrecognised;
    return true;
}

bool decode(const json::value& from, TraceServer& into, std::string& error) {
    std::string text;
    if (!read(from, text, error)) {
        return false;
    }
    into = text == "off" ? TraceServer::off
           : text == "messages" ? TraceServer::messages
           : text == "verbose" ? TraceServer::verbose
           : TraceServer::unrecognised;
    return true;
}

bool decode(const json::value& from, InlayHintsSettings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "enabled", into.enabled, error);
}

bool decode(const json::value& from, EngineSettings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "host", into.host, error);
}

bool decode(const json::value& from, TraceSettings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "server", into.server, error);
}

bool decode(const json::value& from, Settings& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "preset", into.preset, error)
           && optional(*members, "targets", into.targets, error)
           && optional(*members, "inlayHints", into.inlay_hints, error)
           && optional(*members, "path", into.path, error)
           && optional(*members, "engine", into.engine, error)
           && optional(*members, "trace", into.trace, error);
}

} // namespace dockwright::lsp
