#include "actions/blocking.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/engine_json.hpp"
#include "cli/hosts/hosts.hpp"
#include "cli/hosts/machines_file.hpp"
#include "cli/ps.hpp"
#include "config/machines.hpp"
#include "engine/objects_json.gen.hpp"
#include <algorithm>
#include <map>

namespace dockwright::cli::hosts {
namespace {

namespace asio = boost::asio;
using actions::HostTest;
using actions::NamedEngine;

std::map<std::string, std::string> notes_of(const engine::Environment& environment) {
    std::map<std::string, std::string> notes;
    const auto text =
        read_machines_file(config::machines_path(environment.xdg_config_home, environment.home));
    for (const auto& machine : config::read_machines(text ? *text : std::string()).machines) {
        notes[machine.value.name] = machine.value.note;
    }
    return notes;
}

actions::NamedEngines engines_of(const HostsOptions& options, const Streams& streams) {
    actions::NamedEngines named = actions::named_engines(options.environment);
    for (const std::string& mistake : named.mistakes) {
        print(streams.err, "dockwright: machines.yaml: " + printable(mistake) + "\n");
    }
    return named;
}

std::string_view origin_words(std::string_view origin) {
    return origin == "machine" ? "yours" : origin == "context" ? "docker context" : "this machine";
}

asio::awaitable<actions::Answer<std::vector<HostTest>>>
tested(std::vector<NamedEngine> engines, engine::Environment environment, std::chrono::milliseconds limit,
       std::function<void(const HostTest&)> on_answer) {
    co_return co_await actions::test_hosts(std::move(engines), std::move(environment), limit,
                                           std::move(on_answer));
}

engine::TestedHost listed(const HostTest& test) {
    engine::TestedHost out{.name = test.engine.name,
                           .host = test.engine.host,
                           .state = test.problem ? "failed" : "answered",
                           .version = test.version,
                           .api = test.api,
                           .podman = test.podman,
                           .connect_milliseconds = test.connect.count(),
                           .round_trip_milliseconds = test.round_trip.count(),
                           .driver = test.load.driver,
                           .gpus = listed_gpus(test.load.gpus, test.load.loads)};
    if (test.problem) {
        out.problem = cli::listed(*test.problem);
    }
    if (test.load.problem) {
        out.gpu_problem = cli::listed(*test.load.problem);
    }
    return out;
}

std::string gpus_text(const HostTest& test) {
    if (test.load.problem) {
        return "  " + test.load.problem->message + ". " + test.load.problem->next_step + ".\n";
    }
    if (!test.load.answered) {
        const auto& host = test.engine.host;
        const bool over_tcp = host.starts_with("tcp://") || host.starts_with("http");
        return over_tcp ? "  GPUs: not known, since the machine is reached through its engine alone\n"
                        : "  no NVIDIA GPU: it has no nvidia-smi\n";
    }
    return "  driver " + printable(test.load.driver) + "\n" + gpu_lines(test.load.gpus, test.load.loads);
}

} // namespace

int list(const HostsOptions& options, const Streams& streams) {
    const actions::NamedEngines named = engines_of(options, streams);
    const auto notes = notes_of(options.environment);
    const auto note_of = [&](const NamedEngine& engine) {
        const auto note = notes.find(engine.name);
        return note == notes.end() || engine.origin != "machine" ? std::string() : note->second;
    };
    std::string json = "[";
    std::vector<Row> rows{{"NAME", "HOST", "FROM", "NOTE"}};
    for (const NamedEngine& engine : named.engines) {
        const std::string& context = engine.choice.context;
        json += json.size() > 1 ? ",\n " : "";
        encode(json, engine::ListedHost{.name = engine.name,
                                        .host = engine.host,
                                        .context = context,
                                        .origin = std::string(engine.origin),
                                        .note = note_of(engine)});
        rows.push_back({printable(engine.name),
                        printable(engine.host.empty() ? "context " + context : engine.host),
                        std::string(origin_words(engine.origin)), printable(note_of(engine))});
    }
    print(streams.out, options.json ? json + "]\n" : columns_text(rows));
    return 0;
}

std::string test_text(const HostTest& test) {
    const std::string name = printable(test.engine.name);
    if (test.problem) {
        const std::string& next = test.problem->next_step;
        std::string out =
            name + ": " + test.problem->message + "." + (next.empty() ? "" : " " + next + ".") + "\n";
        if (test.problem->kind == "ssh-permission-denied" || test.problem->kind == "ssh-host-key-unknown") {
            out += message("  ssh itself asks for what is needed: dockwright hosts login {}\n", {name});
        }
        return out;
    }
    return message("{} ({}): {} {}, API {}; connected in {} ms, a question takes {} ms\n",
                   {name, printable(test.engine.host), test.podman ? "podman" : "docker",
                    printable(test.version), printable(test.api), std::to_string(test.connect.count()),
                    std::to_string(test.round_trip.count())}) +
           gpus_text(test);
}

int test(const std::string& name, const HostsOptions& options, const Streams& streams) {
    std::vector<NamedEngine> engines;
    if (name.empty()) {
        engines = engines_of(options, streams).engines;
    } else {
        engines.push_back(actions::engine_named(name, options.environment));
    }
    std::function<void(const HostTest&)> on_answer;
    if (!options.json) {
        on_answer = [&](const HostTest& one) {
            print(streams.out, test_text(one));
            std::fflush(streams.out);
        };
    }
    const auto tests = actions::run_blocking<std::vector<HostTest>>(
        [&] { return tested(std::move(engines), options.environment, options.limit, on_answer); });
    if (!tests) {
        return fail(tests.error(), streams);
    }
    if (options.json) {
        std::string out = "[";
        for (const HostTest& one : *tests) {
            out += out.size() > 1 ? ",\n " : "";
            encode(out, listed(one));
        }
        print(streams.out, out + "]\n");
    }
    return std::ranges::all_of(*tests, [](const HostTest& one) { return !one.problem; }) ? 0 : 1;
}

int login(const std::string& name, const HostsOptions& options, const Streams& streams, const RunHere& run) {
    const NamedEngine engine = actions::engine_named(name, options.environment);
    const auto words = actions::run_blocking<std::vector<std::string>>(
        [&] { return actions::login_command(engine, options.environment); });
    if (!words) {
        return fail(words.error(), streams);
    }
    if (!streams.interactive) {
        return fail(
            {.kind = "no-terminal",
             .message = "a login may ask for a password or whether a key is right, and here is no terminal",
             .next_step = message("Run it in a terminal: dockwright hosts login {}", {printable(name)})},
            streams);
    }
    std::fflush(streams.out);
    if (const int code = run(*words); code != 0) {
        return fail(
            {.kind = "login-failed",
             .message = message("ssh did not get to {} (exit {})", {printable(name), std::to_string(code)}),
             .next_step = "What it says above is why"},
            streams);
    }
    print(streams.err,
          "logged in; commands to this machine go through this login for eight hours without use\n");
    return test(name, options, streams);
}

} // namespace dockwright::cli::hosts
