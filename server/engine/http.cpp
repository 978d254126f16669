#include "engine/http.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <utility>

namespace dockwright::engine {
namespace {

namespace http = boost::beast::http;

constexpr std::uint32_t header_limit = 64 * 1024;

std::string_view name_of(Method method) {
    switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::del: return "DELETE";
    }
    return "GET";
}

bool is_unreserved(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// The parser judges whole headers only, and what isn't HTTP may never send one.
bool begins_as_http(std::string_view bytes) {
    constexpr std::string_view start = "HTTP/1.";
    return bytes.starts_with(start) || start.starts_with(bytes);
}

ReadFailure failure_of(const boost::system::error_code& ec) {
    if (ec == http::error::body_limit || ec == http::error::header_limit) {
        return ReadFailure::too_large;
    }
    if (ec == http::error::partial_message || ec == http::error::end_of_stream) {
        return ReadFailure::cut_short;
    }
    return ReadFailure::malformed;
}

} // namespace

std::string encode(const Request& request, Then then) {
    std::string out(name_of(request.method));
    out += ' ';
    out += request.target;
    // Engines refuse a missing Host and one with a path in it, but take any name.
    out += " HTTP/1.1\r\nHost: docker\r\nUser-Agent: dockwright\r\n";
    for (const Header& header : request.headers) {
        out += header.name + ": " + header.value + "\r\n";
    }
    if (!request.body.empty() || then == Then::upload) {
        out += "Content-Type: " + request.content_type + "\r\n";
    }
    if (then == Then::hijack) {
        out += "Connection: Upgrade\r\nUpgrade: tcp\r\n";
    }
    if (then == Then::upload) {
        out += "Transfer-Encoding: chunked\r\n";
    } else if (request.method == Method::post || request.method == Method::put) {
        out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    }
    out += "\r\n";
    if (then != Then::upload) {
        out += request.body;
    }
    return out;
}

std::string encode_chunk(std::string_view piece) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string size;
    for (std::size_t left = piece.size(); left > 0; left >>= 4U) {
        size.insert(size.begin(), digits[left & 15U]);
    }
    std::string out = size.empty() ? "0" : size;
    out += "\r\n";
    out += piece;
    out += "\r\n";
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string_view Response::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [name](const Header& h) { return ascii::equal(h.name, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

namespace {

/// A body in a string that grows as bytes come. Beast's own makes room at once for as many as the answer says
/// that there will be, and an answer may say any number.
struct GrowingBody {
    using value_type = std::string;

    class reader { // Beast looks for it by this name
    public:
        template <bool request, typename Fields>
        reader(http::header<request, Fields>& /*head*/, value_type& body) : body_(body) {}

        void init(const boost::optional<std::uint64_t>& /*length*/, boost::system::error_code& ec) {
            ec = {};
        }
        template <typename Buffers>
        std::size_t put(const Buffers& buffers, boost::system::error_code& ec) {
            ec = {};
            const std::size_t before = body_.size();
            for (const boost::asio::const_buffer piece : boost::beast::buffers_range_ref(buffers)) {
                body_.append(static_cast<const char*>(piece.data()), piece.size());
            }
            return body_.size() - before;
        }
        void finish(boost::system::error_code& ec) { ec = {}; }

    private:
        value_type& body_;
    };
};

} // namespace

struct ResponseReader::State {
    http::response_parser<GrowingBody> parser;
    /// What the parser has not consumed: it wants headers and chunk heads in one piece.
    std::string pending;
    /// The parser wants more than `pending`: between two chunks it wants the next one's head whole.
    bool stuck = false;
};

ResponseReader::ResponseReader(Method answered, std::size_t body_limit) : state_(std::make_unique<State>()) {
    state_->parser.eager(true);
    state_->parser.header_limit(header_limit);
    if (body_limit == no_limit) {
        state_->parser.body_limit(boost::none);
    } else {
        state_->parser.body_limit(body_limit);
    }
    state_->parser.skip(answered == Method::head);
}
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;
ResponseReader::~ResponseReader() = default;

std::expected<void, ReadFailure> ResponseReader::feed(std::string_view bytes) {
    std::string& pending = state_->pending;
    pending += bytes;
    if (!state_->parser.got_some() && !begins_as_http(pending)) {
        return std::unexpected(ReadFailure::malformed);
    }
    // Beast 1.81 asserts that a last chunk of which it has seen the size comes back with five bytes.
    constexpr std::size_t shortest_chunk = 5;
    if (state_->stuck && head_done() && pending.size() < shortest_chunk) {
        return {};
    }
    std::size_t used = 0;
    state_->stuck = false;
    while (used < pending.size() && !done()) {
        boost::system::error_code ec;
        const std::size_t taken =
            state_->parser.put(boost::asio::const_buffer(pending.data() + used, pending.size() - used), ec);
        used += taken;
        if (ec && ec != http::error::need_more) {
            return std::unexpected(failure_of(ec));
        }
        if (taken == 0 || ec == http::error::need_more) {
            state_->stuck = true;
            break;
        }
    }
    pending.erase(0, used);
    return {};
}

std::expected<void, ReadFailure> ResponseReader::end_of_stream() {
    if (done()) {
        return {};
    }
    if (!state_->parser.got_some() && state_->pending.empty()) {
        return std::unexpected(ReadFailure::nothing);
    }
    if (!state_->parser.is_header_done()) {
        return std::unexpected(ReadFailure::cut_short);
    }
    boost::system::error_code ec;
    state_->parser.put_eof(ec);
    if (ec) {
        return std::unexpected(failure_of(ec));
    }
    return {};
}

bool ResponseReader::done() const {
    return state_->parser.is_done();
}

bool ResponseReader::head_done() const {
    return state_->parser.is_header_done();
}

Response ResponseReader::head() const {
    const auto& message = state_->parser.get();
    Response response{.status = message.result_int(),
                      .reason = std::string(message.reason()),
                      .headers = {},
                      .body = {},
                      .keep_alive = false};
    for (const auto& field : message) {
        response.headers.push_back(
            {.name = std::string(field.name_string()), .value = std::string(field.value())});
    }
    return response;
}

std::string ResponseReader::take_body() {
    return std::exchange(state_->parser.get().body(), {});
}

std::string ResponseReader::take_rest() {
    return std::exchange(state_->pending, {});
}

Response ResponseReader::take() {
    Response response = head();
    response.keep_alive = state_->parser.keep_alive() && state_->pending.empty();
    response.body = take_body();
    return response;
}

} // namespace dockwright::engine
