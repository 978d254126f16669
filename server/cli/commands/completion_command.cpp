#include "actions/blocking.hpp"
#include "actions/engines.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/completion/scripts.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/parse.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/container_name.hpp"
#include "engine/open.hpp"
#include <boost/asio/this_coro.hpp>

namespace dockwright::cli::commands {
namespace {

namespace asio = boost::asio;
using Names = actions::Answer<std::string>;
using namespace std::chrono_literals;

asio::awaitable<Names> container_names(engine::Choice choice, engine::Environment environment) {
    // A key was pressed: an engine that takes longer is not waited for.
    const engine::Limits limits{.connect = 500ms, .request = 1000ms, .login = 1500ms};
    auto client = co_await engine::find_engine(co_await asio::this_coro::executor, std::move(choice),
                                               std::move(environment), limits, std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    auto listed = co_await engine::list_containers(*client);
    if (!listed) {
        co_return std::unexpected(std::move(listed.error()));
    }
    std::string out;
    for (const engine::ContainerSummary& container : *listed) {
        const std::string name = container.names.empty() ? "" : container.names.front().substr(1);
        if (engine::is_container_name(name)) {
            out += name + "\n";
        }
    }
    co_return out;
}

/// What `--host` takes by name; with `only` those of one origin.
std::string machine_names(const engine::Environment& environment, std::string_view only) {
    std::string out;
    for (const actions::NamedEngine& engine : actions::named_engines(environment).engines) {
        if (engine.origin != "default" && (only.empty() || engine.origin == only)) {
            out += printable(engine.name) + "\n";
        }
    }
    return out;
}

ExitCode run(std::span<const std::string> arguments) {
    std::string shell;
    std::string format = "text";
    EngineOptions engine;
    CLI::App app("Prints what a shell reads to complete dockwright's words", "dockwright completion");
    app.add_option(
           "shell", shell,
           "bash, zsh or fish; 'containers', 'hosts' and 'contexts' print names, for the shells' own use")
        ->required();
    add_engine_options(app, engine, format);
    app.footer("bash: source <(dockwright completion bash), in ~/.bashrc\n"
               "zsh:  dockwright completion zsh > \"${fpath[1]}/_dockwright\"\n"
               "fish: dockwright completion fish > ~/.config/fish/completions/dockwright.fish");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (shell == "bash" || shell == "zsh" || shell == "fish") {
        const std::string_view text = shell == "bash"  ? bash_completion
                                      : shell == "zsh" ? zsh_completion
                                                       : fish_completion;
        return write_output(text) ? ExitCode::nothing : ExitCode::failed;
    }
    if (shell == "containers") {
        const engine::Choice choice = choice_of(engine);
        const Names names =
            actions::run_blocking<std::string>([&] { return container_names(choice, engine.environment); });
        write_output(names.value_or(std::string()));
        return ExitCode::nothing;
    }
    if (shell == "hosts" || shell == "contexts") {
        write_output(machine_names(engine.environment, shell == "contexts" ? "context" : ""));
        return ExitCode::nothing;
    }
    say(Problem{"wrong-use", "the shell is none of bash, zsh and fish",
                "See 'dockwright completion --help'"});
    return ExitCode::failed;
}

} // namespace

extern constexpr Command completion_command{
    .name = "completion",
    .summary = "Prints the completion of a shell: bash, zsh, fish",
    .run = run,
};

} // namespace dockwright::cli::commands
