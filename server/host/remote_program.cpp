#include "host/remote_program.hpp"
#include "engine/ssh_call.hpp"
#include "engine/ssh_problem.hpp"
#include <utility>

namespace dockwright::host {
namespace {

namespace asio = boost::asio;
using Ran = std::expected<engine::ProgramAnswer, Problem>;

constexpr int failure_of_ssh = 255;

} // namespace

asio::awaitable<std::expected<engine::ProgramCall, Problem>>
remote_call(asio::any_io_executor executor, engine::SshAddress address, std::string command,
            std::optional<asio::any_io_executor> pool) {
    auto call = co_await engine::ssh_call(std::move(executor), std::move(address), std::move(pool));
    if (call) {
        call->arguments.back() = std::move(command); // in place of the client's pipe to the engine
    }
    co_return call;
}

asio::awaitable<Ran> run_remote_program(asio::any_io_executor executor, engine::SshAddress address,
                                        std::string command, std::string input, engine::ProgramLimits limits,
                                        std::optional<asio::any_io_executor> pool) {
    auto call = co_await remote_call(executor, address, std::move(command), std::move(pool));
    if (!call) {
        co_return std::unexpected(std::move(call.error()));
    }
    engine::ProgramCall started = std::move(*call);
    Ran answer = co_await engine::run_program(executor, std::move(started), std::move(input), limits);
    if (answer && answer->exit_code == failure_of_ssh) {
        co_return std::unexpected(
            engine::ssh_problem(address.target, address.client, answer->exit_code, answer->errors));
    }
    co_return answer;
}

} // namespace dockwright::host
