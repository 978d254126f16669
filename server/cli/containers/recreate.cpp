#include "cli/containers/recreate.hpp"
#include "actions/recreate/journal_file.hpp"
#include "actions/recreate/recreate.hpp"
#include "base/message.hpp"
#include "cli/containers/asking.hpp"
#include "engine/objects_json.gen.hpp"
#include <cstdlib>

namespace dockwright::cli {
namespace {

using actions::Recreated;
using engine::recreate::Plan;
using Client = std::shared_ptr<engine::Client>;

std::string journals_of(const EngineOptions& engine) {
    const char* state = std::getenv("XDG_STATE_HOME");
    return actions::journal_folder(state == nullptr ? "" : state, engine.environment.home);
}

void add_list(std::string& out, std::string_view head, const std::vector<std::string>& sentences) {
    if (sentences.empty()) {
        return;
    }
    out.append(head).append("\n");
    for (const std::string& sentence : sentences) {
        out += message("  - {}\n", {sentence});
    }
}

std::string words_of(const Plan& plan, const std::string& name) {
    std::string out = plan.recreate_needed
                          ? message("{} is stopped, and made anew with these changes:\n", {printable(name)})
                          : message("{} is changed while it runs:\n", {printable(name)});
    for (const std::string& sentence : plan.changed) {
        out += message("  - {}\n", {sentence});
    }
    if (plan.recreate_needed) {
        add_list(out, "What stays:", plan.kept);
        add_list(out,
                 plan.commit_needed ? "What ends or changes (its own files are saved as an image, and stay):"
                                    : "What is lost:",
                 plan.lost);
    }
    add_list(out, "To know:", plan.warnings);
    return out;
}

std::string json_of(const std::string& name, std::string done, const Plan& plan, const Recreated& made) {
    std::string out;
    std::vector<std::string> warnings = plan.warnings;
    warnings.insert(warnings.end(), made.warnings.begin(), made.warnings.end());
    encode(out, engine::ListedRecreation{.name = name,
                                         .id = made.new_id,
                                         .old = made.retired_name,
                                         .done = std::move(done),
                                         .changed = plan.changed,
                                         .kept = plan.kept,
                                         .lost = plan.lost,
                                         .warnings = std::move(warnings)});
    return out + "\n";
}

actions::RecreateOptions asked(const RecreateCommand& options, const engine::recreate::Changes& changes,
                               const engine::Client& client, bool consent) {
    actions::RecreateOptions out{.container = options.container, .changes = changes, .consent = consent};
    out.person = person_of(options.engine, client);
    out.journals = journals_of(options.engine);
    return out;
}

actions::OnProgress progress_to(const Streams& streams) {
    return [err = streams.err, told = std::string()](const actions::Progress& now) mutable {
        if (told != now.what) {
            told = now.what;
            print(err, message("{} …\n", {now.what}));
        }
    };
}

int carry_out(const RecreateCommand& options, const engine::recreate::Changes& changes, const Plan& plan,
              const Streams& streams) {
    const auto made = with_engine<Recreated>(options.engine, [&](Client client) {
        actions::RecreateOptions wanted = asked(options, changes, *client, true);
        return actions::recreate(std::move(client), std::move(wanted), progress_to(streams));
    });
    if (!made) {
        return fail(made.error(), streams);
    }
    if (options.engine.json) {
        print(streams.out, json_of(made->name, made->new_id.empty() ? "updated" : "recreated", plan, *made));
        return 0;
    }
    for (const std::string& warning : made->warnings) {
        print(streams.err, message("dockwright: note: {}\n", {printable(warning)}));
    }
    const std::string name = printable(made->name);
    if (made->new_id.empty()) {
        print(streams.out, message("{} is changed, and runs on\n", {name}));
        return 0;
    }
    print(
        streams.out,
        message(
            "{} is made anew. The old one is kept as {}, stopped; never start both, they share volumes. Once "
            "all is well: dockwright recreate --drop-old {}\n",
            {name, printable(made->retired_name), name}));
    return 0;
}

int change(const RecreateCommand& options, const Streams& streams) {
    const auto changes = changes_of(options.words);
    if (!changes) {
        return fail(changes.error(), streams);
    }
    const auto plan = with_engine<Plan>(options.engine, [&](Client client) {
        actions::RecreateOptions wanted = asked(options, *changes, *client, false);
        return actions::recreate_plan(std::move(client), std::move(wanted));
    });
    if (!plan) {
        return fail(plan.error(), streams);
    }
    if (!options.engine.json) {
        print(streams.err, words_of(*plan, options.container));
    } else if (!options.yes) {
        print(streams.out, json_of(options.container, "planned", *plan, {}));
        return 0;
    }
    if (!options.yes && !streams.interactive) {
        return fail({.kind = actions::consent_needed,
                     .message = "nothing was done yet: this is the plan",
                     .next_step = "To do it: --yes"},
                    streams);
    }
    if (!options.yes && !ask(streams, "All of this is taken back if it fails. Go on?")) {
        return fail({.kind = "not-wanted", .message = "nothing was done", .next_step = {}}, streams);
    }
    return carry_out(options, *changes, *plan, streams);
}

int resume(const RecreateCommand& options, const Streams& streams) {
    using Ended = std::vector<actions::Resumed>;
    const auto ended = with_engine<Ended>(options.engine, [&](Client client) {
        return actions::recreate_resume(std::move(client), journals_of(options.engine), progress_to(streams));
    });
    if (!ended) {
        return fail(ended.error(), streams);
    }
    for (const actions::Resumed& one : *ended) {
        print(streams.out, message("{}: {}\n", {printable(one.name), printable(one.what)}));
    }
    if (ended->empty()) {
        print(streams.err, "nothing is unfinished on this engine\n");
    }
    return 0;
}

int drop(const RecreateCommand& options, const Streams& streams) {
    using Names = std::vector<std::string>;
    const auto dropped = asking<Names>(options.yes, streams, [&](bool consent) {
        return with_engine<Names>(options.engine, [&](Client client) {
            return actions::drop_old(std::move(client), options.drop_old, consent);
        });
    });
    if (!dropped) {
        return fail(dropped.error(), streams);
    }
    for (const std::string& name : *dropped) {
        print(streams.out, message("{}: removed\n", {printable(name)}));
    }
    return 0;
}

} // namespace

int recreate(const RecreateCommand& options, const Streams& streams) {
    if (options.resume) {
        return resume(options, streams);
    }
    if (!options.drop_old.empty()) {
        return drop(options, streams);
    }
    if (options.container.empty()) {
        return fail({.kind = "container-missing",
                     .message = "there is no container named to be changed",
                     .next_step = "Name it: dockwright recreate NAME --port 8888"},
                    streams);
    }
    return change(options, streams);
}

} // namespace dockwright::cli
