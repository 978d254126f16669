#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// A driver library that LD_LIBRARY_PATH puts before a newer one of the machine does not load: error 803
/// (CUDA Compatibility guide; VIAME/VIAME issue 273).
void older_than_driver(const Case& asked, Reasons& reasons, std::optional<Place> own) {
    const SystemCuda& cuda = asked.state.cuda;
    const auto branch = knowledge::native_driver(asked.knowledge, cuda.cuda.cut(2)).major();
    const EnvironmentValue* path = asked.state.variable("LD_LIBRARY_PATH");
    if (own && path != nullptr && branch != 0 && branch < asked.host->driver.major()) {
        reasons.add(
            Cause::compat_package_refused, Weight::fails, *own,
            "LD_LIBRARY_PATH puts the driver library of CUDA " + to_string(cuda.cuda.cut(2)) +
                " that the image brings before the machine's newer one, which refuses it (error 803): "
                "leave it out, the toolkit finds it where it is needed",
            principle(asked, "forward-compatibility"));
    }
}

/// The image's newer libcuda is put before the driver's, and boards outside of the data centre refuse
/// it with error 804; those that it no longer serves are not found.
void newer_than_driver(const Case& asked, Reasons& reasons, Place place, std::optional<bool> used) {
    const SystemCuda& cuda = asked.state.cuda;
    const auto branch = knowledge::native_driver(asked.knowledge, cuda.cuda.cut(2)).major();
    const bool looks = requires_cuda_of_base(asked.state) && !requirement_switched_off(asked.state) &&
                       uses_hook(*asked.host) != false;
    std::vector<std::string> refusing;
    std::vector<std::string> dropped;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        if (looks && base_lets_in(asked, device) == false) {
            continue; // it is refused before
        }
        const bool unserved = device.architecture != nullptr && device.architecture->last_driver != 0 &&
                              branch > device.architecture->last_driver;
        if (device.product != nullptr && !accepts_compat(device)) {
            refusing.push_back(device.name);
        } else if (unserved) {
            dropped.push_back(device.name);
        }
    }
    const std::string brings = "the image brings the driver library of CUDA " + to_string(cuda.cuda.cut(2)) +
                               ", newer than driver " + asked.host->driver_text + ", and ";
    const std::string depends =
        used ? "" : "; whether it is used depends on the container toolkit's version, which is not known";
    const Weight weight = used ? Weight::fails : Weight::unknown;
    const knowledge::Fact fact = principle(asked, "forward-compatibility");
    if (!refusing.empty()) {
        add_for_devices(asked, reasons, Cause::compat_package_refused, weight, place, refusing,
                        brings + refusing.front() +
                            " refuses it (error 804): NVIDIA allows that on data centre boards only" +
                            depends,
                        fact);
    }
    if (!dropped.empty()) {
        add_for_devices(asked, reasons, Cause::compat_package_refused, weight, place, dropped,
                        brings + "it no longer serves " + dropped.front() + ": no GPU is found" + depends,
                        fact);
    }
}

/// nvidia-smi speaks to the driver without CUDA.
bool only_looks(const Case& asked) {
    const model::Command* command = started(asked);
    return command != nullptr && command->name == "nvidia-smi";
}

void run(const Case& asked, Reasons& reasons) {
    const SystemCuda& cuda = asked.state.cuda;
    if (!asked.meant_for_gpu || only_looks(asked) || !cuda.compat || !cuda.cuda.known() ||
        !asked.host->driver.known() || asked.host->system == System::wsl2) {
        return;
    }
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    const std::optional<Place> own = own_driver_library_first(asked);
    const std::optional<bool> used = own ? std::optional(true) : uses_compat(*asked.host);
    if (of_driver >= cuda.cuda.cut(2)) {
        older_than_driver(asked, reasons, own);
    } else if (used != false) {
        newer_than_driver(asked, reasons, own.value_or(cuda.place), used);
    }
}

} // namespace

extern constexpr Check compat_package{.name = "compat_package", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
