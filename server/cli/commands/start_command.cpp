#include "actions/start.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    EachOptions options;
    CLI::App app("Starts containers that were stopped, with their files as they were", "dockwright start");
    add_each_options(app, options);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    const Deed deed{.wanted = {.among = actions::Among::stopped,
                               .command = "dockwright start",
                               .what = "stopped container",
                               .where_none = "There is nothing to start"},
                    .done = "started",
                    .was_so = "runs already",
                    .act = [](std::shared_ptr<engine::Client> client, actions::StopOptions one) {
                        return actions::start(std::move(client), std::move(one.container));
                    }};
    return for_each_container(options, process_streams(), deed);
}

} // namespace

extern constexpr Command start_command{
    .name = "start",
    .summary = "Starts containers that were stopped",
    .run = run,
};

} // namespace dockwright::cli::commands
