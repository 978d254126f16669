#pragma once
#include <boost/json/value.hpp>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// JSON-RPC 2.0, one message at a time. Batches are refused: the protocols that we speak have none.
namespace dockwright::rpc {

/// The sender's own; an answer carries it back with its type.
using Id = std::variant<std::int64_t, std::string>;

/// JSON-RPC's own codes. Protocols above add theirs.
namespace error_code {
inline constexpr int parse_error = -32700;
inline constexpr int invalid_request = -32600;
inline constexpr int method_not_found = -32601;
inline constexpr int invalid_params = -32602;
inline constexpr int internal_error = -32603;
} // namespace error_code

struct Error {
    int code = error_code::internal_error;
    /// One sentence.
    std::string message;

    bool operator==(const Error&) const = default;
};

struct Request {
    Id id;
    std::string method;
    boost::json::value params;
};

struct Notification {
    std::string method;
    boost::json::value params;
};

struct Response {
    Id id;
    std::expected<boost::json::value, Error> outcome;
};

using Message = std::variant<Request, Notification, Response>;

/// What to answer to a body that is no message; without an id where it could not be read.
struct Refusal {
    std::optional<Id> id;
    Error error;
};

/// Total: any bytes are a message or a refusal. Absent params are null. A lone UTF-16 surrogate in
/// an escape, which an editor can send while a character is half typed, becomes U+FFFD.
std::expected<Message, Refusal> decode(std::string_view body);

std::string encode_result(const Id& id, std::string_view result);
std::string encode_error(const std::optional<Id>& id, const Error& error);
/// `params` is JSON, or empty for none.
std::string encode_request(const Id& id, std::string_view method, std::string_view params);
std::string encode_notification(std::string_view method, std::string_view params);

} // namespace dockwright::rpc
