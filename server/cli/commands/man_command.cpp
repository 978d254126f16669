#include "actions/blocking.hpp"
#include "cli/command.hpp"
#include "cli/man/page.hpp"
#include "cli/parse.hpp"
#include "cli/program.hpp"
#include "engine/run_program.hpp"
#include <boost/asio/this_coro.hpp>
#include <ctime>

namespace dockwright::cli::commands {
namespace {

namespace asio = boost::asio;

asio::awaitable<actions::Answer<std::string>> ask(engine::ProgramCall call) {
    const engine::ProgramLimits limits;
    auto answer = co_await engine::run_program(co_await asio::this_coro::executor, std::move(call),
                                               std::string(), limits);
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    co_return answer->exit_code == 0 ? std::move(answer->output) : std::string();
}

/// Each command alone knows what it takes, and prints it: so this program is asked again.
std::string describe_by_asking(const std::vector<std::string>& path) {
    engine::ProgramCall call{.program = "/proc/self/exe", .arguments = path, .environment = {}, .folder = {}};
    call.arguments.emplace_back(describe_flag);
    const auto said = actions::run_blocking<std::string>([&call] { return ask(call); });
    return said.value_or(std::string());
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::string text(10, '\0');
    std::strftime(text.data(), text.size() + 1, "%Y-%m-%d", &parts);
    return text;
}

ExitCode run(std::span<const std::string> arguments) {
    CLI::App app("Prints the manual page: dockwright man | man -l -", "dockwright man");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    return write_output(manual_page(describe_by_asking, version(), today())) ? ExitCode::nothing
                                                                             : ExitCode::failed;
}

} // namespace

extern constexpr Command man_command{
    .name = "man",
    .summary = "Prints the manual page",
    .run = run,
};

} // namespace dockwright::cli::commands
