#include "engine/stream.hpp"
#include "engine/answer.hpp"
#include "engine/connect.hpp"
#include "engine/deadline.hpp"
#include "engine/read_head.hpp"
#include "engine/read_once.hpp"
#include "engine/write_all.hpp"
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Piece = std::expected<std::string, Problem>;

/// Words of a refusal; a proxy's page has more and says less.
constexpr std::size_t longest_refusal = 64 * 1024;

} // namespace

Stream::Stream(std::shared_ptr<Transport> transport, Endpoint endpoint, ResponseReader reader)
    : transport_(std::move(transport)), endpoint_(std::move(endpoint)), reader_(std::move(reader)),
      head_(reader_.head()) {}

asio::awaitable<Piece> next(std::shared_ptr<Stream> stream) {
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    while (true) {
        std::string piece = stream->reader_.take_body();
        if (!piece.empty() || stream->reader_.done()) {
            co_return piece;
        }
        const Transfer step = co_await read_once(stream->transport_, asio::buffer(*buffer));
        if (!step) {
            co_return std::unexpected(broken_stream(stream->endpoint_, step.error()));
        }
        const auto fed =
            *step == 0 ? stream->reader_.end_of_stream() : stream->reader_.feed({buffer->data(), *step});
        if (!fed) {
            co_return std::unexpected(broken_stream(stream->endpoint_, fed.error()));
        }
    }
}

asio::awaitable<Piece> rest_of(std::shared_ptr<Stream> stream, std::size_t limit) {
    std::string all;
    while (true) {
        Piece piece = co_await next(stream);
        if (!piece) {
            co_return piece;
        }
        if (piece->empty()) {
            co_return all;
        }
        all += *piece;
        if (all.size() > limit) {
            stream->close();
            co_return std::unexpected(answer_too_large(stream->endpoint(), limit));
        }
    }
}

namespace {

/// Whatever the status says: what was answered with 400 and more becomes a problem.
asio::awaitable<OpenedStream> opened(std::shared_ptr<Stream> stream) {
    if (stream->head().status < 400) {
        co_return stream;
    }
    Response refused = stream->head();
    Piece words = co_await rest_of(stream, longest_refusal);
    refused.body = words ? std::move(*words) : std::string();
    auto problem = checked(std::move(refused), stream->endpoint());
    co_return std::unexpected(std::move(problem.error()));
}

struct Upload {
    std::shared_ptr<Transport> transport;
    BodySource body;
    std::optional<Problem> failure;
    bool answered = false;
};

asio::awaitable<void> send_body(std::shared_ptr<Upload> upload) {
    while (!upload->answered) {
        Piece piece = co_await upload->body();
        if (!piece) {
            upload->failure = std::move(piece.error());
            upload->transport->close();
            co_return;
        }
        const bool last = piece->empty();
        std::string chunk = encode_chunk(*piece);
        const error_code failed = co_await write_all(upload->transport, std::move(chunk));
        if (failed || last) {
            co_return; // the answer tells more than a reset on writing
        }
    }
}

} // namespace

asio::awaitable<OpenedStream> open_stream(std::shared_ptr<Client> client, Request request) {
    auto connected =
        co_await connect(client->executor(), client->endpoint(), client->limits().connect, client->pool());
    if (!connected) {
        co_return std::unexpected(std::move(connected.error()));
    }
    const std::shared_ptr<Transport> transport = std::move(*connected);
    const std::chrono::milliseconds limit = request.patience.value_or(client->limits().request);
    const Deadline deadline(*transport, limit);
    std::string bytes = encode(request);
    co_await write_all(transport, std::move(bytes));
    ResponseReader reader(request.method, ResponseReader::no_limit);
    const auto read = co_await read_head(transport, client->endpoint(), &reader);
    if (deadline.passed()) {
        co_return std::unexpected(timed_out(client->endpoint(), path_of(request.target), limit));
    }
    if (!read) {
        co_return std::unexpected(read.error());
    }
    co_return co_await opened(std::make_shared<Stream>(transport, client->endpoint(), std::move(reader)));
}

asio::awaitable<OpenedStream> open_upload(std::shared_ptr<Client> client, Request request, BodySource body) {
    auto connected =
        co_await connect(client->executor(), client->endpoint(), client->limits().connect, client->pool());
    if (!connected) {
        co_return std::unexpected(std::move(connected.error()));
    }
    const auto upload = std::make_shared<Upload>();
    upload->transport = std::move(*connected);
    upload->body = std::move(body);
    std::string bytes = encode(request, Then::upload);
    co_await write_all(upload->transport, std::move(bytes));
    asio::co_spawn(client->executor(), send_body(upload), asio::detached);
    ResponseReader reader(request.method, ResponseReader::no_limit);
    const auto read = co_await read_head(upload->transport, client->endpoint(), &reader);
    upload->answered = true;
    if (std::optional<Problem>& failure = upload->failure) {
        co_return std::unexpected(std::move(*failure));
    }
    if (!read) {
        upload->transport->close();
        co_return std::unexpected(read.error());
    }
    co_return co_await opened(
        std::make_shared<Stream>(upload->transport, client->endpoint(), std::move(reader)));
}

} // namespace dockwright::engine
