#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/new/new_dockerfile.hpp"
#include "cli/parse.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    NewOptions options;
    std::string kind = "training";
    CLI::App app("Writes a Dockerfile for data science whose versions fit each other and the GPU",
                 "dockwright new");
    app.add_option("FOLDER", options.folder, "Where to (default: .)")->type_name("");
    add_choice(app, "--template", kind, {"training", "notebook", "inference", "plain"}, "What it is for");
    app.add_option("--framework", options.framework,
                   "torch, tensorflow, jax or none, perhaps with versions: torch==2.4.* (default: what the "
                   "file of packages names, else torch)")
        ->type_name("NAME");
    add_machine_options(app, options.machines);
    app.add_option("--python", options.python, "The version of Python: 3.12 (default: what fits best)")
        ->type_name("VERSION");
    app.add_option("--from", options.list,
                   "A requirements.txt or environment.yml in the folder (default: the one that is there; one "
                   "is written if there is none)")
        ->type_name("FILE");
    app.add_option("--knowledge", options.knowledge, "A file with facts over those that the program has")
        ->allow_extra_args(false)
        ->type_name("FILE");
    app.add_flag("--stdout", options.to_output, "Print the Dockerfile, and write nothing");
    app.add_flag("--force", options.force, "Put the new Dockerfile in the place of one that is there");
    app.footer(
        "Without a machine, those of 'targets' in .dockwright.yaml are taken. Files that are there are\n"
        "never changed, but for the Dockerfile with --force. Exit status: 0 written; 1 nothing runs\n"
        "there, and nothing is written; 2 wrong use, or a file could not be read or written.");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (options.folder.empty()) {
        say(Problem{"wrong-use", "The folder has no name", "Leave it out for this one"});
        return ExitCode::failed;
    }
    options.kind = gpu::template_named(kind).value_or(gpu::Template::training);
    return make_new(options);
}

} // namespace

extern constexpr Command new_command{
    .name = "new",
    .summary = "Writes a Dockerfile whose versions fit each other and your GPU",
    .run = run,
};

} // namespace dockwright::cli::commands
