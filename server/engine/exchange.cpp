#include "engine/exchange.hpp"
#include "base/message.hpp"
#include "engine/deadline.hpp"
#include "engine/problems.hpp"
#include <array>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

asio::awaitable<error_code> write_all(std::shared_ptr<Transport> transport, std::string bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        const asio::const_buffer rest(bytes.data() + written, bytes.size() - written);
        const Transfer step = co_await transport->write_some(rest);
        if (!step) {
            co_return step.error();
        }
        written += *step;
    }
    co_return error_code();
}

/// Why no whole answer came: a failure of the reader or of the system.
struct Broken {
    ReadFailure failure = ReadFailure::cut_short;
    error_code ec;
};

asio::awaitable<std::expected<Response, Broken>> read_answer(std::shared_ptr<Transport> transport,
                                                             Method method, std::size_t limit) {
    ResponseReader reader(method, limit);
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    bool any = false;
    while (!reader.done()) {
        const Transfer step = co_await transport->read_some(asio::buffer(*buffer));
        if (!step) {
            co_return std::unexpected(
                Broken{.failure = any ? ReadFailure::cut_short : ReadFailure::nothing, .ec = step.error()});
        }
        any = any || *step > 0;
        const auto fed = *step == 0 ? reader.end_of_stream() : reader.feed({buffer->data(), *step});
        if (!fed) {
            co_return std::unexpected(Broken{.failure = fed.error(), .ec = {}});
        }
    }
    co_return reader.take();
}

Problem problem_of(const Endpoint& endpoint, const Broken& broken, const Limits& limits) {
    if (broken.ec) {
        return connection_lost(endpoint, broken.ec.message());
    }
    switch (broken.failure) {
    case ReadFailure::malformed: return not_an_engine(endpoint, "its answer isn't HTTP");
    case ReadFailure::too_large: return answer_too_large(endpoint, limits.answer);
    case ReadFailure::cut_short: return connection_lost(endpoint, "its answer ends in the middle");
    case ReadFailure::nothing: return connection_lost(endpoint, "it closed without an answer");
    }
    return connection_lost(endpoint, "it closed");
}

} // namespace

asio::awaitable<Exchange> exchange(std::shared_ptr<Transport> transport, Endpoint endpoint, Request request,
                                   Limits limits) {
    const Deadline deadline(*transport, limits.request);
    std::string bytes = encode(request);
    const error_code write_failed = co_await write_all(transport, std::move(bytes));
    // An engine may answer, and close, before it has read all of a request: the answer is what
    // counts, not the reset on writing.
    std::expected<Response, Broken> answer = co_await read_answer(transport, request.method, limits.answer);
    if (answer) {
        co_return Exchange{.result = std::move(*answer), .unanswered = false};
    }
    transport->close();
    if (deadline.passed()) {
        const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
        co_return Exchange{.result = std::unexpected(timed_out(endpoint, path, limits.request)),
                           .unanswered = false};
    }
    Broken broken = answer.error();
    if (write_failed && !broken.ec) {
        broken.ec = write_failed;
    }
    co_return Exchange{.result = std::unexpected(problem_of(endpoint, broken, limits)),
                       .unanswered = broken.failure == ReadFailure::nothing};
}

} // namespace dockwright::engine
