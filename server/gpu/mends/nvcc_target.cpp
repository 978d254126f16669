#include "gpu/machine.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

bool is_cmake_list(std::string_view word) {
    return word.contains("CMAKE_CUDA_ARCHITECTURES=");
}

/// The options of nvcc that say for which GPUs, each with the word behind it that belongs to it.
std::vector<Span> target_options(const Ailing& ailing, const model::Command& command) {
    std::vector<Span> out;
    const auto arguments = ailing.document.commands().arguments_of(command);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        const bool alone = word == "-arch" || word == "-gencode" || word == "--gpu-architecture" ||
                           word == "--generate-code" || word == "-code";
        if (alone && i + 1 < arguments.size()) {
            out.push_back({arguments[i].span.begin, arguments[i + 1].span.end});
            ++i;
        } else if (word.starts_with("-arch=") || word.starts_with("-gencode=") ||
                   word.starts_with("-code=") || word.starts_with("--gpu-architecture=") ||
                   word.starts_with("--generate-code=")) {
            out.push_back(arguments[i].span);
        }
    }
    return out;
}

std::string options_for(const std::vector<knowledge::Capability>& targets) {
    if (targets.size() == 1) {
        return "-arch=sm_" + std::to_string(targets.front());
    }
    std::string out;
    for (const knowledge::Capability target : targets) {
        const std::string number = std::to_string(target);
        out += (out.empty() ? "" : " ") + ("-gencode arch=compute_" + number + ",code=sm_" + number);
    }
    return out;
}

std::string named(const std::vector<knowledge::Capability>& targets) {
    std::string out;
    for (const knowledge::Capability target : targets) {
        out += (out.empty() ? "" : ", ") + capability_text(target);
    }
    return out;
}

std::vector<TextEdit> edits_for(const Ailing& ailing, const model::Command& command,
                                const std::vector<knowledge::Capability>& targets) {
    if (command.name == "cmake") {
        for (const model::Argument& argument : ailing.document.commands().arguments_of(command)) {
            if (is_cmake_list(argument.text)) {
                std::string list(argument.text.substr(0, argument.text.find('=') + 1));
                for (const knowledge::Capability target : targets) {
                    list += (list.ends_with('=') ? "" : ";") + std::to_string(target);
                }
                return {{argument.span, quoted(ailing.document, command, list)}};
            }
        }
        return {};
    }
    const std::vector<Span> options = target_options(ailing, command);
    if (options.empty()) {
        return {{{command.name_span.end, command.name_span.end}, " " + options_for(targets)}};
    }
    std::vector<TextEdit> edits{{options.front(), options_for(targets)}};
    for (const Span option : std::span(options).subspan(1)) {
        edits.push_back({{option.begin - 1, option.end}, ""}); // with the blank in front of it
    }
    return edits;
}

/// Compiles for the GPUs of the machines, as near as this compiler comes to them.
void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const bool about = cause == Cause::nvcc_arch_unsupported || cause == Cause::arch_not_compiled ||
                       cause == Cause::arch_dropped || cause == Cause::ptx_too_new;
    const auto targets = compile_targets(ailing);
    if (!about || targets.empty()) {
        return;
    }
    for (const model::Command& command : ailing.document.commands().all) {
        const bool compiles = command.name == "nvcc" || command.name == "cmake";
        if (compiles && command.span.covers(ailing.reason.place.span)) {
            if (auto edits = edits_for(ailing, command, targets); !edits.empty()) {
                offers.add("Compile for compute capability " + named(targets) +
                               ", which the machine's GPU runs",
                           std::move(edits));
            }
            return;
        }
    }
}

} // namespace

extern constexpr Mend nvcc_target{.name = "nvcc_target", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
