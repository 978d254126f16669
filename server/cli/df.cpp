#include "cli/df.hpp"
#include "actions/bytes.hpp"
#include "actions/consent.hpp"
#include "actions/disk_remove.hpp"
#include "base/message.hpp"
#include "cli/ask.hpp"
#include "cli/progress_bar.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli {
namespace {

using actions::Cleaned;
using actions::DiskUse;

int said(const Cleaned& cleaned, bool json, const Streams& streams) {
    if (json) {
        std::string out;
        const engine::RemovedReport report{.removed = cleaned.removed, .failed = cleaned.failed};
        encode(out, report);
        print(streams.out, out + "\n");
    } else {
        for (const std::string& name : cleaned.removed) {
            print(streams.out, message("Removed {}\n", {printable(name)}));
        }
    }
    for (const std::string& sentence : cleaned.failed) {
        print(streams.err, message("dockwright: not removed: {}\n", {printable(sentence)}));
    }
    return cleaned.failed.empty() ? 0 : 2;
}

int prune(const DfArguments& arguments, const DiskUse& use, const Streams& streams) {
    const actions::CleaningPlan plan = cleaning_plan(use);
    if (!arguments.engine.json || plan.steps.empty()) {
        print(arguments.engine.json ? streams.err : streams.out, plan_text(plan));
    }
    if (plan.steps.empty()) {
        return arguments.engine.json ? said({}, true, streams) : 0;
    }
    if (!arguments.yes && !ask(streams, "Remove what can go?")) {
        print(streams.err, "Nothing was removed. With --yes it is done without a question.\n");
        return 2;
    }
    ProgressBar bar(streams.err,
                    arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    const auto cleaned = with_engine<Cleaned>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
        return actions::clean(std::move(client), plan, bar.sink());
    });
    bar.clear();
    return cleaned ? said(*cleaned, arguments.engine.json, streams) : fail(cleaned.error(), streams);
}

int remove(const DfArguments& arguments, const Streams& streams) {
    ProgressBar bar(streams.err,
                    arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    actions::RemoveOptions options{.names = arguments.remove, .consent = arguments.yes};
    const auto once = [&] {
        return with_engine<std::vector<std::string>>(
            arguments.engine, [&](std::shared_ptr<engine::Client> client) {
                return actions::disk_remove(std::move(client), options, bar.sink());
            });
    };
    auto removed = once();
    bar.clear();
    if (!removed && removed.error().kind == actions::consent_needed &&
        ask(streams, removed.error().message)) {
        options.consent = true;
        removed = once();
        bar.clear();
    }
    if (!removed) {
        return fail(removed.error(), streams);
    }
    return said({.removed = *removed, .failed = {}}, arguments.engine.json, streams);
}

} // namespace

int df(const DfArguments& arguments, const Streams& streams) {
    if (!arguments.remove.empty()) {
        return remove(arguments, streams);
    }
    const auto use = with_engine<DiskUse>(arguments.engine, [](std::shared_ptr<engine::Client> client) {
        return actions::disk_use(std::move(client));
    });
    if (!use) {
        return fail(use.error(), streams);
    }
    if (arguments.prune) {
        return prune(arguments, *use, streams);
    }
    const actions::CleaningPlan plan = cleaning_plan(*use);
    if (arguments.engine.json) {
        print(streams.out, df_json(*use, plan));
        return 0;
    }
    print(streams.out, df_text(*use) + "\n" + plan_text(plan));
    if (!plan.steps.empty()) {
        print(streams.out, "\nIt goes with dockwright df --prune.\n");
    }
    return 0;
}

} // namespace dockwright::cli
