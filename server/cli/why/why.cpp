#include "cli/why/why.hpp"
#include "actions/blocking.hpp"
#include "base/message.hpp"
#include "cli/progress_bar.hpp"
#include "engine/objects_json.gen.hpp"
#include "gpu/cause.hpp"
#include <boost/asio/io_context.hpp>

namespace dockwright::cli {
namespace {

/// What was looked at, a line each.
std::vector<std::string> seen_lines(const actions::Why& why) {
    const actions::Case& seen = why.seen;
    std::vector<std::string> out;
    out.push_back(message("asked for: {}", {seen.gpu.text.empty() ? "no GPU" : printable(seen.gpu.text)}));
    if (!seen.container.host_config.runtime.empty()) {
        out.push_back(message("runtime: {}", {printable(seen.container.host_config.runtime)}));
    }
    if (!seen.machine.nvidia.driver.empty()) {
        out.push_back(
            message("machine: driver {}, {} GPU(s)", {printable(seen.machine.nvidia.driver),
                                                      std::to_string(seen.machine.nvidia.gpus.size())}));
    }
    if (!seen.inside) {
        out.emplace_back(seen.container.state.running ? "inside: could not be looked at, it has no shell"
                                                      : "inside: it does not run");
        return out;
    }
    const actions::Inside& inside = *seen.inside;
    std::string nodes;
    for (const std::string& node : inside.nodes) {
        nodes += " " + node;
    }
    out.push_back(message("inside: device files{}", {nodes.empty() ? " none" : nodes}));
    for (const std::string& variable : inside.environment) {
        out.push_back(message("inside: {}", {variable}));
    }
    for (const std::string& gpu : inside.gpus) {
        out.push_back(message("inside: {}", {gpu}));
    }
    if (!inside.has_nvidia_smi) {
        out.emplace_back("inside: no nvidia-smi");
    } else if (inside.nvidia_smi_exit.value_or(0) != 0) {
        out.push_back(message("inside: nvidia-smi fails: {}",
                              {inside.nvidia_smi_words.substr(0, inside.nvidia_smi_words.find('\n'))}));
    }
    if (!inside.torch.empty()) {
        out.push_back(message("inside: torch {}, CUDA {}, {}",
                              {inside.torch, inside.torch_cuda,
                               inside.torch_sees_gpu.value_or(false) ? "sees a GPU" : "sees no GPU"}));
    }
    return out;
}

} // namespace

std::string why_text(const actions::Why& why) {
    std::string out = why.sentence + ".\n";
    for (const actions::WhyReason& reason : why.reasons) {
        out += message("\n{}: {}\n", {gpu::name(reason.cause), reason.found});
        for (const std::string& repair : reason.repairs) {
            out += message("  > {}\n", {printable(repair)});
        }
    }
    out += "\nLooked at:\n";
    for (const std::string& line : seen_lines(why)) {
        out += message("  {}\n", {line});
    }
    return out;
}

std::string why_json(const actions::Why& why) {
    engine::WhyReport report{.id = why.seen.container.id,
                             .name = actions::shown_name(why.seen.container),
                             .image = why.seen.container.config.image,
                             .state = why.seen.container.state.status,
                             .gpu = std::string(word_for(why.seen.gpu.access)),
                             .verdict = std::string(actions::name(why.verdict)),
                             .sentence = why.sentence,
                             .reasons = {},
                             .seen = seen_lines(why)};
    for (const actions::WhyReason& reason : why.reasons) {
        report.reasons.push_back({.cause = std::string(gpu::name(reason.cause)),
                                  .text = std::string(gpu::text(reason.cause)),
                                  .found = reason.found,
                                  .repairs = reason.repairs});
    }
    std::string out;
    encode(out, report);
    return out + "\n";
}

int why(const WhyArguments& arguments, const Streams& streams) {
    const engine::Choice choice = choice_of(arguments.engine);
    const auto kind = progress_kind(streams.err);
    ProgressBar bar(streams.err, kind == ProgressBar::Kind::line ? kind : ProgressBar::Kind::none);
    const actions::OnProgress progress = bar.sink();
    const auto answer = actions::run_blocking<actions::Why>([&] {
        return actions::why(choice, arguments.engine.environment, arguments.container, std::nullopt,
                            progress);
    });
    bar.clear();
    if (!answer) {
        return fail(answer.error(), streams);
    }
    print(streams.out, arguments.engine.json ? why_json(*answer) : why_text(*answer));
    return answer->verdict == actions::WhyVerdict::fails ? 1 : 0;
}

} // namespace dockwright::cli
