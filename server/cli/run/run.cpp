#include "cli/run/run.hpp"
#include "actions/run/any_host.hpp"
#include "actions/run/built.hpp"
#include "base/message.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run/follow.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/shell_words.hpp"
#include <csignal>
#include <memory>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using actions::Answer;

/// What there is to say when it is over.
struct Ran {
    actions::StartedRun started;
    std::vector<std::string> line;
    std::string engine;
    Followed followed;
};

std::string program_of(bool podman) {
    return podman ? "podman" : "docker";
}

} // namespace

asio::awaitable<Answer<actions::PreparedRun>> prepare_container(std::shared_ptr<engine::Client> client,
                                                                RunArguments arguments,
                                                                actions::OnProgress progress) {
    actions::RunSetting setting{.usual =
                                    actions::usual_folders(client->endpoint(), arguments.engine.environment),
                                .environment = arguments.engine.environment,
                                .judged = {},
                                .look_only = arguments.print_only};
    actions::RunOptions options = arguments.options;
    if (arguments.building && arguments.print_only) {
        const auto source = actions::read_build_source(*arguments.building);
        if (!source) {
            co_return std::unexpected(source.error());
        }
        options.image = source->name;
        options.force = true;
    } else if (arguments.building) {
        auto built =
            co_await actions::build_for_run(client, std::move(*arguments.building), options, progress);
        if (!built) {
            co_return std::unexpected(std::move(built.error()));
        }
        options.image = built->name;
        options.force = true; // judged by its Dockerfile, which tells more than the image
    }
    co_return co_await actions::prepare_run(client, std::move(options), std::move(setting), progress);
}

