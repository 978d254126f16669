#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

enum class Method : std::uint8_t { get, head, post, put, del };

/// A target without its query: what a person may read of a request.
constexpr std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

struct Header {
    std::string name;
    std::string value;
};

/// One HTTP request as a value. The target is already encoded (see `percent_encoded`).
struct Request {
    Method method = Method::get;
    std::string target;
    /// Engines refuse a body without one.
    std::string content_type;
    std::string body;
    /// Such as X-Registry-Auth. Names and values are ours or encoded: no control bytes.
    std::vector<Header> headers;
    /// Until the answer's head is there, where that may take longer than the client's limit: a stop
    /// waits for the container, a commit for the disk. 0: as long as it takes.
    std::optional<std::chrono::milliseconds> patience;
};

/// What goes on over the connection when the request's head is written.
enum class Then : std::uint8_t {
    answer, ///< the answer, and then perhaps another request
    upload, ///< the body in chunks, whose length nobody knows yet
    hijack, ///< bytes in both directions that are no longer HTTP
};

/// The request's bytes, HTTP/1.1, keep-alive; with `upload` the head alone.
std::string encode(const Request& request, Then then = Then::answer);

/// One chunk of a body that is uploaded in pieces; nothing given ends the body.
std::string encode_chunk(std::string_view piece);

/// For one segment of a path or one value of a query: all but RFC 3986's unreserved characters as
/// `%XX`.
std::string percent_encoded(std::string_view text);

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
    /// An answer to HEAD has no body whatever its headers say. `no_limit` is for bodies that are
    /// taken while they arrive.
    ResponseReader(Method answered, std::size_t body_limit);
    static constexpr std::size_t no_limit = static_cast<std::size_t>(-1);
    ResponseReader(ResponseReader&&) noexcept;
    ResponseReader& operator=(ResponseReader&&) noexcept;
    ~ResponseReader();

    std::expected<void, ReadFailure> feed(std::string_view bytes);
    /// The stream ended. Completes an answer whose body goes on until close.
    std::expected<void, ReadFailure> end_of_stream();

    bool done() const;
    /// Whether status and headers are there.
    bool head_done() const;
    /// Once `head_done`: the answer without its body, which goes on arriving.
    Response head() const;
    /// What has arrived of the body since it was last taken.
    std::string take_body();
    /// Once `head_done`: the bytes behind the head, where the connection now speaks something else
    /// (status 101).
    std::string take_rest();
    /// Once `done`: the answer. Bytes that came after it make it not `keep_alive`.
    Response take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace dockwright::engine
