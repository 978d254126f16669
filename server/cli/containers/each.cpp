#include "cli/containers/each.hpp"
#include "base/message.hpp"
#include "cli/engine_arguments.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli {
namespace {

using actions::ContainerChange;
using Outcome = actions::Answer<ContainerChange>;

Outcome change(const EachOptions& options, const Streams& streams, const Deed& deed,
               const std::string& container) {
    return asking<ContainerChange>(options.yes, streams, [&](bool consent) {
        return with_engine<ContainerChange>(options.engine, [&](std::shared_ptr<engine::Client> client) {
            actions::StopOptions one{.container = container, .consent = consent};
            one.person = person_of(options.engine, *client);
            if (options.seconds >= 0) {
                one.seconds = options.seconds;
            }
            return deed.act(std::move(client), std::move(one));
        });
    });
}

std::string words(const ContainerChange& done, const Deed& deed) {
    std::string line = printable(done.name) + ": " + (done.changed ? deed.done : deed.was_so);
    if (done.removed) {
        line += ", and gone: it was to delete itself";
    }
    return line + "\n";
}

engine::ListedChange listed(const std::string& asked, const Outcome& outcome, const Deed& deed) {
    if (!outcome) {
        return {.id = {},
                .name = asked,
                .done = "failed",
                .problem = engine::ListedProblem{.kind = std::string(outcome.error().kind),
                                                 .message = outcome.error().message,
                                                 .next_step = outcome.error().next_step}};
    }
    return {.id = outcome->id,
            .name = outcome->name,
            .done = outcome->removed   ? "removed"
                    : outcome->changed ? deed.done
                                       : "unchanged",
            .problem = {}};
}

} // namespace

void add_each_options(CLI::App& app, EachOptions& options) {
    add_engine_options(app, options.engine, options.format);
    app.add_option("CONTAINER", options.containers,
                   "Names, ids or beginnings of ids; with none you are asked")
        ->type_name("");
}

void add_yes(CLI::App& app, bool& yes) {
    app.add_flag("--yes,-y", yes,
                 "Do it without a question: also to somebody else's, and where something is lost");
}

void add_seconds(CLI::App& app, int& seconds) {
    app.add_option("--time,-t", seconds,
                   "How long it may take to end before it is killed; without: as it says itself")
        ->check(CLI::Range(0, 86400))
        ->type_name("SECONDS");
}

ExitCode for_each_container(EachOptions& options, const Streams& streams, const Deed& deed) {
    options.engine.json = options.engine.json || options.format == "json";
    if (options.containers.empty()) {
        const auto picked = pick(options.engine, streams, deed.wanted);
        if (!picked) {
            return static_cast<ExitCode>(fail(picked.error(), streams));
        }
        options.containers.push_back(*picked);
    }
    ExitCode code = ExitCode::nothing;
    std::string json = "[";
    for (const std::string& container : options.containers) {
        const Outcome outcome = change(options, streams, deed, container);
        if (!outcome) {
            code = static_cast<ExitCode>(fail(outcome.error(), streams));
        } else if (!options.engine.json) {
            print(streams.out, words(*outcome, deed));
            std::fflush(streams.out);
        }
        json += json.size() > 1 ? ",\n " : "";
        encode(json, listed(container, outcome, deed));
        if (!outcome && outcome.error().kind == "cancelled") {
            break;
        }
    }
    if (options.engine.json) {
        print(streams.out, json + "]\n");
    }
    return code;
}

} // namespace dockwright::cli
