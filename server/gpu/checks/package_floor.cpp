#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// The whole program is that package: without it nothing runs.
bool is_the_program(std::string_view name) {
    return name == "vllm" || name == "sglang" || name.starts_with("cudf") || name.starts_with("cuml") ||
           name.starts_with("cugraph");
}

/// vLLM refuses bfloat16 on GPUs that can't compute with it (vllm-project/vllm issue 1157).
void bfloat16(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    const model::Command* command = started(asked);
    if (command == nullptr || asked.state.find("vllm") == nullptr) {
        return;
    }
    std::vector<std::string> older;
    for (const Device& device : all) {
        if (device.capability != 0 && device.capability < 80) {
            older.push_back(device.name);
        }
    }
    for (const model::Argument& argument : asked.document.commands().arguments_of(*command)) {
        if (argument.text == "bfloat16" || argument.text == "--dtype=bfloat16") {
            add_for_devices(
                asked, reasons, Cause::feature_needs_newer_gpu, Weight::fails, {.span = argument.span}, older,
                "bfloat16 needs compute capability 8.0 or newer, and " +
                    (older.empty() ? std::string() : older.front()) + " is older: start it with --dtype half",
                {"vllm-project/vllm issue 1157", knowledge::Confidence::verified});
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    bfloat16(asked, reasons, all);
    for (const Installed& one : asked.state.installed) {
        const auto* package = knowledge::package(asked.knowledge, one.name);
        const bool of_release = one.release != nullptr && one.release->min_capability != 0;
        const knowledge::Capability least = of_release           ? one.release->min_capability
                                            : package != nullptr ? package->min_capability
                                                                 : knowledge::Capability{0};
        if (least == 0 || one.as_dependency) {
            continue;
        }
        std::vector<std::string> older;
        for (const Device& device : all) {
            if (device.capability != 0 && device.capability < least) {
                older.push_back(device.name);
            }
        }
        if (older.empty()) {
            continue;
        }
        const Weight weight = is_the_program(one.name) ? Weight::fails : Weight::caveat;
        add_for_devices(asked, reasons, Cause::feature_needs_newer_gpu, weight, one.place, older,
                        one.name + " needs compute capability " + capability_text(least) + " or newer, and " +
                            older.front() + " is older" +
                            (weight == Weight::caveat ? ": the parts of the program that use it fail" : ""),
                        of_release ? one.release->fact : package->fact);
    }
}

} // namespace

extern constexpr Check package_floor{.name = "package_floor", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
