#include "cli/attach.hpp"
#include "actions/now.hpp"
#include "cli/containers/pick.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include <cstdlib>

namespace dockwright::cli {
namespace {

using Chosen = std::expected<std::string, Problem>;

Chosen choose(const AttachOptions& options, const Streams& streams) {
    if (!options.container.empty()) {
        return options.container;
    }
    Wanted wanted{.among = actions::Among::running_with_gpu,
                  .command = "dockwright attach",
                  .what = "running GPU container",
                  .where_none = "Start one (docker run --gpus all …), or name a container without a GPU: "
                                "dockwright attach NAME",
                  .only_one = true};
    Chosen chosen = pick(options.engine, streams, wanted);
    if (chosen || options.gpu_only || chosen.error().kind != "no-gpu-container") {
        return chosen;
    }
    wanted.among = actions::Among::running;
    wanted.what = "running container";
    wanted.where_none = "Start one: dockwright start NAME";
    return pick(options.engine, streams, wanted);
}

std::string json(const actions::AttachTarget& target) {
    std::string out;
    encode(out, engine::ListedAttachment{.id = target.container.id,
                                         .name = target.container.name,
                                         .program = target.terminal.program,
                                         .arguments = target.terminal.arguments,
                                         .authority = target.editor.authority,
                                         .path = target.editor.path});
    return out + "\n";
}

int print_ways_in(const AttachOptions& options, const Streams& streams, const std::string& container) {
    const auto target =
        actions::attach_target_now(choice_of(options.engine), options.engine.environment, container);
    if (!target) {
        return fail(target.error(), streams);
    }
    print(streams.out, json(*target));
    return 0;
}

/// What is wrong with the container is told before that there is no terminal.
int refuse_off_terminal(const AttachOptions& options, const Streams& streams, const std::string& container) {
    const auto found =
        with_engine<engine::Container>(options.engine, [&](std::shared_ptr<engine::Client> client) {
            return actions::find_running(std::move(client), container);
        });
    if (!found) {
        return fail(found.error(), streams);
    }
    return fail({.kind = "no-terminal",
                 .message = "a shell needs a terminal, and here is none",
                 .next_step =
                     "Run it in a terminal; run one command (dockwright exec NAME -- COMMAND), or ask for "
                     "the ways in: dockwright attach --format json"},
                streams);
}

} // namespace

int attach(const AttachOptions& options, const Streams& streams, const Inside& inside) {
    const Chosen chosen = choose(options, streams);
    if (!chosen) {
        return fail(chosen.error(), streams);
    }
    if (options.engine.json) {
        return print_ways_in(options, streams, *chosen);
    }
    if (!streams.interactive) {
        return refuse_off_terminal(options, streams, *chosen);
    }
    actions::ExecOptions shell{.container = *chosen,
                               .words = actions::shell_words(),
                               .terminal = true,
                               .input = true,
                               .user = options.user,
                               .folder = options.folder};
    // What engines set by themselves, xterm, has eight colours. Others may be unknown inside.
    const char* terminal = std::getenv("TERM");
    if (terminal != nullptr && std::string_view(terminal) == "xterm-256color") {
        shell.environment.emplace_back("TERM=xterm-256color");
    }
    return inside(options.engine, std::move(shell), streams);
}

} // namespace dockwright::cli
