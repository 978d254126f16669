#include "actions/remove.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

using Changed = actions::Answer<actions::ContainerChange>;

boost::asio::awaitable<Changed> remove(std::shared_ptr<engine::Client> client, actions::StopOptions one) {
    const auto removed = co_await actions::remove(std::move(client), std::move(one), {});
    if (!removed) {
        co_return std::unexpected(removed.error());
    }
    co_return actions::ContainerChange{.id = removed->id, .name = removed->name};
}

ExitCode run(std::span<const std::string> arguments) {
    EachOptions options;
    CLI::App app(
        "Deletes containers and their own files; volumes are kept, also those without a name. Says first "
        "what would be lost",
        "dockwright rm");
    add_each_options(app, options);
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    const Deed deed{.wanted = {.among = actions::Among::stopped,
                               .command = "dockwright rm",
                               .what = "stopped container",
                               .where_none = "There is nothing to remove"},
                    .done = "removed",
                    .was_so = "was gone already",
                    .act = remove};
    return for_each_container(options, process_streams(), deed);
}

} // namespace

extern constexpr Command rm_command{
    .name = "rm",
    .summary = "Deletes containers, and says first what would be lost",
    .run = run,
};

} // namespace dockwright::cli::commands
