#include "actions/bytes.hpp"
#include "actions/commit.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/containers/each.hpp"
#include "cli/engine_arguments.hpp"
#include "engine/objects_json.gen.hpp"
#include <algorithm>

namespace dockwright::cli::commands {
namespace {

using actions::Committed;

struct Options {
    EngineOptions engine;
    std::string format = "text";
    std::string container;
    std::string image;
    bool yes = false;
};

ExitCode commit(const Options& options, const Streams& streams) {
    const auto made = asking<Committed>(options.yes, streams, [&](bool consent) {
        return with_engine<Committed>(options.engine, [&](std::shared_ptr<engine::Client> client) {
            actions::CommitOptions asked{
                .container = options.container, .image = options.image, .consent = consent};
            asked.person = person_of(options.engine, *client);
            return actions::commit(std::move(client), std::move(asked), {});
        });
    });
    if (!made) {
        return static_cast<ExitCode>(fail(made.error(), streams));
    }
    if (options.engine.json) {
        std::string out;
        encode(out, engine::ListedCommit{.id = made->id,
                                         .image = made->image,
                                         .size = made->files.size,
                                         .warnings = made->warnings});
        print(streams.out, out + "\n");
        return ExitCode::nothing;
    }
    for (const std::string& warning : made->warnings) {
        print(streams.err, message("dockwright: note: {}\n", {warning}));
    }
    const auto size = static_cast<std::uint64_t>(std::max<std::int64_t>(made->files.size, 0));
    print(streams.out, message("{} is {} with {} of its own files\n",
                               {printable(made->image), printable(made->name), actions::bytes_text(size)}));
    return ExitCode::nothing;
}

ExitCode run(std::span<const std::string> arguments) {
    Options options;
    CLI::App app(
        "Makes an image of a container and the files that were installed or written in it. Says first what "
        "is left out, and which secrets would be in it",
        "dockwright commit");
    add_engine_options(app, options.engine, options.format);
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")
        ->type_name("")
        ->required();
    app.add_option("IMAGE", options.image, "The image's name, such as my-image:1")->type_name("")->required();
    add_yes(app, options.yes);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.engine.json = options.format == "json";
    return commit(options, process_streams());
}

} // namespace

extern constexpr Command commit_command{
    .name = "commit",
    .summary = "Makes an image of a container and its files",
    .run = run,
};

} // namespace dockwright::cli::commands
