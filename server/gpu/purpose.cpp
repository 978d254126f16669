#include "gpu/purpose.hpp"
#include "base/ascii.hpp"
#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu {

bool starts_on_gpu(const Case& asked) {
    const auto on_cuda = [](const EnvironmentValue& variable) {
        return variable.value && (*variable.value == "cuda" || variable.value->starts_with("cuda:"));
    };
    if (std::ranges::any_of(asked.state.environment, on_cuda)) {
        return true;
    }
    const model::Command* command = started(asked);
    if (command == nullptr) {
        return false;
    }
    const auto arguments = asked.document.commands().arguments_of(*command);
    return std::ranges::any_of(arguments, [](const model::Argument& argument) {
        const bool option = argument.text.starts_with('-') && argument.text.contains("gpu") &&
                            !argument.text.contains("no-gpu") && !argument.text.contains("cpu");
        return option || argument.text == "-ngl" || argument.text == "cuda" ||
               argument.text.starts_with("cuda:") || argument.text.ends_with("=cuda");
    });
}

bool made_for_cpu(const Case& asked) {
    const model::Stage& stage = asked.document.stages()[asked.state.stage];
    std::string_view rest = stage.name;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of("-_."), rest.size());
        if (ascii::equal(rest.substr(0, end), "cpu")) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    // It takes a build for CPUs by its name, and has no CUDA beside it.
    return !asked.state.cuda.cuda.known() && !asked.state.cuda.is_some() &&
           std::ranges::any_of(asked.state.installed, [](const Installed& one) {
               return one.variant_tag == "cpu" && !one.cpu_unasked && !one.of_base && !one.as_dependency &&
                      one.manager == model::PackageManager::pip;
           });
}

bool asked_beside_packages(const Case& asked) {
    ImageState bare = asked.state;
    bare.installed.clear();
    return meant_for_gpu(bare, asked.surroundings) || starts_on_gpu(asked);
}

bool supposes_gpu(Cause cause) {
    return cause == Cause::cpu_only_wheel;
}

} // namespace dockwright::gpu
