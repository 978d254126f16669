#include "engine/exchange.hpp"
#include "base/message.hpp"
#include "engine/deadline.hpp"
#include "engine/problems.hpp"
#include "engine/read_once.hpp"
#include "engine/write_all.hpp"
#include <array>
#include <boost/asio/error.hpp>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

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
        const Transfer step = co_await read_once(transport, asio::buffer(*buffer));
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
    if (broken.ec == asio::error::operation_aborted) {
        return cancelled(endpoint);
    }
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
    const std::chrono::milliseconds limit = request.patience.value_or(limits.request);
    const Deadline deadline(*transport, limit);
    std::string bytes = encode(request);
    const error_code write_failed = co_await write_all(transport, std::move(bytes));
    // An engine may answer, and close, before it has read all of a request: the answer is what
    // counts, not the reset on writing.
    std::expected<Response, Broken> answer = co_await read_answer(transport, request.method, limits.answer);
    if (answer) {
        co_return Exchange{.result = std::move(*answer), .unanswered = false};
    }
    Broken broken = answer.error();
    if (deadline.passed()) {
        co_return Exchange{.result = std::unexpected(timed_out(endpoint, path_of(request.target), limit)),
                           .unanswered = false};
    }
    if (broken.failure == ReadFailure::nothing && broken.ec != asio::error::operation_aborted) {
        if (std::optional<Problem> known = co_await transport->failure()) {
            co_return Exchange{.result = std::unexpected(std::move(*known)), .unanswered = false};
        }
    }
    transport->close();
    if (write_failed && !broken.ec) {
        broken.ec = write_failed;
    }
    // One that was cancelled isn't to be sent again: nobody waits for its answer any more.
    const bool was_cancelled = broken.ec == asio::error::operation_aborted;
    co_return Exchange{.result = std::unexpected(problem_of(endpoint, broken, limits)),
                       .unanswered = broken.failure == ReadFailure::nothing && !was_cancelled};
}

} // namespace dockwright::engine
