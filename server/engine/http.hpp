#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

enum class Method : std::uint8_t { get, head, post, put, del };

/// One HTTP request as a value. The target is already encoded (see `percent_encoded`).
struct Request {
    Method method = Method::get;
    std::string target;
    /// Engines refuse a body without one.
    std::string content_type;
    std::string body;
};

/// The request's bytes, HTTP/1.1, keep-alive.
std::string encode(const Request& request);

/// For one segment of a path or one value of a query: all but RFC 3986's unreserved characters as
/// `%XX`.
std::string percent_encoded(std::string_view text);

struct Header {
    std::string name;
    std::string value;
};

/// One HTTP answer as a value.
struct Response {
    unsigned status = 0;
    /// The words behind the status; often empty.
    std::string reason;
    std::vector<Header> headers;
    std::string body;
    /// Whether the connection may carry another request.
    bool keep_alive = false;

    /// Names compare without case; empty if absent, the first if there are several.
    std::string_view header(std::string_view name) const;
};

enum class ReadFailure : std::uint8_t {
    malformed, ///< not HTTP
    too_large, ///< a body over the limit, or headers of more than 64 KiB
    cut_short, ///< the stream ended inside the answer
    nothing,   ///< the stream ended before the answer's first byte
};

/// Turns the bytes of one answer into a Response, however they are cut. Sans I/O: spans in, values
/// out. Not reusable for a second answer.
class ResponseReader {
public:
    /// An answer to HEAD has no body whatever its headers say.
    ResponseReader(Method answered, std::size_t body_limit);
    ResponseReader(ResponseReader&&) noexcept;
    ResponseReader& operator=(ResponseReader&&) noexcept;
    ~ResponseReader();

    std::expected<void, ReadFailure> feed(std::string_view bytes);
    /// The stream ended. Completes an answer whose body goes on until close.
    std::expected<void, ReadFailure> end_of_stream();

    bool done() const;
    /// Once `done`: the answer. Bytes that came after it make it not `keep_alive`.
    Response take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace dockwright::engine
