#include "project/check_plans.hpp"

namespace dockwright::project {

std::string said(const model::RunPlan& plan) {
    constexpr std::string_view kinds[] = {"compose", "bake", "devcontainer"};
    constexpr std::string_view mistakes[] = {"capabilities_missing", "gpu_capability_missing",
                                             "count_and_ids",        "unknown_driver",
                                             "old_runtime",          "two_blocks",
                                             "joined_argument",      "unquoted_devices",
                                             "optional_with_compose"};
    std::string out = std::string(kinds[static_cast<std::size_t>(plan.kind)]) + " " + plan.name + "@" +
                      std::to_string(plan.line);
    const auto add = [&out](std::string_view title, const std::string& text) {
        out += text.empty() ? "" : ", " + std::string(title) + " " + text;
    };
    add("in", plan.path);
    add("stage", plan.stage);
    add("platform", plan.platform);
    for (const auto& [name, value] : plan.build_arguments) {
        add("arg", name + "=" + value);
    }
    for (const auto& [name, value] : plan.environment) {
        add("env", name + "=" + value);
    }
    add("runtime", plan.runtime);
    add("shm", plan.shm_size ? std::to_string(*plan.shm_size) : "");
    out += plan.host_ipc ? ", host ipc" : "";
    add("command", plan.command);
    out += plan.asks_for_gpu ? ", gpu" : "";
    for (const model::RunPlan::GpuMistake& mistake : plan.mistakes) {
        out += ", " + std::string(mistakes[static_cast<std::size_t>(mistake.kind)]) + "@" +
               std::to_string(mistake.line);
    }
    return out;
}

} // namespace dockwright::project
