#include "rpc/message.hpp"
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace json = boost::json;

namespace dockwright::rpc {
namespace {

/// Deeper than any message of ours, and far from the end of the stack.
constexpr json::parse_options options{.max_depth = 128};

unsigned hex_unit(std::string_view text, std::size_t at) {
    unsigned unit = 0;
    for (const char c : text.substr(at, 4)) {
        const auto digit =
            std::string_view("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
        unit = digit == std::string_view::npos ? 0 : unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

bool unit_escape_at(std::string_view text, std::size_t at) {
    return at + 6 <= text.size() && text[at] == '\\' && text[at + 1] == 'u';
}

/// Boost.JSON refuses a surrogate without its partner.
std::string without_lone_surrogates(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        if (out[i] != '\\') {
            continue;
        }
        const unsigned unit = unit_escape_at(out, i) ? hex_unit(out, i + 2) : 0;
        const bool leading = unit >= 0xD800 && unit < 0xDC00;
        const unsigned next = leading && unit_escape_at(out, i + 6) ? hex_unit(out, i + 8) : 0;
        if (leading && next >= 0xDC00 && next < 0xE000) {
            i += 11;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            out.replace(i + 2, 4, "fffd");
            i += 5;
        } else {
            ++i;
        }
    }
    return out;
}

json::value parse(std::string_view body, json::error_code& ec) {
    json::value value = json::parse(json::string_view(body.data(), body.size()), ec, {}, options);
    if (ec && body.find("\\u") != std::string_view::npos) {
        ec.clear();
        value = json::parse(without_lone_surrogates(body), ec, {}, options);
    }
    return value;
}

std::optional<Id> id_in(const json::value& value) {
    if (const std::int64_t* number = value.if_int64()) {
        return *number;
    }
    if (const json::string* text = value.if_string()) {
        return std::string(text->data(), text->size());
    }
    return std::nullopt;
}

Refusal refusal(std::optional<Id> id, std::string message) {
    return {.id = std::move(id),
            .error = {.code = error_code::invalid_request, .message = std::move(message)}};
}

Error error_in(const json::value& value) {
    Error error;
    const json::object* members = value.if_object();
    if (const json::value* code = members != nullptr ? members->if_contains("code") : nullptr) {
        error.code = code->is_int64() ? static_cast<int>(code->get_int64()) : error.code;
    }
    if (const json::value* message = members != nullptr ? members->if_contains("message") : nullptr) {
        error.message = message->is_string() ? std::string(message->get_string()) : std::string();
    }
    return error;
}

std::expected<Message, Refusal> response_in(json::object& members, std::optional<Id> id) {
    json::value* result = members.if_contains("result");
    json::value* error = members.if_contains("error");
    if (!id || (result == nullptr && error == nullptr)) {
        return std::unexpected(refusal(std::nullopt, "A message needs a method, or an id and a result"));
    }
    if (error != nullptr) {
        return Response{.id = *std::move(id), .outcome = std::unexpected(error_in(*error))};
    }
    return Response{.id = *std::move(id), .outcome = std::move(*result)};
}

void append(std::string& out, const Id& id) {
    if (const std::int64_t* number = std::get_if<std::int64_t>(&id)) {
        out += std::to_string(*number);
    } else {
        out += json::serialize(std::get<std::string>(id));
    }
}

constexpr std::string_view start = R"({"jsonrpc":"2.0")";

} // namespace

std::expected<Message, Refusal> decode(std::string_view body) {
    json::error_code ec;
    json::value value = parse(body, ec);
    if (ec) {
        return std::unexpected(Refusal{
            .id = {}, .error = {.code = error_code::parse_error, .message = "Not JSON: " + ec.message()}});
    }
    json::object* members = value.if_object();
    if (members == nullptr) {
        return std::unexpected(refusal(std::nullopt, "A message must be a JSON object"));
    }
    const json::value* id_member = members->if_contains("id");
    std::optional<Id> id = id_member != nullptr ? id_in(*id_member) : std::nullopt;
    const json::value* method = members->if_contains("method");
    if (method == nullptr) {
        return response_in(*members, std::move(id));
    }
    if (!method->is_string()) {
        return std::unexpected(refusal(std::move(id), "'method' must be a string"));
    }
    if (id_member != nullptr && !id) {
        return std::unexpected(refusal(std::nullopt, "'id' must be an integer or a string"));
    }
    json::value* found = members->if_contains("params");
    json::value params = found != nullptr ? std::move(*found) : json::value();
    if (!params.is_null() && !params.is_structured()) {
        return std::unexpected(refusal(std::move(id), "'params' must be an object or an array"));
    }
    std::string name(method->get_string());
    if (!id) {
        return Notification{.method = std::move(name), .params = std::move(params)};
    }
    return Request{.id = *std::move(id), .method = std::move(name), .params = std::move(params)};
}

std::string encode_result(const Id& id, std::string_view result) {
    std::string out;
    out.reserve(result.size() + 128);
    out += start;
    out += R"(,"id":)";
    append(out, id);
    out.append(R"(,"result":)").append(result) += '}';
    return out;
}

std::string encode_error(const std::optional<Id>& id, const Error& error) {
    std::string out(start);
    out += R"(,"id":)";
    if (id) {
        append(out, *id);
    } else {
        out += "null";
    }
    out += R"(,"error":{"code":)" + std::to_string(error.code) + R"(,"message":)";
    out += json::serialize(json::string_view(error.message)) + "}}";
    return out;
}

std::string encode_request(const Id& id, std::string_view method, std::string_view params) {
    std::string out(start);
    out += R"(,"id":)";
    append(out, id);
    out += R"(,"method":)" + json::serialize(json::string_view(method.data(), method.size()));
    if (!params.empty()) {
        out.append(R"(,"params":)").append(params);
    }
    return out += '}';
}

std::string encode_notification(std::string_view method, std::string_view params) {
    std::string out(start);
    out += R"(,"method":)" + json::serialize(json::string_view(method.data(), method.size()));
    if (!params.empty()) {
        out.append(R"(,"params":)").append(params);
    }
    return out += '}';
}

} // namespace dockwright::rpc
