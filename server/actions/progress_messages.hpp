#pragma once
#include "engine/json_lines.hpp"
#include "engine/pull_progress.hpp"
#include "engine/stream.hpp"
#include <chrono>
#include <optional>
#include <vector>

namespace dockwright::actions {

/// How long an engine may say nothing in the middle of a pull, push or load. Long, since some say nothing
/// while they unpack a layer of many gigabytes.
inline constexpr std::chrono::milliseconds longest_silence = std::chrono::minutes(10);

/// Reads the messages of a pull, push, load or build as they come. Ends with its stream.
class ProgressMessages {
public:
    explicit ProgressMessages(std::shared_ptr<engine::Stream> stream,
                              std::chrono::milliseconds silence = longest_silence)
        : stream_(std::move(stream)), silence_(silence) {}

    void close() { stream_->close(); }

private:
    friend boost::asio::awaitable<std::expected<std::optional<std::vector<engine::ProgressMessage>>, Problem>>
    next(std::shared_ptr<ProgressMessages> messages);

    std::shared_ptr<engine::Stream> stream_;
    std::chrono::milliseconds silence_;
    engine::JsonLines lines_;
};

/// What the next bytes complete, perhaps nothing; nullopt at the end of the stream. A broken stream,
/// garbage, silence for too long and a cancellation are problems. A message that says that the work
/// failed is none: it is for the caller.
boost::asio::awaitable<std::expected<std::optional<std::vector<engine::ProgressMessage>>, Problem>>
next(std::shared_ptr<ProgressMessages> messages);

} // namespace dockwright::actions
