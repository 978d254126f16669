#include "actions/stop.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    EachOptions options;
    CLI::App app("Ends what runs in containers; they and their files stay", "dockwright stop");
    add_each_options(app, options);
    add_seconds(app, options.seconds);
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    const Deed deed{.wanted = {.among = actions::Among::running,
                               .command = "dockwright stop",
                               .what = "running container",
                               .where_none = "There is nothing to stop"},
                    .done = "stopped",
                    .was_so = "was stopped already",
                    .act = [](std::shared_ptr<engine::Client> client, actions::StopOptions one) {
                        return actions::stop(std::move(client), std::move(one), {});
                    }};
    return for_each_container(options, process_streams(), deed);
}

} // namespace

extern constexpr Command stop_command{
    .name = "stop",
    .summary = "Stops containers",
    .run = run,
};

} // namespace dockwright::cli::commands