namespace {

/// Names the machine that has a free GPU in the arguments.
std::optional<Problem> choose_machine(RunArguments& arguments) {
    constexpr std::chrono::seconds each{20};
    actions::NamedEngines named = actions::named_engines(arguments.engine.environment);
    auto choice = actions::run_blocking<actions::HostChoice>([&] {
        return actions::any_host(named.engines, arguments.engine.environment,
                                 actions::gpus_wanted(arguments.options.gpus), each);
    });
    if (!choice) {
        return std::move(choice.error());
    }
    // By its name, so that all that is known of it (certificates) is used.
    const std::string& name = choice->engine.name;
    (choice->engine.origin == "machine" ? arguments.engine.choice.host : arguments.engine.choice.context) =
        choice->engine.origin == "default" ? "" : name;
    arguments.notes.insert(arguments.notes.end(), choice->notes.begin(), choice->notes.end());
    return std::nullopt;
}

std::vector<std::string> gpus_of(const actions::ChosenGpus& gpus) {
    return gpus.all ? std::vector<std::string>{"all"} : gpus.ids;
}

std::string json(const Ran& ran) {
    const actions::RunPlan& plan = ran.started.plan;
    engine::ListedRun out{.id = ran.started.id,
                          .name = plan.name,
                          .image = plan.spec.image,
                          .engine = ran.engine,
                          .gpus = gpus_of(plan.gpus),
                          .ports = {},
                          .notes = plan.notes,
                          .command = ran.line,
                          .ended = ran.started.ended};
    for (const actions::PublishedPort& port : plan.ports) {
        out.ports.push_back({.container = port.container,
                             .protocol = port.protocol,
                             .address = port.address,
                             .port = port.host});
    }
    std::string text;
    encode(text, out);
    return text + "\n";
}

std::string text(const Ran& ran) {
    const actions::RunPlan& plan = ran.started.plan;
    std::string out = message(ran.started.ended ? "{} has run and ended (exit code 0)\n" : "{} runs on {}\n",
                              {plan.name, ran.engine});
    for (const actions::PublishedPort& port : plan.ports) {
        out += message("  port {} of the container: {}:{}\n",
                       {std::to_string(port.container), port.address, std::to_string(port.host)});
    }
    for (const std::string& id : gpus_of(plan.gpus)) {
        out += "  GPU " + printable(id) + "\n";
    }
    return out;
}

void say(const Ran& ran, const Streams& streams) {
    for (const std::string& note : ran.started.plan.notes) {
        print(streams.err, "  " + note + ".\n");
    }
    print(streams.err, "The same by hand:\n  " + engine::shown_command(ran.line) + "\n");
}

/// Where the machine was named by an option, the commands after this one need it too.
std::string where(const EngineOptions& engine) {
    if (!engine.choice.host.empty()) {
        return " --host " + engine::shown_word(engine.choice.host);
    }
    return engine.choice.context.empty() ? "" : " --context " + engine::shown_word(engine.choice.context);
}

asio::awaitable<Answer<Ran>> work(std::shared_ptr<engine::Client> client, RunArguments arguments,
                                  std::shared_ptr<ProgressBar> bar, Streams streams) {
    const bool watched = arguments.options.interactive || arguments.options.followed;
    const actions::OnProgress progress = arguments.options.interactive ? nullptr : bar->sink();
    auto prepared = co_await prepare_container(client, arguments, progress);
    if (!prepared) {
        co_return std::unexpected(std::move(prepared.error()));
    }
    Ran ran{.started = {}, .line = {}, .engine = client->endpoint().description(), .followed = {}};
    const std::string program = program_of(prepared->podman);
    const actions::RunOptions options = prepared->options;
    if (arguments.print_only) {
        ran.line = actions::run_line(prepared->plan, options, program);
        co_return ran;
    }
    auto started = co_await actions::start_run(client, std::move(*prepared), progress);
    bar->clear();
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    ran.line = actions::run_line(started->plan, options, program);
    ran.started = std::move(*started);
    ran.started.ended = ran.started.ended && !watched; // that is said when it has been seen
    if (options.followed) {
        print(streams.err, text(ran));
        say(ran, streams);
    }
    if (watched) {
        auto followed = co_await follow_run(client, ran.started, options.interactive, streams);
        if (!followed) {
            co_return std::unexpected(std::move(followed.error()));
        }
        ran.followed = *followed;
    }
    ran.started.terminal = nullptr;
    co_return ran;
}

/// How it went, on standard error; what it printed is on standard output. Gives the exit code.
int end_followed(const Ran& ran, const RunArguments& arguments, const Streams& streams) {
    const std::string at = where(arguments.engine);
    const std::string& name = ran.started.plan.name;
    if (ran.followed.left) {
        print(streams.err,
              message("\ndockwright: {} goes on in the background. To see its output again: "
                      "dockwright logs{} --follow --tail 20 {}. To end it: dockwright stop{} {}.\n",
                      {name, at, name, at, name}));
        return 128 + SIGINT;
    }
    const std::string why = ran.followed.out_of_memory ? ", since its memory was at an end" : "";
    const std::string kept =
        arguments.options.remove_at_end
            ? "it and its files are removed, as --rm says"
            : message("it is kept with its files; to remove it: dockwright rm{} {}", {at, name});
    print(streams.err, message("dockwright: {} has ended with exit code {}{}; {}.\n",
                               {name, std::to_string(ran.followed.exit_code), why, kept}));
    return ran.followed.exit_code;
}

} // namespace

int run_container(RunArguments arguments, const Streams& streams) {
    if (arguments.any_host) {
        if (const auto problem = choose_machine(arguments)) {
            return fail(*problem, streams);
        }
    }
    for (const std::string& note : arguments.notes) {
        print(streams.err, "  " + note + ".\n");
    }
    const auto bar = std::make_shared<ProgressBar>(
        streams.err, arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    const auto ran = with_engine<Ran>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
        return work(std::move(client), arguments, bar, streams);
    });
    bar->clear();
    if (!ran) {
        return fail(ran.error(), streams);
    }
    if (arguments.print_only) {
        print(streams.out, engine::shown_command(ran->line) + "\n");
        return 0;
    }
    if (arguments.options.followed || ran->followed.left) {
        return end_followed(*ran, arguments, streams);
    }
    if (arguments.options.interactive) {
        return ran->followed.exit_code;
    }
    print(streams.out, arguments.engine.json ? json(*ran) : text(*ran));
    if (!arguments.engine.json) {
        say(*ran, streams);
    }
    return 0;
}

} // namespace dockwright::cli
