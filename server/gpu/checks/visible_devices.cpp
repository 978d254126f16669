#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// How many devices `CUDA_VISIBLE_DEVICES=0,1` names from the first that there is on; 0: none.
std::size_t visible(std::string_view value, std::size_t there) {
    std::size_t count = 0;
    while (!value.empty()) {
        const auto comma = value.find(',');
        const auto index = Version::parse(value.substr(0, comma));
        if (!index) {
            return value.starts_with("GPU-") || value.starts_with("MIG-") ? there : count;
        }
        if (index->major() >= there) {
            return count; // what stands behind a number that does not exist is not looked at
        }
        ++count;
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
    }
    return count;
}

void hidden(Reasons& reasons, const Case& asked, const EnvironmentValue& variable, std::string message) {
    reasons.add(Cause::gpu_hidden, Weight::fails, assignment(asked.document, variable.place),
                std::move(message), variable_fact(asked, variable.name));
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const ImageState& state = asked.state;
    if (const EnvironmentValue* cuda = state.variable("CUDA_VISIBLE_DEVICES");
        cuda != nullptr && cuda->value) {
        const std::size_t there = asked.host != nullptr ? asked.host->gpus.size() : 1024;
        if (cuda->value->empty() || *cuda->value == "-1" || *cuda->value == "NoDevFiles" ||
            *cuda->value == "none") {
            hidden(reasons, asked, *cuda,
                   "CUDA_VISIBLE_DEVICES=" + *cuda->value + " hides every GPU from CUDA");
        } else if (there != 0 && visible(*cuda->value, there) == 0) {
            hidden(reasons, asked, *cuda,
                   "CUDA_VISIBLE_DEVICES=" + *cuda->value +
                       " names a GPU that this machine does not have, so CUDA sees none");
        }
    }
    const EnvironmentValue* nvidia = state.variable("NVIDIA_VISIBLE_DEVICES");
    const bool by_variable = asked.host != nullptr && asked.host->request == Request::runtime;
    if (by_variable && nvidia != nullptr && nvidia->value &&
        (nvidia->value->empty() || *nvidia->value == "void" || *nvidia->value == "none")) {
        hidden(reasons, asked, *nvidia,
               "NVIDIA_VISIBLE_DEVICES=" + *nvidia->value + " gives the container no GPU");
    } else if (by_variable && nvidia == nullptr && state.base_known) {
        reasons.add(Cause::gpu_hidden, Weight::fails, state.base_place,
                    "with --runtime=nvidia a container gets the GPUs that NVIDIA_VISIBLE_DEVICES names, and "
                    "this image sets none",
                    variable_fact(asked, "NVIDIA_VISIBLE_DEVICES"));
    }
}

} // namespace

extern constexpr Check visible_devices{.name = "visible_devices", .run = run};

} // namespace dockwright::gpu::checks
