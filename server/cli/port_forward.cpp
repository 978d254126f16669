#include "cli/port_forward.hpp"
#include "actions/forward/forward.hpp"
#include "base/message.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;

std::string_view words_of(actions::Way::Kind kind) {
    switch (kind) {
    case actions::Way::Kind::direct: return "directly";
    case actions::Way::Kind::machine: return "through ssh";
    case actions::Way::Kind::inside: return "through the engine";
    }
    return "";
}

std::string text_of(const actions::Forwarded& forwarded, const actions::ForwardOptions& options, bool json) {
    if (json) {
        std::string out;
        encode(out, engine::ForwardedPort{.container = options.container,
                                          .address = "127.0.0.1",
                                          .local = forwarded.local,
                                          .remote = options.remote});
        return out + "\n";
    }
    return message("127.0.0.1:{} is port {} of {} ({}), until Ctrl-C\n",
                   {std::to_string(forwarded.local), std::to_string(options.remote),
                    printable(options.container), words_of(forwarded.way.kind)});
}

asio::awaitable<actions::Answer<int>> work(std::shared_ptr<engine::Client> client,
                                           actions::ForwardOptions options,
                                           std::function<void(const actions::Forwarded&)> listening) {
    auto done = co_await actions::forward_port(std::move(client), std::move(options), std::move(listening));
    if (!done) {
        co_return std::unexpected(std::move(done.error()));
    }
    co_return 0;
}

} // namespace

int port_forward(const PortForwardArguments& arguments, const Streams& streams) {
    auto options = actions::read_forward(arguments.port);
    if (!options) {
        return fail(options.error(), streams);
    }
    options->container = arguments.container;
    const std::function<void(const actions::Forwarded&)> listening =
        [&](const actions::Forwarded& forwarded) {
            print(streams.out, text_of(forwarded, *options, arguments.engine.json));
            std::fflush(streams.out);
        };
    const auto done = with_engine<int>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
        return work(std::move(client), *options, listening);
    });
    if (!done && done.error().kind != engine::problem_kind::cancelled) {
        return fail(done.error(), streams);
    }
    return 0;
}

} // namespace dockwright::cli
