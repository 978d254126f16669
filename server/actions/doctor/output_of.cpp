#include "actions/doctor/output_of.hpp"
#include "engine/calls/create_exec.hpp"
#include "engine/calls/start_exec.hpp"
#include "engine/log_frames.hpp"
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <vector>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

/// Adds what the frames hold; false where they can't be read on.
bool add(engine::LogFrames& frames, std::string_view bytes, std::string& text) {
    std::vector<engine::LogPiece> pieces;
    const bool good = !frames.feed(bytes, pieces);
    for (const engine::LogPiece& piece : pieces) {
        text += piece.bytes;
    }
    return good;
}

} // namespace

asio::awaitable<ProgramOutput> output_of(std::shared_ptr<engine::Hijacked> streams, OutputLimits limits) {
    asio::steady_timer timer(co_await asio::this_coro::executor, limits.time);
    timer.async_wait([streams](const boost::system::error_code& ec) {
        if (!ec) {
            streams->close(); // so that the read ends
        }
    });
    engine::LogFrames frames(engine::LogFrames::Form::frames);
    ProgramOutput out;
    while (out.text.size() < limits.bytes) {
        const auto bytes = co_await engine::read(streams);
        if (!bytes) {
            break;
        }
        if (bytes->empty()) {
            out.ended = !frames.finish();
            break;
        }
        if (!add(frames, *bytes, out.text)) {
            break;
        }
    }
    timer.cancel();
    streams->close();
    co_return out;
}

asio::awaitable<std::expected<ProgramOutput, Problem>> output_inside(std::shared_ptr<engine::Client> client,
                                                                     std::string container,
                                                                     std::vector<std::string> argv,
                                                                     OutputLimits limits) {
    engine::ExecSpec spec{.cmd = std::move(argv), .attach_stdout = true, .attach_stderr = true};
    const auto made = co_await engine::create_exec(client, std::move(container), std::move(spec));
    if (!made) {
        co_return std::unexpected(made.error());
    }
    const engine::ExecStart start;
    const auto streams = co_await engine::start_exec(client, made->id, start);
    if (!streams) {
        co_return std::unexpected(streams.error());
    }
    co_return co_await output_of(*streams, limits);
}

} // namespace dockwright::actions
