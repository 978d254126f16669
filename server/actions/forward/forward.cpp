#include "actions/forward/forward.hpp"
#include "actions/cancelling.hpp"
#include "actions/forward/upstream.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/problems.hpp"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <optional>
#include <set>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Client = std::shared_ptr<engine::Client>;
constexpr auto tuple_awaitable = asio::as_tuple(asio::use_awaitable);
/// Browsers open six at a time; a thousand is somebody else's doing.
constexpr std::size_t most_connections = 256;

/// One connection from here, and the one that it is passed on to.
struct Joint {
    explicit Joint(tcp::socket accepted) : socket(std::move(accepted)) {}
    tcp::socket socket;
    std::shared_ptr<Upstream> upstream;
    /// Ends what it still asks of the engine.
    asio::cancellation_signal stop;
    int directions = 2;

    void close() {
        boost::system::error_code ignored;
        socket.close(ignored);
        if (upstream) {
            upstream->close();
        }
    }
};

struct Forwarding {
    Client client;
    std::string id;
    Way way;
    std::string tool;
    std::optional<tcp::acceptor> acceptor;
    std::set<std::shared_ptr<Joint>> open;
};

void direction_ended(const std::shared_ptr<Forwarding>& forwarding, const std::shared_ptr<Joint>& joint) {
    if (--joint->directions == 0) {
        joint->close();
        forwarding->open.erase(joint);
    }
}

asio::awaitable<void> pass_up(std::shared_ptr<Forwarding> forwarding, std::shared_ptr<Joint> joint) {
    std::string buffer(std::size_t{64} << 10U, '\0');
    while (true) {
        auto [failed, count] = co_await joint->socket.async_read_some(asio::buffer(buffer), tuple_awaitable);
        std::string bytes = buffer.substr(0, count);
        if (failed || !co_await write(joint->upstream, std::move(bytes))) {
            break;
        }
    }
    joint->upstream->end_input();
    direction_ended(forwarding, joint);
}

asio::awaitable<void> pass_down(std::shared_ptr<Forwarding> forwarding, std::shared_ptr<Joint> joint) {
    while (true) {
        const std::string bytes = co_await read(joint->upstream);
        if (bytes.empty()) {
            break;
        }
        auto [failed, count] =
            co_await asio::async_write(joint->socket, asio::buffer(bytes), tuple_awaitable);
        if (failed) {
            joint->close();
            break;
        }
    }
    boost::system::error_code ignored;
    joint->socket.shutdown(tcp::socket::shutdown_send, ignored);
    direction_ended(forwarding, joint);
}

asio::awaitable<void> serve(std::shared_ptr<Forwarding> forwarding, std::shared_ptr<Joint> joint) {
    auto upstream =
        co_await open_upstream(forwarding->client, forwarding->id, forwarding->way, forwarding->tool);
    if (upstream && !joint->socket.is_open()) {
        (*upstream)->close();
    }
    if (!upstream || !joint->socket.is_open()) {
        joint->close();
        forwarding->open.erase(joint);
        co_return;
    }
    joint->upstream = std::move(*upstream);
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    asio::co_spawn(executor, pass_up(forwarding, joint), asio::detached);
    co_await pass_down(forwarding, joint);
}

/// The first way on which something answers now; with none of them the last, for what may listen later. The
/// problem is that there is none at all.
asio::awaitable<std::expected<void, Problem>> choose_way(std::shared_ptr<Forwarding> forwarding,
                                                         std::vector<Way> ways) {
    using Done = std::expected<void, Problem>;
    for (const Way& way : ways) {
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        forwarding->way = way;
        if (way.kind == Way::Kind::machine) { // ssh tells only while a connection is used
            co_return Done();
        }
        if (way.kind == Way::Kind::inside) {
            break;
        }
        auto upstream = co_await open_upstream(forwarding->client, forwarding->id, way, std::string());
        if (upstream) {
            (*upstream)->close();
            co_return Done();
        }
    }
    auto tool = co_await relay_tool(forwarding->client, forwarding->id);
    const bool is_there = tool && !tool->empty();
    if (is_there) {
        forwarding->tool = std::move(*tool);
        co_return Done();
    }
    const bool cancelled = co_await was_cancelled();
    if (ways.size() > 1 && !cancelled) {
        forwarding->way = ways.front();
        co_return Done();
    }
    if (!tool) {
        co_return std::unexpected(std::move(tool.error()));
    }
    auto none = co_await open_upstream(forwarding->client, forwarding->id, forwarding->way, std::string());
    co_return std::unexpected(std::move(none.error()));
}

