#include "cli/doctor/doctor.hpp"
#include "actions/blocking.hpp"
#include "actions/engines.hpp"
#include "base/message.hpp"
#include "cli/progress_bar.hpp"
#include "engine/gather.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <memory>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using Machines = std::vector<Examined>;

/// Each machine waits for programs and for the network, not for the processor.
constexpr std::size_t at_once = 8;

struct Asked {
    std::vector<actions::NamedEngine> engines;
    engine::Environment environment;
    actions::DoctorOptions options;
    actions::OnProgress progress;
    Machines machines;
};

asio::awaitable<void> examine_one(std::shared_ptr<Asked> asked, std::size_t index) {
    const actions::NamedEngine& engine = asked->engines[index];
    asked->machines[index].name = engine.name;
    asked->machines[index].diagnosis = co_await actions::doctor(
        engine.choice, asked->environment, asked->options, std::nullopt, asked->progress);
}

asio::awaitable<actions::Answer<Machines>> examine_all(std::shared_ptr<Asked> asked) {
    asked->machines.resize(asked->engines.size());
    std::function<asio::awaitable<void>(std::size_t)> work = [asked](std::size_t index) {
        return examine_one(asked, index);
    };
    co_await engine::for_each_bounded(asked->engines.size(), at_once, std::move(work));
    co_return std::move(asked->machines);
}

void report_json(const Machines& machines, const Streams& streams) {
    std::string out = "[";
    for (const Examined& machine : machines) {
        out += (out.size() > 1 ? ",\n " : "") + doctor_json(machine);
    }
    print(streams.out, out + "]\n");
}

int exit_code(const Machines& machines) {
    const auto failed = [](const Examined& machine) {
        return machine.diagnosis &&
               host::verdict(machine.diagnosis->findings).status == host::Status::failure;
    };
    if (std::ranges::any_of(machines, failed)) {
        return 1;
    }
    return std::ranges::all_of(machines, [](const Examined& machine) { return bool(machine.diagnosis); }) ? 0
                                                                                                          : 2;
}

std::vector<actions::NamedEngine> engines_of(const DoctorArguments& arguments, const Streams& streams) {
    if (!arguments.all) {
        actions::NamedEngine one;
        one.choice = choice_of(arguments.engine);
        one.name = arguments.engine.choice.host.empty() ? arguments.engine.choice.context
                                                        : arguments.engine.choice.host;
        return {std::move(one)};
    }
    actions::NamedEngines named = actions::named_engines(arguments.engine.environment);
    for (const std::string& mistake : named.mistakes) {
        print(streams.err, message("dockwright: {}\n", {printable(mistake)}));
    }
    return std::move(named.engines);
}

} // namespace

int doctor(const DoctorArguments& arguments, const Streams& streams) {
    const auto kind = progress_kind(streams.err);
    ProgressBar bar(streams.err, kind == ProgressBar::Kind::line ? kind : ProgressBar::Kind::none);
    const auto asked = std::make_shared<Asked>(Asked{.engines = engines_of(arguments, streams),
                                                     .environment = arguments.engine.environment,
                                                     .options = arguments.options,
                                                     .progress = bar.sink(),
                                                     .machines = {}});
    auto machines = actions::run_blocking<Machines>([asked] { return examine_all(asked); });
    bar.clear();
    if (!machines) {
        return fail(machines.error(), streams);
    }
    for (const Examined& machine : *machines) {
        if (!machine.diagnosis &&
            (!arguments.all || machine.diagnosis.error().kind == engine::problem_kind::cancelled)) {
            return fail(machine.diagnosis.error(), streams);
        }
    }
    if (arguments.engine.json) {
        report_json(*machines, streams);
        return exit_code(*machines);
    }
    for (std::size_t i = 0; i < machines->size(); ++i) {
        print(streams.out, (i == 0 ? "" : "\n") + doctor_text((*machines)[i]));
    }
    return exit_code(*machines);
}

} // namespace dockwright::cli
