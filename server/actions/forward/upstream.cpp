#include "actions/forward/upstream.hpp"
#include "actions/on_machine.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/calls/create_exec.hpp"
#include "engine/calls/start_exec.hpp"
#include "engine/child.hpp"
#include "engine/problems.hpp"
#include "engine/stream_transport.hpp"
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Client = std::shared_ptr<engine::Client>;
using Opened = std::expected<std::shared_ptr<Upstream>, Problem>;
constexpr auto tuple_awaitable = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds patience{3};

/// Passes bytes between its standard streams and a port, and each end of a direction by itself.
constexpr std::string_view python_relay = R"(import os,socket,sys,threading
s=socket.create_connection(("127.0.0.1",int(sys.argv[1])))
def up():
    while True:
        b=os.read(0,65536)
        if not b: break
        s.sendall(b)
    try: s.shutdown(socket.SHUT_WR)
    except OSError: pass
threading.Thread(target=up,daemon=True).start()
while True:
    b=s.recv(65536)
    if not b: break
    while b: b=b[os.write(1,b):]
)";

/// A socket that dies with the program behind it.
class ChildTransport final : public engine::StreamTransport<asio::local::stream_protocol::socket> {
public:
    explicit ChildTransport(std::shared_ptr<engine::Child> child)
        : StreamTransport(std::move(child->stream())), child_(std::move(child)) {}
    void close() override {
        StreamTransport::close();
        child_->terminate();
    }

private:
    std::shared_ptr<engine::Child> child_;
};

Problem not_reached(const Way& way, std::string_view why) {
    return {.kind = "port-not-reached",
            .message =
                message("port {} could not be reached: {}", {std::to_string(way.port), printable(why)}),
            .next_step = "See whether its program runs and listens: dockwright logs CONTAINER"};
}

asio::awaitable<Opened> open_direct(Way way) {
    boost::system::error_code ec;
    const asio::ip::address address = asio::ip::make_address(way.host, ec);
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    std::vector<tcp::endpoint> endpoints{{address, way.port}};
    if (ec) { // the name of an engine's machine
        tcp::resolver resolver(executor);
        auto [failed, found] =
            co_await resolver.async_resolve(way.host, std::to_string(way.port), tuple_awaitable);
        endpoints.assign(found.begin(), found.end());
    }
    std::string why = "its name is not known";
    for (const tcp::endpoint& endpoint : endpoints) {
        const auto socket = std::make_shared<tcp::socket>(executor);
        asio::steady_timer timer(executor, patience);
        timer.async_wait([socket](const boost::system::error_code& cancelled) {
            if (!cancelled) {
                boost::system::error_code ignored;
                socket->close(ignored);
            }
        });
        auto [failed] = co_await socket->async_connect(endpoint, tuple_awaitable);
        timer.cancel();
        if (!failed) {
            auto transport = std::make_shared<engine::StreamTransport<tcp::socket>>(std::move(*socket));
            co_return std::make_shared<Upstream>(std::shared_ptr<engine::Transport>(std::move(transport)));
        }
        why = failed.message();
    }
    co_return std::unexpected(not_reached(way, why));
}

asio::awaitable<Opened> open_by_machine(Client client, Way way) {
    const bool ipv6 = way.host.find(':') != std::string::npos;
    const std::string host = ipv6 ? "[" + way.host + "]" : way.host;
    std::vector<std::string> options{"-W", host + ":" + std::to_string(way.port)};
    auto call = co_await ssh_to_machine(std::move(client), std::move(options));
    if (!call) {
        co_return std::unexpected(std::move(call.error()));
    }
    auto child = engine::Child::start(co_await asio::this_coro::executor, *call);
    if (!child) {
        co_return std::unexpected(std::move(child.error()));
    }
    auto transport = std::make_shared<ChildTransport>(std::move(*child));
    co_return std::make_shared<Upstream>(std::shared_ptr<engine::Transport>(std::move(transport)));
}

asio::awaitable<std::expected<std::shared_ptr<engine::Hijacked>, Problem>>
begin_exec(Client client, std::string id, std::vector<std::string> words, bool input) {
    engine::ExecSpec spec{
        .cmd = std::move(words), .attach_stdin = input, .attach_stdout = true, .attach_stderr = false};
    auto made = co_await engine::create_exec(client, std::move(id), std::move(spec));
    if (!made) {
        co_return std::unexpected(std::move(made.error()));
    }
    engine::ExecStart start{.detach = false, .tty = false, .console_size = {}};
    co_return co_await engine::start_exec(std::move(client), std::move(made->id), std::move(start));
}

