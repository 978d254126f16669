#include "cli/containers/run_inside.hpp"
#include "base/message.hpp"
#include "cli/interactive.hpp"
#include "cli/with_engine.hpp"
#include "engine/calls/resize_exec.hpp"
#include "engine/problems.hpp"

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using Code = actions::Answer<int>;

asio::awaitable<bool> resize(std::shared_ptr<engine::Client> client, std::string exec, TerminalSize size) {
    const auto resized =
        co_await engine::resize_exec(std::move(client), std::move(exec), size.rows, size.columns);
    co_return resized.has_value();
}

struct Descriptors {
    int in = 0;
    int out = 1;
    int err = 2;
};

asio::awaitable<Code> inside(std::shared_ptr<engine::Client> client, actions::ExecOptions options,
                             Descriptors descriptors) {
    Bridge bridge{.in = descriptors.in,
                  .out = descriptors.out,
                  .err = descriptors.err,
                  .terminal = options.terminal,
                  .input = options.input};
    const auto exec = co_await actions::exec(client, std::move(options));
    if (!exec) {
        co_return std::unexpected(exec.error());
    }
    bridge.resize = [client, id = exec->id](TerminalSize size) { return resize(client, id, size); };
    const auto joined = co_await join(exec->streams, std::move(bridge));
    if (!joined) {
        co_return std::unexpected(joined.error());
    }
    co_return co_await exit_code_of(client, exec->id);
}

} // namespace

int run_inside(const EngineOptions& engine, actions::ExecOptions options, const Streams& streams) {
    std::fflush(streams.out);
    std::fflush(streams.err);
    const Descriptors descriptors{
        .in = ::fileno(streams.in), .out = ::fileno(streams.out), .err = ::fileno(streams.err)};
    if (options.terminal) {
        if (const std::optional<TerminalSize> size = terminal_size(descriptors.out)) {
            options.rows = size->rows;
            options.columns = size->columns;
        }
    }
    const Code code = with_engine<int>(engine, [&](std::shared_ptr<engine::Client> client) {
        return inside(std::move(client), options, descriptors);
    });
    if (code) {
        return *code;
    }
    if (code.error().kind == engine::problem_kind::cancelled) {
        print(streams.err,
              "dockwright: left; what was started in the container goes on there until it ends\n");
        return 128 + SIGINT;
    }
    return fail(code.error(), streams);
}

} // namespace dockwright::cli
