#include "actions/rename.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli::commands {
namespace {

using actions::ContainerChange;

struct Options {
    EngineOptions engine;
    std::string format = "text";
    std::string container;
    std::string name;
    bool yes = false;
};

ExitCode rename(const Options& options, const Streams& streams) {
    const auto renamed = asking<ContainerChange>(options.yes, streams, [&](bool consent) {
        return with_engine<ContainerChange>(options.engine, [&](std::shared_ptr<engine::Client> client) {
            actions::Person person = person_of(options.engine, *client);
            return actions::rename(std::move(client), options.container, options.name, consent,
                                   std::move(person));
        });
    });
    if (!renamed) {
        return static_cast<ExitCode>(fail(renamed.error(), streams));
    }
    if (options.engine.json) {
        std::string out;
        encode(out, engine::ListedChange{.id = renamed->id,
                                         .name = renamed->name,
                                         .done = renamed->changed ? "renamed" : "unchanged",
                                         .problem = {}});
        print(streams.out, out + "\n");
    } else {
        print(streams.out,
              message("{} is now {}\n", {printable(options.container), printable(renamed->name)}));
    }
    return ExitCode::nothing;
}

ExitCode run(std::span<const std::string> arguments) {
    Options options;
    CLI::App app("Gives a container another name, also while it runs", "dockwright rename");
    add_engine_options(app, options.engine, options.format);
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")
        ->type_name("")
        ->required();
    app.add_option("NAME", options.name, "Its name from now on")->type_name("")->required();
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = options.format == "json";
    return rename(options, process_streams());
}

} // namespace

extern constexpr Command rename_command{
    .name = "rename",
    .summary = "Gives a container another name",
    .run = run,
};

} // namespace dockwright::cli::commands
