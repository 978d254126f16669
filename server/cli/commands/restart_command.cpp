#include "actions/restart.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    EachOptions options;
    CLI::App app("Stops containers and starts them anew, with their files as they were",
                 "dockwright restart");
    add_each_options(app, options);
    add_seconds(app, options.seconds);
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    const Deed deed{.wanted = {.among = actions::Among::all,
                               .command = "dockwright restart",
                               .what = "container",
                               .where_none = "There is nothing to restart"},
                    .done = "restarted",
                    .was_so = "runs already",
                    .act = [](std::shared_ptr<engine::Client> client, actions::StopOptions one) {
                        return actions::restart(std::move(client), std::move(one), {});
                    }};
    return for_each_container(options, process_streams(), deed);
}

} // namespace

extern constexpr Command restart_command{
    .name = "restart",
    .summary = "Stops containers and starts them anew",
    .run = run,
};

} // namespace dockwright::cli::commands
