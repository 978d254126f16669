#include "actions/exec.hpp"
#include "actions/cancelling.hpp"
#include "actions/find_container.hpp"
#include "engine/calls/create_exec.hpp"
#include "engine/calls/start_exec.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

/// From here on the size can be given at the start.
constexpr engine::ApiVersion size_at_start{1, 42};

engine::ExecSpec spec_of(const ExecOptions& options, engine::ApiVersion version) {
    engine::ExecSpec spec{.cmd = options.words,
                          .tty = options.terminal,
                          .attach_stdin = options.input,
                          .attach_stdout = true,
                          .attach_stderr = true};
    if (!options.environment.empty()) {
        spec.env = options.environment;
    }
    if (!options.folder.empty()) {
        spec.working_dir = options.folder;
    }
    if (!options.user.empty()) {
        spec.user = options.user;
    }
    if (options.terminal) {
        // The keys can't be switched off: a sequence that nobody types stands for none.
        spec.detach_keys = "ctrl-^,ctrl-^,ctrl-^";
        if (options.rows != 0 && version >= size_at_start) {
            spec.console_size = {options.rows, options.columns};
        }
    }
    return spec;
}

} // namespace

asio::awaitable<std::expected<Exec, Problem>> exec(std::shared_ptr<engine::Client> client,
                                                   ExecOptions options) {
    auto container = co_await find_running(client, options.container);
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    engine::ExecSpec spec = spec_of(options, client->spoken().version);
    engine::ExecStart start{.detach = false, .tty = options.terminal, .console_size = spec.console_size};
    const auto created = co_await engine::create_exec(client, container->id, std::move(spec));
    if (!created) {
        co_return std::unexpected(created.error());
    }
    auto streams = co_await engine::start_exec(client, created->id, std::move(start));
    if (!streams) {
        co_return std::unexpected(std::move(streams.error()));
    }
    co_return Exec{.id = created->id, .container = std::move(*container), .streams = std::move(*streams)};
}

std::vector<std::string> shell_words() {
    return {"/bin/sh", "-c", "command -v bash >/dev/null && exec bash || exec sh"};
}

} // namespace dockwright::actions
