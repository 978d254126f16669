#include "gpu/purpose.hpp"
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

bool asked_beside_packages(const Case& asked) {
    ImageState bare = asked.state;
    bare.installed.clear();
    return meant_for_gpu(bare, asked.surroundings) || starts_on_gpu(asked);
}

} // namespace dockwright::gpu
