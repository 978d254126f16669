#include "gpu/machine.hpp"
#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// `8.6;12.0`: what the machines have, as near as the image's compiler comes to it.
std::string capabilities(const Ailing& ailing) {
    std::string list;
    for (const knowledge::Capability target : compile_targets(ailing)) {
        list += (list.empty() ? "" : ";") + capability_text(target);
    }
    return list;
}

/// CMake's own form: `86;120`.
std::string numbers(const Ailing& ailing) {
    std::string list;
    for (const knowledge::Capability target : compile_targets(ailing)) {
        list += (list.empty() ? "" : ";") + std::to_string(target);
    }
    return list;
}

/// What the container needs for CUDA, and what was there.
std::string with_compute(std::string_view value) {
    std::string out = "compute,utility";
    while (!value.empty()) {
        const auto comma = value.find(',');
        const std::string_view one = value.substr(0, comma);
        if (one != "compute" && one != "utility" && !one.empty()) {
            out += "," + std::string(one);
        }
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
    }
    return out;
}

struct Value {
    std::optional<std::string> text; ///< nothing: the variable goes
    std::string title;
};

std::optional<Value> better(const Ailing& ailing, const EnvironmentValue& variable) {
    const std::string& name = variable.name;
    switch (ailing.reason.cause) {
    case Cause::gpu_hidden:
        if (name == "NVIDIA_VISIBLE_DEVICES") {
            return Value{"all", "Show the container every GPU that it is given"};
        }
        return Value{std::nullopt, "Hide no GPU"};
    case Cause::capabilities_missing: {
        const std::string value = with_compute(variable.value.value_or(""));
        const bool codec = ailing.reason.message.contains("'video'");
        return Value{codec ? value + ",video" : value,
                     codec ? "Let the GPU's encoder and decoder into the container too"
                           : "Let CUDA and nvidia-smi into the container too"};
    }
    case Cause::nvcc_arch_unsupported:
    case Cause::arch_not_compiled: {
        const std::string list = name == "TORCH_CUDA_ARCH_LIST" ? capabilities(ailing) : numbers(ailing);
        if (list.empty() || (name != "TORCH_CUDA_ARCH_LIST" && name != "CUDAARCHS")) {
            return std::nullopt;
        }
        return Value{"\"" + list + "\"", "Compile for the GPUs of the machine (" + list + ")"};
    }
    default: return std::nullopt;
    }
}

/// A variable that stands in the way gets another value, or none.
void offer(const Ailing& ailing, Offers& offers) {
    const model::Instruction* instruction = instruction_at(ailing.document, ailing.reason.place.span);
    if (instruction == nullptr) {
        return;
    }
    for (const EnvironmentValue& variable : ailing.state.environment) {
        const auto value =
            ailing.reason.place.span.covers(variable.place.span) ? better(ailing, variable) : std::nullopt;
        if (!value) {
            continue;
        }
        const auto edit =
            with_value(ailing.document, *instruction, variable.name,
                       value->text ? std::optional<std::string_view>(*value->text) : std::nullopt);
        if (edit) {
            offers.add(value->title, {*edit});
        } else if (variable.of_base && value->text) {
            offers.add(value->title, {line_behind(ailing.document, *instruction,
                                                  "ENV " + variable.name + "=" + *value->text)});
        }
    }
    const bool unset = ailing.reason.cause == Cause::gpu_hidden &&
                       ailing.state.variable("NVIDIA_VISIBLE_DEVICES") == nullptr;
    if (unset && ailing.reason.place.span == ailing.state.base_place.span) {
        offers.add("Show the container every GPU that it is given",
                   {line_behind(ailing.document, *instruction, "ENV NVIDIA_VISIBLE_DEVICES=all")});
    }
}

} // namespace

extern constexpr Mend variable_value{.name = "variable_value", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
