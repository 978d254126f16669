#include "gpu/machine.hpp"
#include "gpu/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The word of an ENV or ARG that sets the variable, and its instruction.
const syntax::Word* word_of(const model::Document& document, const model::Instruction& instruction,
                            Span name) {
    for (const syntax::Word& word : document.words(instruction)) {
        if (word.span.covers(name)) {
            return &word;
        }
    }
    return nullptr;
}

void set(const Ailing& ailing, Offers& offers, std::string_view value, std::string title) {
    const model::Instruction* instruction = instruction_at(ailing.document, ailing.reason.place.span);
    if (instruction == nullptr || instruction->keyword != syntax::Keyword::env) {
        return;
    }
    const Span name = ailing.reason.place.span;
    const syntax::Word* word = word_of(ailing.document, *instruction, name);
    const std::string text(name.of(ailing.document.text()));
    const auto words = ailing.document.words(*instruction);
    const bool pair = word != nullptr && word->span.size() > name.size();
    if (value.empty()) {
        if (words.size() <= 2) {
            offers.add(std::move(title), {without(ailing.document, *instruction)});
        }
        return;
    }
    const Span whole = pair ? word->span : Span{name.begin, instruction->span.end};
    offers.add(std::move(title), {{whole, text + "=" + std::string(value)}});
}

/// `8.6;12.0`: what the machines have.
std::string capabilities(const Ailing& ailing) {
    std::string list;
    for (const Host* host : ailing.hosts) {
        if (host == nullptr) {
            continue;
        }
        for (const Device& device : devices(*host, ailing.knowledge)) {
            const std::string text = capability_text(device.capability);
            if (device.capability != 0 && list.find(text) == std::string::npos) {
                list += (list.empty() ? "" : ";") + text;
            }
        }
    }
    return list;
}

void offer(const Ailing& ailing, Offers& offers) {
    const std::string_view name = ailing.reason.place.span.of(ailing.document.text());
    switch (ailing.reason.cause) {
    case Cause::gpu_hidden:
        if (name == "NVIDIA_VISIBLE_DEVICES") {
            set(ailing, offers, "all", "Show the container every GPU that it is given");
        } else {
            set(ailing, offers, "", "Hide no GPU");
        }
        break;
    case Cause::capabilities_missing: {
        std::string value = "compute,utility";
        std::string_view rest = ailing.state.value("NVIDIA_DRIVER_CAPABILITIES");
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            const std::string_view one = rest.substr(0, comma);
            if (one != "compute" && one != "utility") {
                value += "," + std::string(one);
            }
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
        set(ailing, offers, value, "Let CUDA and nvidia-smi into the container too");
        break;
    }
    case Cause::nvcc_arch_unsupported:
    case Cause::arch_not_compiled:
        if (const std::string list = capabilities(ailing); name == "TORCH_CUDA_ARCH_LIST" && !list.empty()) {
            set(ailing, offers, "\"" + list + "\"", "Compile for the GPUs of the machine");
        }
        break;
    case Cause::library_conflict: {
        const auto* variable = ailing.state.variable("LD_LIBRARY_PATH");
        const model::Instruction* from = instruction_at(ailing.document, ailing.state.base_place.span);
        if (variable != nullptr && variable->of_base && from != nullptr) {
            offers.add("Take the image's CUDA off the library path",
                       {line_behind(ailing.document, *from,
                                    "ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64")});
        } else if (const auto* instruction =
                       variable != nullptr ? instruction_at(ailing.document, variable->place.span) : nullptr;
                   instruction != nullptr && ailing.document.words(*instruction).size() <= 2) {
            offers.add("Take the image's CUDA off the library path",
                       {without(ailing.document, *instruction)});
        }
        break;
    }
    case Cause::require_cuda_unsatisfied: {
        const model::Instruction* from = instruction_at(ailing.document, ailing.state.base_place.span);
        if (from != nullptr) {
            offers.add("Switch the image's own condition off (NVIDIA_DISABLE_REQUIRE)",
                       {line_behind(ailing.document, *from, "ENV NVIDIA_DISABLE_REQUIRE=1")});
        }
        break;
    }
    default: break;
    }
}

} // namespace

extern constexpr Mend variable_value{.name = "variable_value", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
