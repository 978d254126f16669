#include "engine/read_head.hpp"
#include "engine/endpoint.hpp"
#include "engine/read_once.hpp"
#include <array>
#include <boost/asio/error.hpp>
#include <optional>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

} // namespace

Problem broken_stream(const Endpoint& endpoint, const error_code& ec) {
    return ec == asio::error::operation_aborted ? cancelled(endpoint)
                                                : connection_lost(endpoint, ec.message());
}

Problem broken_stream(const Endpoint& endpoint, ReadFailure failure) {
    switch (failure) {
    case ReadFailure::malformed: return not_an_engine(endpoint, "its answer isn't HTTP");
    case ReadFailure::too_large: return not_an_engine(endpoint, "its answer's head is too large");
    case ReadFailure::cut_short: return connection_lost(endpoint, "its answer ends in the middle");
    case ReadFailure::nothing: return connection_lost(endpoint, "it closed without an answer");
    }
    return connection_lost(endpoint, "it closed");
}

asio::awaitable<std::expected<void, Problem>> read_head(std::shared_ptr<Transport> transport,
                                                        Endpoint endpoint, ResponseReader* reader) {
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    bool any = false;
    while (!reader->head_done()) {
        const Transfer step = co_await read_once(transport, asio::buffer(*buffer));
        const bool over = !step || *step == 0;
        if (over && !any && (step || step.error() != asio::error::operation_aborted)) {
            if (std::optional<Problem> known = co_await transport->failure()) {
                co_return std::unexpected(std::move(*known));
            }
        }
        if (!step) {
            co_return std::unexpected(broken_stream(endpoint, step.error()));
        }
        any = true;
        const auto fed = over ? reader->end_of_stream() : reader->feed({buffer->data(), *step});
        if (!fed) {
            co_return std::unexpected(broken_stream(endpoint, fed.error()));
        }
    }
    co_return std::expected<void, Problem>();
}

} // namespace dockwright::engine
