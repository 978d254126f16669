#include "cli/engine_arguments.hpp"
#include <unistd.h>

namespace dockwright::cli {

void add_engine_options(CLI::App& app, EngineOptions& options, std::string& format) {
    options.environment = engine::environment_from(::environ);
    app.add_option("--host", options.choice.host,
                   "A machine's name (dockwright hosts), or an engine's address as in DOCKER_HOST")
        ->type_name("NAME|URL");
    app.add_option("--context", options.choice.context, "A context of the docker client")->type_name("NAME");
    add_choice(app, "--format", format, {"text", "json"}, "How it is printed");
    app.add_flag_callback("--json", [&format] { format = "json"; }, "Short for --format json");
}

Streams process_streams() {
    return {.in = stdin,
            .out = stdout,
            .err = stderr,
            .interactive = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1};
}

} // namespace dockwright::cli
