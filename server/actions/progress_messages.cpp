#include "actions/progress_messages.hpp"
#include "engine/problems.hpp"
#include "engine/progress_message.hpp"
#include <boost/asio/steady_timer.hpp>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::ProgressMessage;
using Messages = std::optional<std::vector<ProgressMessage>>;

/// Closes the stream after the time, unless it is destroyed before.
class Watch {
public:
    Watch(const asio::any_io_executor& executor, std::shared_ptr<engine::Stream> stream,
          std::chrono::milliseconds limit)
        : passed_(std::make_shared<bool>(false)), timer_(executor, limit) {
        timer_.async_wait(
            [passed = passed_, stream = std::move(stream)](const boost::system::error_code& ec) {
                if (!ec) {
                    *passed = true;
                    stream->close();
                }
            });
    }
    bool passed() const { return *passed_; }

private:
    std::shared_ptr<bool> passed_;
    asio::steady_timer timer_;
};

Problem broken(const engine::Endpoint& endpoint, engine::JsonFault fault) {
    if (fault == engine::JsonFault::cut_short) {
        return engine::connection_lost(endpoint, "the stream ended in the middle of a message");
    }
    return engine::not_an_engine(endpoint, "its progress can't be read: " + std::string(describe(fault)));
}

} // namespace

asio::awaitable<std::expected<Messages, Problem>> next(std::shared_ptr<ProgressMessages> messages) {
    const engine::Endpoint& endpoint = messages->stream_->endpoint();
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const Watch watch(executor, messages->stream_, messages->silence_);
    auto piece = co_await engine::next(messages->stream_);
    if (watch.passed()) {
        co_return std::unexpected(engine::timed_out(endpoint, "progress", messages->silence_));
    }
    if (!piece) {
        messages->stream_->close();
        co_return std::unexpected(std::move(piece.error()));
    }
    std::vector<std::string> texts;
    const auto fault = piece->empty() ? messages->lines_.finish() : messages->lines_.feed(*piece, texts);
    if (fault) {
        messages->stream_->close();
        co_return std::unexpected(broken(endpoint, *fault));
    }
    if (piece->empty()) {
        co_return std::nullopt;
    }
    std::vector<ProgressMessage> read;
    read.reserve(texts.size());
    for (const std::string& text : texts) {
        auto one = engine::progress_message(text, endpoint);
        if (!one) {
            messages->stream_->close();
            co_return std::unexpected(std::move(one.error()));
        }
        read.push_back(std::move(*one));
    }
    co_return read;
}

} // namespace dockwright::actions
