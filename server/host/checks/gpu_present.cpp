#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/smi_words.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"wsl"};

bool has(const Facts& facts, Vendor vendor) {
    return std::ranges::find(facts.vendors, vendor) != facts.vendors.end();
}

bool has_nodes(const Facts& facts) {
    return std::ranges::any_of(facts.device_nodes, [](const std::string& node) {
        return node.starts_with("/dev/nvidia") || node.starts_with("/dev/nvgpu");
    });
}

/// `nvidia.com/gpu=0`: a specification was written where a GPU was seen.
bool has_cdi_devices(const Facts& facts) {
    return std::ranges::any_of(facts.engine.cdi_devices,
                               [](const std::string& device) { return device.starts_with("nvidia.com/"); });
}

std::string others(const Facts& facts) {
    const std::size_t count = facts.nvidia.gpus.size();
    return count == 1 ? "" : message(" and {} more", {std::to_string(count - 1)});
}

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (!facts.nvidia.gpus.empty()) {
        return ok(message("{}{}", {printable(facts.nvidia.gpus.front().name), others(facts)}));
    }
    if (is_jetson(facts)) {
        return ok("The GPU of an NVIDIA Jetson");
    }
    const auto said = words_say_loaded(facts.nvidia);
    if (said.value_or(false) || has_cdi_devices(facts) || has(facts, Vendor::nvidia) ||
        !facts.module.models.empty() || facts.wsl || facts.module.loaded.value_or(false) ||
        !facts.trial.gpus.empty()) {
        return ok("A GPU of NVIDIA is in the machine");
    }
    if (facts.vendors.empty() &&
        said) { // the driver may be there for a GPU that is not; its checks tell more
        return unknown("NVIDIA's programs are here, but without the driver's module no GPU could be seen");
    }
    const bool looked = facts.reach != Reach::engine && facts.nvidia.state != NvidiaSmi::State::not_asked;
    if (facts.vendors.empty() && (!looked || has_nodes(facts))) {
        return unknown("Which GPUs the machine has could not be seen");
    }
    Finding out{.status = Status::failure,
                .found = "The machine has no GPU that could be found",
                .needed = "A GPU of NVIDIA",
                .why = "CUDA programs can't run here; images for the processor alone can",
                .no_repair =
                    "Use another machine for work on GPUs. In a virtual or cloud machine, a GPU must "
                    "have been given to it"};
    if (has(facts, Vendor::amd)) {
        out.found = "The machine has a GPU of AMD and none of NVIDIA";
        out.why = "CUDA, and with it most images for GPUs, runs on GPUs of NVIDIA alone";
        out.no_repair = "For AMD take images made for ROCm (rocm/pytorch), started with --device /dev/kfd "
                        "--device /dev/dri; what follows here is about NVIDIA";
    } else if (has(facts, Vendor::intel)) {
        out.found = "The machine has a GPU of Intel and none of NVIDIA";
        out.why = "CUDA, and with it most images for GPUs, runs on GPUs of NVIDIA alone";
        out.no_repair = "For Intel take images made for it (intel/intel-extension-for-pytorch), started with "
                        "--device /dev/dri; what follows here is about NVIDIA";
    }
    return out;
}

} // namespace

extern constexpr Check gpu_present{
    .id = "gpu-present", .title = "A GPU of NVIDIA", .place = 200, .needs = needs, .run = run};

} // namespace dockwright::host::checks