std::expected<void, boost::system::error_code> listen_at(tcp::acceptor& acceptor, std::uint16_t port) {
    boost::system::error_code ec;
    acceptor.open(tcp::v4(), ec);
    acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    acceptor.bind({asio::ip::address_v4::loopback(), port}, ec);
    if (!ec) {
        acceptor.listen(asio::socket_base::max_listen_connections, ec);
    }
    if (ec) {
        boost::system::error_code ignored;
        acceptor.close(ignored);
        return std::unexpected(ec);
    }
    return {};
}

std::expected<void, Problem> listen(tcp::acceptor& acceptor, const ForwardOptions& options) {
    const std::uint16_t wish = options.local != 0 ? options.local : options.remote;
    auto listening = listen_at(acceptor, wish);
    if (!listening && options.local == 0) {
        listening = listen_at(acceptor, 0);
    }
    if (!listening) {
        return std::unexpected(
            Problem{.kind = "port-taken",
                    .message = message("port {} of this machine can't be listened on: {}",
                                       {std::to_string(wish), listening.error().message()}),
                    .next_step = message("Choose another: LOCAL:{}", {std::to_string(options.remote)})});
    }
    return {};
}

asio::awaitable<void> accept_all(std::shared_ptr<Forwarding> forwarding) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    std::optional<tcp::acceptor>& acceptor = forwarding->acceptor;
    while (acceptor && !co_await was_cancelled()) {
        auto [failed, socket] = co_await acceptor->async_accept(tuple_awaitable);
        if (failed == asio::error::operation_aborted) {
            co_return;
        }
        if (failed) { // out of file descriptors: some come back when connections end
            asio::steady_timer timer(executor, std::chrono::milliseconds(200));
            co_await timer.async_wait(tuple_awaitable);
        }
        if (failed || forwarding->open.size() >= most_connections) {
            continue;
        }
        auto joint = std::make_shared<Joint>(std::move(socket));
        forwarding->open.insert(joint);
        asio::co_spawn(executor, serve(forwarding, joint),
                       asio::bind_cancellation_slot(joint->stop.slot(), asio::detached));
    }
}

std::optional<std::uint16_t> port_of(std::string_view text) {
    std::uint16_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    return ec == std::errc() && end == text.data() + text.size() && value != 0 ? std::optional(value)
                                                                               : std::nullopt;
}

} // namespace

std::expected<ForwardOptions, Problem> read_forward(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto remote = port_of(text.substr(colon + 1)); // npos + 1 is 0
    const auto local =
        colon == std::string_view::npos ? std::optional<std::uint16_t>(0) : port_of(text.substr(0, colon));
    if (!remote || !local) {
        return std::unexpected(Problem{
            .kind = "port-not-understood",
            .message = message("'{}' is no port", {printable(text.substr(0, 100))}),
            .next_step = "Write the container's port, such as 8888, or LOCAL:REMOTE, such as 9000:8888"});
    }
    return ForwardOptions{.container = {}, .local = *local, .remote = *remote};
}

asio::awaitable<std::expected<void, Problem>> forward_port(Client client, ForwardOptions options,
                                                           std::function<void(const Forwarded&)> listening) {
    co_await take_back_by_myself();
    auto container = co_await engine::inspect_container(client, options.container);
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    if (!container->state.running) {
        const std::string_view program = client->spoken().podman ? "podman" : "docker";
        co_return std::unexpected(engine::container_not_running(
            program, std::string_view(container->name).substr(container->name.starts_with('/') ? 1 : 0),
            container->state.status));
    }
    const auto forwarding = std::make_shared<Forwarding>();
    forwarding->client = client;
    forwarding->id = container->id;
    std::vector<Way> ways = ways_to(*container, client->endpoint(), options.remote);
    if (ways.size() > 1) {
        const std::optional<Problem> elsewhere = co_await look_where(client);
        if (elsewhere) { // a port of this machine would be somebody else's
            std::erase_if(ways, [](const Way& way) { return way.kind != Way::Kind::inside; });
        }
    }
    auto chosen = co_await choose_way(forwarding, std::move(ways));
    if (!chosen) {
        co_return std::unexpected(std::move(chosen.error()));
    }
    tcp::acceptor& acceptor = forwarding->acceptor.emplace(client->executor());
    auto listens = listen(acceptor, options);
    if (!listens) {
        co_return std::unexpected(std::move(listens.error()));
    }
    if (listening) {
        listening({.local = acceptor.local_endpoint().port(), .way = forwarding->way});
    }
    co_await accept_all(forwarding);
    forwarding->acceptor.reset();
    for (const std::shared_ptr<Joint>& joint : std::set(forwarding->open)) {
        joint->close();
        joint->stop.emit(asio::cancellation_type::all);
    }
    co_return std::expected<void, Problem>();
}

} // namespace dockwright::actions