asio::awaitable<Opened> open_inside(Client client, std::string id, Way way, std::string tool) {
    if (tool.empty()) {
        co_return std::unexpected(
            not_reached(way, "it isn't published, and the container has no socat, python3 or nc"));
    }
    std::vector<std::string> words = relay_command(tool, way.port);
    auto exec = co_await begin_exec(std::move(client), std::move(id), std::move(words), true);
    if (!exec) {
        co_return std::unexpected(std::move(exec.error()));
    }
    co_return std::make_shared<Upstream>(std::move(*exec));
}

/// What a program prints, to its end or as much as a path may need.
asio::awaitable<std::expected<std::string, Problem>> beginning_of(Client client,
                                                                  std::shared_ptr<engine::Hijacked> exec) {
    constexpr std::size_t most = 4096;
    engine::LogFrames frames(engine::LogFrames::Form::frames);
    std::string text;
    while (text.size() < most) {
        const auto bytes = co_await engine::read(exec);
        if (!bytes) {
            co_return std::unexpected(bytes.error());
        }
        std::vector<engine::LogPiece> pieces;
        const auto fault = bytes->empty() ? frames.finish() : frames.feed(*bytes, pieces);
        if (fault) {
            co_return std::unexpected(engine::connection_lost(client->endpoint(), engine::describe(*fault)));
        }
        if (bytes->empty()) {
            break;
        }
        for (const engine::LogPiece& piece : pieces) {
            text += piece.bytes;
        }
    }
    co_return text;
}

} // namespace

void Upstream::end_input() {
    if (exec_) {
        exec_->end_input();
    } else {
        transport_->shutdown_send();
    }
}

void Upstream::close() {
    if (exec_) {
        exec_->close();
    } else {
        transport_->close();
    }
}

asio::awaitable<std::string> read(std::shared_ptr<Upstream> upstream) {
    if (!upstream->exec_) {
        std::string buffer(std::size_t{64} << 10U, '\0');
        const engine::Transfer got =
            co_await upstream->transport_->read_some(asio::buffer(buffer.data(), buffer.size()));
        buffer.resize(got.value_or(0));
        co_return buffer;
    }
    while (true) {
        auto bytes = co_await engine::read(upstream->exec_);
        if (!bytes || bytes->empty()) {
            co_return std::string();
        }
        std::vector<engine::LogPiece> pieces;
        if (upstream->frames_.feed(*bytes, pieces)) {
            co_return std::string();
        }
        std::string out;
        for (const engine::LogPiece& piece : pieces) {
            out += piece.stream == engine::LogStream::standard_output ? piece.bytes : std::string_view();
        }
        if (!out.empty()) {
            co_return out;
        }
    }
}

asio::awaitable<bool> write(std::shared_ptr<Upstream> upstream, std::string bytes) {
    if (upstream->exec_) {
        auto written = co_await engine::write(upstream->exec_, std::move(bytes));
        co_return written.has_value();
    }
    for (std::size_t at = 0; at < bytes.size();) {
        const engine::Transfer put =
            co_await upstream->transport_->write_some(asio::buffer(bytes.data() + at, bytes.size() - at));
        if (!put) {
            co_return false;
        }
        at += *put;
    }
    co_return true;
}

std::vector<std::string> relay_command(const std::string& tool, std::uint16_t port) {
    const std::string number = std::to_string(port);
    if (tool.ends_with("socat")) {
        return {tool, "-", "TCP:127.0.0.1:" + number};
    }
    if (tool.ends_with("nc")) {
        return {tool, "127.0.0.1", number};
    }
    return {tool, "-c", std::string(python_relay), number};
}

asio::awaitable<std::expected<std::string, Problem>> relay_tool(Client client, std::string id) {
    std::vector<std::string> words{"sh", "-c", "command -v socat python3 python nc"};
    const auto exec = co_await begin_exec(client, std::move(id), std::move(words), false);
    if (!exec && exec.error().kind == engine::problem_kind::request_refused) {
        co_return std::string(); // it has no sh
    }
    if (!exec) {
        co_return std::unexpected(exec.error());
    }
    const auto text = co_await beginning_of(client, *exec);
    (*exec)->close();
    if (!text) {
        co_return std::unexpected(text.error());
    }
    const std::size_t end = text->find('\n');
    const std::string first = end == std::string::npos ? std::string() : text->substr(0, end);
    const bool right = first.starts_with('/') && first.size() < 200 &&
                       (first.ends_with("/socat") || first.ends_with("/python3") ||
                        first.ends_with("/python") || first.ends_with("/nc"));
    co_return right ? first : std::string();
}

asio::awaitable<Opened> open_upstream(Client client, std::string id, Way way, std::string tool) {
    switch (way.kind) {
    case Way::Kind::direct: co_return co_await open_direct(std::move(way));
    case Way::Kind::machine: co_return co_await open_by_machine(std::move(client), std::move(way));
    case Way::Kind::inside: break;
    }
    co_return co_await open_inside(std::move(client), std::move(id), std::move(way), std::move(tool));
}

} // namespace dockwright::actions
