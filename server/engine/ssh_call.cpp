#include "engine/ssh_call.hpp"
#include "engine/on_pool.hpp"
#include "engine/private_folder.hpp"
#include "engine/run_program.hpp"
#include <unistd.h>
#include <utility>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using Call = std::expected<ProgramCall, Problem>;

/// A folder that is the person's alone; empty where that can't be had.
std::string control_folder(const std::string& runtime_folder) {
    std::string folder = ssh_control_folder(runtime_folder, ::getuid());
    return fits_control_path(folder) && make_private_folder(folder) ? folder : std::string();
}

} // namespace

asio::awaitable<Call> ssh_call(asio::any_io_executor executor, SshAddress address,
                               std::optional<asio::any_io_executor> pool) {
    if (std::optional<Problem> refused = ssh_refusal(address.target)) {
        co_return std::unexpected(std::move(*refused));
    }
    ProgramCall question{
        .program = "ssh", .arguments = ssh_question(address.target), .environment = {}, .folder = {}};
    question.arguments.erase(question.arguments.begin()); // the program's own name
    const ProgramLimits quick{.time = std::chrono::milliseconds(5000)};
    auto asked = co_await run_program(std::move(executor), std::move(question), std::string(), quick);
    if (!asked) {
        co_return std::unexpected(std::move(asked.error()));
    }
    std::function<std::string()> making = [runtime = address.runtime_folder] {
        return control_folder(runtime);
    };
    SshSettings settings{.client = address.client, .control_folder = {}};
    settings.control_folder = co_await on_pool<std::string>(std::move(pool), std::move(making));
    auto words = ssh_command(address.target, settings, read_ssh_answer(asked->output));
    if (!words) {
        co_return std::unexpected(std::move(words.error()));
    }
    co_return ProgramCall{.program = words->front(),
                          .arguments = {words->begin() + 1, words->end()},
                          .environment = {},
                          .folder = {}};
}

} // namespace dockwright::engine
