#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

std::string unknown_product(const Case& asked, const Device& device) {
    std::string message = "'" + device.name +
                          "' is no GPU that Dockwright knows, so whether there is code for it can't be said";
    std::string nearest;
    for (const std::string_view name : knowledge::nearest_gpus(asked.knowledge, device.name)) {
        nearest += (nearest.empty() ? "" : ", ") + std::string(name);
    }
    return nearest.empty() ? message : message + "; did you mean " + nearest + "?";
}

void drivers(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    std::vector<std::string> dropped;
    std::vector<std::string> newer;
    const std::uint32_t branch = asked.host->driver.major();
    knowledge::Fact fact;
    const knowledge::Architecture* blamed = nullptr;
    for (const Device& device : all) {
        if (device.architecture == nullptr || branch == 0 || device.architecture->tegra) {
            continue;
        }
        const knowledge::Architecture& architecture = *device.architecture;
        const bool too_new = architecture.last_driver != 0 && branch > architecture.last_driver;
        const bool too_old = architecture.first_driver != 0 && branch < architecture.first_driver;
        if (too_new || too_old) {
            (too_new ? dropped : newer).push_back(device.name);
            fact = architecture.fact;
            blamed = &architecture;
        }
    }
    if (!dropped.empty()) {
        add_for_devices(
            asked, reasons, Cause::driver_dropped_gpu, Weight::fails, asked.state.base_place, dropped,
            "driver " + asked.host->driver_text + " no longer serves " + dropped.front() + " (" +
                std::string(blamed->name) + "): its last branch is " + std::to_string(blamed->last_driver),
            fact);
    }
    if (!newer.empty()) {
        add_for_devices(asked, reasons, Cause::driver_too_old, Weight::fails, asked.state.base_place, newer,
                        "driver " + asked.host->driver_text + " does not know " + newer.front() + " (" +
                            std::string(blamed->name) + ") yet: it needs branch " +
                            std::to_string(blamed->first_driver) + " or newer",
                        fact);
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    std::vector<std::string> foreign;
    for (const Device& device : all) {
        if (device.foreign) {
            foreign.push_back(device.name);
        } else if (device.capability == 0) {
            reasons.add(Cause::not_supported, Weight::unknown, asked.state.base_place,
                        unknown_product(asked, device), {});
        }
    }
    if (!foreign.empty()) {
        add_for_devices(asked, reasons, Cause::not_supported, Weight::fails, asked.state.base_place, foreign,
                        foreign.front() + " is no NVIDIA GPU, and CUDA runs on those only",
                        {"CUDA documentation", knowledge::Confidence::verified});
    }
    drivers(asked, reasons, all);
}

} // namespace

extern constexpr Check gpu_supported{.name = "gpu_supported", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
