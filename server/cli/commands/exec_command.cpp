#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/containers/pick.hpp"
#include "cli/containers/run_inside.hpp"
#include "cli/engine_arguments.hpp"
#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::cli::commands {
namespace {

/// A pipe, a file or a socket has something for the program; the null device and a terminal don't, unless
/// asked.
bool has_input() {
    struct stat status = {};
    return ::fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode) || S_ISSOCK(status.st_mode));
}

ExitCode exec(const EngineOptions& engine, actions::ExecOptions options, const Streams& streams) {
    if (options.words.empty()) {
        return static_cast<ExitCode>(
            fail({.kind = "command-missing",
                  .message = "there is no command to run in the container",
                  .next_step = "Write it behind --: dockwright exec NAME -- python train.py"},
                 streams));
    }
    const auto nameless = [](const std::string& entry) {
        return entry.empty() || entry.starts_with('=') || entry.find('\0') != std::string::npos;
    };
    const auto wrong = std::ranges::find_if(options.environment, nameless);
    if (wrong != options.environment.end()) {
        return static_cast<ExitCode>(fail({.kind = "variable-not-understood",
                                           .message = message("'{}' sets no variable", {printable(*wrong)}),
                                           .next_step = "Write NAME=VALUE"},
                                          streams));
    }
    if (options.terminal && ::isatty(STDIN_FILENO) != 1) {
        return static_cast<ExitCode>(
            fail({.kind = "no-terminal",
                  .message = "--tty needs a terminal, and here is none",
                  .next_step = "Leave it out: what comes in is passed on all the same"},
                 streams));
    }
    options.input = options.input || options.terminal || has_input();
    return static_cast<ExitCode>(run_inside(engine, std::move(options), streams));
}

ExitCode run(std::span<const std::string> arguments) {
    EngineOptions engine;
    std::string format = "text";
    actions::ExecOptions options;
    CLI::App app(
        "Runs a command in a container: dockwright exec NAME -- python train.py. What is piped in is passed "
        "on, and its exit code is this command's",
        "dockwright exec");
    add_engine_options(app, engine, format);
    app.add_flag("--interactive,-i", options.input, "Pass on what is typed; what is piped in is in any case");
    app.add_flag("--tty,-t", options.terminal, "With a terminal in the container");
    app.add_option("--user,-u", options.user,
                   "As this user of the container: a name or number, also user:group")
        ->type_name("USER");
    app.add_option("--workdir,-w", options.folder, "In this folder of the container")->type_name("FOLDER");
    app.add_option("--env,-e", options.environment, "With this variable; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    // All behind the container's name is the command's.
    const auto dashes = std::ranges::find(arguments, std::string("--"));
    if (dashes != arguments.end()) {
        options.words.assign(dashes + 1, arguments.end());
        app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")
            ->type_name("")
            ->required();
        if (const auto code =
                parse(app, arguments.first(static_cast<std::size_t>(dashes - arguments.begin())))) {
            return *code;
        }
        return exec(engine, std::move(options), process_streams());
    }
    app.prefix_command();
    app.add_option("CONTAINER", options.container, "Its name, its id or the beginning of it")
        ->type_name("")
        ->required();
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    options.words = app.remaining();
    return exec(engine, std::move(options), process_streams());
}

} // namespace

extern constexpr Command exec_command{
    .name = "exec",
    .summary = "Runs a command in a container",
    .run = run,
};

} // namespace dockwright::cli::commands
