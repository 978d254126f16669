#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/command.hpp"
#include "cli/gpu/check.hpp"
#include "cli/gpu/suggest.hpp"
#include "cli/parse.hpp"
#include <array>
#include <cstdlib>
#include <unistd.h>

namespace dockwright::cli::commands {
namespace {

/// `NAME=VALUE`; `NAME` alone takes what the environment has, as docker does.
std::vector<model::BuildArgument> build_arguments(const std::vector<std::string>& written) {
    std::vector<model::BuildArgument> out;
    for (const std::string& one : written) {
        const std::size_t equals = one.find('=');
        const std::string name = one.substr(0, equals);
        if (equals != std::string::npos) {
            out.emplace_back(name, one.substr(equals + 1));
        } else if (const char* value = std::getenv(name.c_str())) {
            out.emplace_back(name, value);
        }
    }
    return out;
}

ExitCode run_check(std::span<const std::string> arguments) {
    CheckOptions options;
    std::vector<std::string> build;
    std::string format = "text";
    ColorChoice color = ColorChoice::automatic;
    CLI::App app("Judges whether images run on a machine with NVIDIA GPUs, and how they would",
                 "dockwright gpu check");
    app.add_option("DOCKERFILE|IMAGE", options.subjects,
                   "Dockerfiles (- is standard input), or images such as nvidia/cuda:12.4.1-base-ubuntu22.04")
        ->required()
        ->type_name("");
    add_machine_options(app, options.machines);
    app.add_option("--stage", options.stage, "A stage's name or number (default: the last)")
        ->type_name("NAME");
    app.add_option("--context", options.context, "The folder that the build is given")->type_name("FOLDER");
    app.add_option("--build-arg", build, "A value for an ARG, as docker build takes it")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    bool asks_engine = false;
    app.add_flag("--engine", asks_engine,
                 "Ask the container engine (of DOCKER_HOST, or the usual) what base images set that it has");
    app.add_option("--knowledge", options.knowledge, "A file with facts over those that the program has")
        ->allow_extra_args(false)
        ->type_name("FILE");
    app.add_option("--config", options.configuration, "Take this configuration, and look for none")
        ->type_name("FILE");
    app.add_flag("--isolated", options.isolated, "Read no configuration");
    add_choice(app, "--format", format, {"text", "json"}, "How it is printed");
    add_color(app, color);
    app.footer(
        "Without a machine, those of 'targets' in .dockwright.yaml are taken; if there are none, it\n"
        "says what is wrong on every machine. Exit status: 0 it runs, or nothing is known against it;\n"
        "1 it fails, or cannot be built; 2 wrong use or an unreadable file.");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (options.isolated && !options.configuration.empty()) {
        say(Problem{"wrong-use", "--isolated reads no configuration, so --config has no effect",
                    "Leave one of them out"});
        return ExitCode::failed;
    }
    options.arguments = build_arguments(build);
    if (asks_engine) {
        options.engine = engine::environment_from(::environ);
    }
    options.json = format == "json";
    options.color = colors_output(color);
    return check(options);
}

ExitCode run_suggest(std::span<const std::string> arguments) {
    SuggestOptions options;
    std::string format = "text";
    ColorChoice color = ColorChoice::automatic;
    CLI::App app("Finds the newest versions that run on all of some machines", "dockwright gpu suggest");
    add_machine_options(app, options.machines);
    app.add_option(
           "--framework", options.framework,
           "What is to run, perhaps with versions: torch, tensorflow==2.*, 'jax>=0.4' (default: torch)")
        ->type_name("NAME");
    app.add_option("--python", options.python, "The version of Python: 3.12 (default: what fits best)")
        ->type_name("VERSION");
    app.add_option("--knowledge", options.knowledge, "A file with facts over those that the program has")
        ->allow_extra_args(false)
        ->type_name("FILE");
    add_choice(app, "--format", format, {"text", "json"}, "How it is printed");
    add_color(app, color);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (options.machines.empty()) {
        say(Problem{"wrong-use", "No machine is named",
                    "Say what it has, such as --gpu 'RTX 3090' --driver 550.54.14"});
        return ExitCode::failed;
    }
    options.json = format == "json";
    options.color = colors_output(color);
    return suggest(options);
}

struct Part {
    std::string_view name;
    std::string_view summary;
    ExitCode (*run)(std::span<const std::string> arguments);
};

constexpr std::array<Part, 2> parts = {{
    {"check", "Judges whether an image runs on a machine", run_check},
    {"suggest", "Finds the newest versions that run on all of some machines", run_suggest},
}};

std::string help() {
    std::string out = "Judges whether images run on NVIDIA GPUs.\n\nUsage: dockwright gpu SUBCOMMAND\n\n";
    for (const Part& part : parts) {
        out += message("  {}{}{}\n", {part.name, std::string(9 - part.name.size(), ' '), part.summary});
    }
    return out + "\n'dockwright gpu SUBCOMMAND --help' says what each takes.\n";
}

ExitCode run(std::span<const std::string> arguments) {
    if (arguments.empty()) {
        write_error(help());
        return ExitCode::failed;
    }
    const std::string& first = arguments.front();
    if (first == "--help" || first == "-h") {
        return write_output(help()) ? ExitCode::nothing : ExitCode::failed;
    }
    if (first == describe_flag) {
        std::string out;
        for (const Part& part : parts) {
            out += message("command\t{}\t{}\n", {part.name, part.summary});
        }
        return write_output(out) ? ExitCode::nothing : ExitCode::failed;
    }
    std::vector<std::string_view> names;
    for (const Part& part : parts) {
        if (part.name == first) {
            return part.run(arguments.subspan(1));
        }
        names.push_back(part.name);
    }
    const auto near = nearest(first, names);
    say(Problem{"wrong-use", message("There is no 'dockwright gpu {}'", {first}),
                (near ? message("Did you mean '{}'? ", {*near}) : std::string()) +
                    "See 'dockwright gpu --help'"});
    return ExitCode::failed;
}

} // namespace

extern constexpr Command gpu_command{
    .name = "gpu",
    .summary = "Judges whether an image runs on your GPU, and finds versions that do",
    .run = run,
};

} // namespace dockwright::cli::commands
