#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/ssh_call.hpp"
#include "host/remote_program.hpp"
#include <algorithm>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::ProgramAnswer;
using engine::ProgramCall;
using engine::SshAddress;

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

std::string own_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

} // namespace

bool reaches_machine(const engine::Endpoint& endpoint) {
    return endpoint.is_local() || std::holds_alternative<SshAddress>(endpoint.address);
}

bool is_elsewhere(const engine::Info& info) {
    const std::string here = own_name();
    return !here.empty() && !info.name.empty() && info.name != here &&
           info.operating_system.find("Docker Desktop") == std::string::npos;
}

bool is_here(const engine::Endpoint& endpoint, const engine::Info& info) {
    return endpoint.is_local() && !is_elsewhere(info);
}

bool reaches_machine(const engine::Endpoint& endpoint, const engine::Info& info) {
    return is_here(endpoint, info) || std::holds_alternative<SshAddress>(endpoint.address);
}

asio::awaitable<std::optional<Problem>> look_where(std::shared_ptr<engine::Client> client) {
    if (!std::holds_alternative<engine::UnixAddress>(client->endpoint().address)) {
        co_return std::nullopt;
    }
    const auto info = co_await engine::system_info(client);
    if (!info || !is_elsewhere(*info)) {
        co_return std::nullopt;
    }
    co_return machine_not_reached(client->endpoint());
}

Problem machine_not_reached(const engine::Endpoint& endpoint) {
    return {.kind = "machine-not-reached",
            .message =
                message("only the engine at {} can be asked, not its machine", {endpoint.description()}),
            .next_step = "Reach it over SSH: --host ssh://USER@HOST"};
}

asio::awaitable<std::expected<ProgramCall, Problem>> ssh_to_machine(std::shared_ptr<engine::Client> client,
                                                                    std::vector<std::string> options) {
    const auto* address = std::get_if<SshAddress>(&client->endpoint().address);
    if (address == nullptr) {
        co_return std::unexpected(machine_not_reached(client->endpoint()));
    }
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto call = co_await engine::ssh_call(executor, *address, client->pool());
    if (!call) {
        co_return call;
    }
    call->arguments.pop_back(); // the pipe to the engine
    const auto target = std::ranges::find(call->arguments, "--");
    call->arguments.insert(target, options.begin(), options.end());
    co_return call;
}

asio::awaitable<std::expected<ProgramAnswer, Problem>> run_on_machine(std::shared_ptr<engine::Client> client,
                                                                      std::vector<std::string> words,
                                                                      std::string input,
                                                                      engine::ProgramLimits limits) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    if (const auto* address = std::get_if<SshAddress>(&client->endpoint().address)) {
        SshAddress there = *address;
        std::string command = joined(words);
        co_return co_await host::run_remote_program(executor, std::move(there), std::move(command),
                                                    std::move(input), limits, client->pool());
    }
    if (!client->endpoint().is_local()) {
        co_return std::unexpected(machine_not_reached(client->endpoint()));
    }
    ProgramCall call{.program = words.front(),
                     .arguments = {words.begin() + 1, words.end()},
                     .environment = {},
                     .folder = {}};
    co_return co_await engine::run_program(executor, std::move(call), std::move(input), limits);
}

} // namespace dockwright::actions
