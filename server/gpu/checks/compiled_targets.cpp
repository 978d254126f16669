#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

enum class Code : std::uint8_t { native, compiled_at_start, ptx_too_new, none_for_newer, none_for_older };

/// PTX that the tables list and that this device's driver refuses: tensorflow.yaml "ptx-only-newest",
/// jax.yaml "blackwell".
bool refuses_ptx(const CudaUser& user, knowledge::Capability device) {
    if (user.package == nullptr) {
        return false;
    }
    const std::string& name = user.package->name;
    const bool tensorflow = name == "tensorflow" || name == "tf-nightly";
    const bool jax = name.starts_with("jax");
    return (tensorflow && device >= 120 && user.ptx < 120) || (jax && device >= 100 && user.ptx < 100);
}

Code code_for(const Case& asked, const CudaUser& user, const Device& device) {
    if (knowledge::runs_on(asked.knowledge, user.targets, device.capability)) {
        return Code::native;
    }
    if (user.ptx != 0 && knowledge::runs_on(asked.knowledge, std::span(&user.ptx, 1), device.capability)) {
        return Code::native; // the same family: machine code of that target is beside its PTX
    }
    if (user.ptx != 0 && user.ptx <= device.capability && !refuses_ptx(user, device.capability)) {
        const Version there = cuda_there(asked, device);
        return !there.known() || there >= user.cuda.cut(2) ? Code::compiled_at_start : Code::ptx_too_new;
    }
    const auto least = std::ranges::min(user.targets);
    return device.capability < least ? Code::none_for_older : Code::none_for_newer;
}

struct Outcome {
    std::vector<std::string> jit, ptx, newer, older;
};

std::string range_of(const CudaUser& user) {
    std::string text;
    for (const knowledge::Capability target : user.targets) {
        text += (text.empty() ? "" : ", ") + capability_text(target);
    }
    return text;
}

void report(const Case& asked, Reasons& reasons, const CudaUser& user, const Outcome& found,
            const std::vector<Device>& all) {
    const auto capability_of = [&](const std::string& name) {
        const auto device = std::ranges::find(all, name, &Device::name);
        const auto* architecture = device->architecture;
        return capability_text(device->capability) +
               (architecture != nullptr ? " (" + std::string(architecture->name) + ")" : std::string());
    };
    // A finished program's image has code for what it was compiled for, a CUDA base may get any.
    const bool finished = asked.state.tag != nullptr && !asked.state.tag->targets.empty();
    const bool image = user.package == nullptr && !finished;
    const std::string what =
        user.package == nullptr && finished ? std::string("the program in this image") : user.what;
    if (!found.newer.empty()) {
        // Of a bare CUDA image it is not known what will run in it: programs may bring PTX.
        const Weight weight = image ? Weight::caveat : Weight::fails;
        add_for_devices(
            asked, reasons, Cause::arch_not_compiled, weight, user.place, found.newer,
            what + " holds machine code for compute capability " + range_of(user) + ", and " +
                found.newer.front() + " is " + capability_of(found.newer.front()) +
                (image ? ": only programs that bring code for it run" : ": no kernel of it runs there"),
            user.fact);
    }
    if (!found.older.empty()) {
        // What is compiled for one kind of GPU never had code for another.
        const Cause cause = user.targets.size() == 1 ? Cause::arch_not_compiled : Cause::arch_dropped;
        add_for_devices(asked, reasons, cause, Weight::fails, user.place, found.older,
                        what + " begins at compute capability " +
                            capability_text(std::ranges::min(user.targets)) + ", and " + found.older.front() +
                            " is " + capability_of(found.older.front()) + ": no kernel of it runs there",
                        user.fact);
    }
    if (!found.ptx.empty()) {
        add_for_devices(asked, reasons, Cause::ptx_too_new, Weight::fails, user.place, found.ptx,
                        what + " has no machine code for " + found.ptx.front() +
                            " and would be compiled at start, but driver " + asked.host->driver_text +
                            " is older than its CUDA " + to_string(user.cuda),
                        principle(asked, "ptx-jit"));
    }
    if (!found.jit.empty()) {
        add_for_devices(asked, reasons, Cause::arch_not_compiled, Weight::caveat, user.place, found.jit,
                        what + " has no machine code for " + found.jit.front() + ", which is " +
                            capability_of(found.jit.front()) +
                            ": it is compiled at the first start, which takes minutes",
                        principle(asked, "ptx-forward"));
    }
}

/// numba makes PTX of its toolkit's version, which an older driver refuses (NVIDIA/numba-cuda issue 262).
void numba(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    const Installed* one = asked.state.find("numba");
    const SystemCuda& cuda = asked.state.cuda;
    if (one == nullptr || one->as_dependency || !cuda.has_nvcc() || !asked.host->driver.known() ||
        asked.state.find("torch") != nullptr) {
        return;
    }
    std::vector<std::string> refusing;
    for (const Device& device : all) {
        // Where the image's own driver library is not used, the machine's compiles.
        const Version there = uses_compat(*asked.host) == false
                                  ? knowledge::cuda_of_driver(asked.knowledge, asked.host->driver)
                                  : cuda_there(asked, device);
        if (there.known() && there < cuda.cuda.cut(2)) {
            refusing.push_back(device.name);
        }
    }
    add_for_devices(asked, reasons, Cause::ptx_too_new, Weight::fails, one->place, refusing,
                    "numba makes PTX, the intermediate code, of CUDA " + to_string(cuda.cuda.cut(2)) +
                        ", and driver " + asked.host->driver_text +
                        " is older and refuses it: take an image with the driver's CUDA",
                    principle(asked, "ptx-jit"));
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    numba(asked, reasons, all);
    for (const CudaUser& user : cuda_users(asked)) {
        if (user.targets.empty()) {
            continue;
        }
        Outcome found;
        for (const Device& device : all) {
            if (device.capability == 0 || device.foreign) {
                continue;
            }
            switch (code_for(asked, user, device)) {
            case Code::native: break;
            case Code::compiled_at_start: found.jit.push_back(device.name); break;
            case Code::ptx_too_new: found.ptx.push_back(device.name); break;
            case Code::none_for_newer: found.newer.push_back(device.name); break;
            case Code::none_for_older: found.older.push_back(device.name); break;
            }
        }
        report(asked, reasons, user, found, all);
    }
}

} // namespace

extern constexpr Check compiled_targets{.name = "compiled_targets", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
