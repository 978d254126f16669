#include "host/machine_program.hpp"
#include "engine/shell_words.hpp"
#include "host/remote_program.hpp"
#include <utility>

namespace dockwright::host {
namespace {

namespace asio = boost::asio;
using engine::SshAddress;
using Pool = std::optional<asio::any_io_executor>;

engine::ProgramCall call_of(std::vector<std::string> words) {
    engine::ProgramCall call{
        .program = std::move(words.front()), .arguments = {}, .environment = {}, .folder = {}};
    words.erase(words.begin());
    call.arguments = std::move(words);
    return call;
}

} // namespace

bool runs_programs(const engine::Address& address) {
    return std::holds_alternative<engine::UnixAddress>(address) ||
           std::holds_alternative<SshAddress>(address);
}

asio::awaitable<std::expected<engine::ProgramCall, Problem>> program_at(asio::any_io_executor executor,
                                                                        engine::Address address,
                                                                        std::vector<std::string> words,
                                                                        Pool pool) {
    if (std::holds_alternative<engine::UnixAddress>(address)) {
        co_return call_of(std::move(words));
    }
    if (auto* const ssh = std::get_if<SshAddress>(&address)) {
        SshAddress far = std::move(*ssh);
        std::string command = engine::shown_command(words);
        co_return co_await remote_call(std::move(executor), std::move(far), std::move(command),
                                       std::move(pool));
    }
    co_return std::unexpected(Problem{
        .kind = "cannot-run-programs",
        .message = "the engine's machine is reached through its engine alone, so its GPUs can't be asked",
        .next_step = "Reach it over SSH to see them: dockwright hosts add NAME ssh://USER@HOST"});
}

asio::awaitable<std::expected<engine::ProgramAnswer, Problem>>
run_program_at(asio::any_io_executor executor, engine::Address address, std::vector<std::string> words,
               std::string input, engine::ProgramLimits limits, Pool pool) {
    if (auto* const ssh = std::get_if<SshAddress>(&address)) {
        SshAddress far = std::move(*ssh);
        std::string command = engine::shown_command(words);
        co_return co_await run_remote_program(std::move(executor), std::move(far), std::move(command),
                                              std::move(input), limits, std::move(pool));
    }
    auto call = co_await program_at(executor, std::move(address), std::move(words), std::move(pool));
    if (!call) {
        co_return std::unexpected(std::move(call.error()));
    }
    engine::ProgramCall started = std::move(*call);
    co_return co_await engine::run_program(std::move(executor), std::move(started), std::move(input), limits);
}

} // namespace dockwright::host
