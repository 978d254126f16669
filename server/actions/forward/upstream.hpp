#pragma once
#include "actions/forward/way.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/hijack.hpp"
#include "engine/log_frames.hpp"
#include <expected>
#include <memory>

namespace dockwright::actions {

/// Bytes to and from a port in a container. Used from one thread; one read and one write at a time.
class Upstream {
public:
    explicit Upstream(std::shared_ptr<engine::Transport> transport) : transport_(std::move(transport)) {}
    explicit Upstream(std::shared_ptr<engine::Hijacked> exec) : exec_(std::move(exec)) {}

    void end_input();
    void close();

private:
    friend boost::asio::awaitable<std::string> read(std::shared_ptr<Upstream> upstream);
    friend boost::asio::awaitable<bool> write(std::shared_ptr<Upstream> upstream, std::string bytes);
    std::shared_ptr<engine::Transport> transport_;
    std::shared_ptr<engine::Hijacked> exec_;
    engine::LogFrames frames_{engine::LogFrames::Form::frames};
};

/// The next bytes, empty at the end however it came.
boost::asio::awaitable<std::string> read(std::shared_ptr<Upstream> upstream);
/// False: nobody takes them any more.
boost::asio::awaitable<bool> write(std::shared_ptr<Upstream> upstream, std::string bytes);

/// `id` is the container's; `tool` is the program that connects inside, as relay_tool found it. Problem:
/// `port-not-reached`.
boost::asio::awaitable<std::expected<std::shared_ptr<Upstream>, Problem>>
open_upstream(std::shared_ptr<engine::Client> client, std::string id, Way way, std::string tool);

/// Which program of the container can pass bytes on: socat, python3, python or nc; empty if there is none, or
/// nothing may be run in it. The problem is the engine's: nobody knows then what there is.
boost::asio::awaitable<std::expected<std::string, Problem>> relay_tool(std::shared_ptr<engine::Client> client,
                                                                       std::string id);

/// Its arguments, itself first.
std::vector<std::string> relay_command(const std::string& tool, std::uint16_t port);

} // namespace dockwright::actions
