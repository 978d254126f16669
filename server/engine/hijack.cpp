#include "engine/hijack.hpp"
#include "engine/answer.hpp"
#include "engine/connect.hpp"
#include "engine/deadline.hpp"
#include "engine/read_head.hpp"
#include "engine/read_once.hpp"
#include "engine/write_all.hpp"
#include <array>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Bytes = std::expected<std::string, Problem>;
constexpr unsigned switching_protocols = 101;
constexpr std::size_t longest_refusal = 64 * 1024;

} // namespace

Hijacked::Hijacked(std::shared_ptr<Transport> transport, Endpoint endpoint, ResponseReader reader)
    : transport_(std::move(transport)), endpoint_(std::move(endpoint)), reader_(std::move(reader)),
      head_(reader_.head()), early_(reader_.take_rest()), as_body_(head_.status != switching_protocols) {}

asio::awaitable<Bytes> read(std::shared_ptr<Hijacked> hijacked) {
    if (!hijacked->early_.empty()) {
        co_return std::exchange(hijacked->early_, {});
    }
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    while (true) {
        std::string piece = hijacked->as_body_ ? hijacked->reader_.take_body() : std::string();
        if (!piece.empty() || (hijacked->as_body_ && hijacked->reader_.done())) {
            co_return piece;
        }
        const Transfer step = co_await read_once(hijacked->transport_, asio::buffer(*buffer));
        if (!step) {
            co_return std::unexpected(broken_stream(hijacked->endpoint_, step.error()));
        }
        if (!hijacked->as_body_) {
            co_return std::string(buffer->data(), *step);
        }
        const auto fed =
            *step == 0 ? hijacked->reader_.end_of_stream() : hijacked->reader_.feed({buffer->data(), *step});
        if (!fed) {
            co_return std::unexpected(broken_stream(hijacked->endpoint_, fed.error()));
        }
    }
}

asio::awaitable<std::expected<void, Problem>> write(std::shared_ptr<Hijacked> hijacked, std::string bytes) {
    const error_code failed = co_await write_all(hijacked->transport_, std::move(bytes));
    if (failed) {
        co_return std::unexpected(broken_stream(hijacked->endpoint_, failed));
    }
    co_return std::expected<void, Problem>();
}

asio::awaitable<std::expected<std::shared_ptr<Hijacked>, Problem>> hijack(std::shared_ptr<Client> client,
                                                                          Request request) {
    auto connected =
        co_await connect(client->executor(), client->endpoint(), client->limits().connect, client->pool());
    if (!connected) {
        co_return std::unexpected(std::move(connected.error()));
    }
    const std::shared_ptr<Transport> transport = std::move(*connected);
    const std::chrono::milliseconds limit = request.patience.value_or(client->limits().request);
    const Deadline deadline(*transport, limit);
    std::string bytes = encode(request, Then::hijack);
    co_await write_all(transport, std::move(bytes));
    ResponseReader reader(request.method, ResponseReader::no_limit);
    const auto head = co_await read_head(transport, client->endpoint(), &reader);
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(client->endpoint(), path_of(request.target), limit));
    }
    if (!head) {
        co_return std::unexpected(head.error());
    }
    const auto hijacked = std::make_shared<Hijacked>(transport, client->endpoint(), std::move(reader));
    if (hijacked->head().status < 400) {
        co_return hijacked;
    }
    Response refused = hijacked->head();
    while (refused.body.size() < longest_refusal) {
        const Bytes piece = co_await read(hijacked);
        if (!piece || piece->empty()) {
            break;
        }
        refused.body += *piece;
    }
    auto problem = checked(std::move(refused), client->endpoint());
    co_return std::unexpected(std::move(problem.error()));
}

} // namespace dockwright::engine
