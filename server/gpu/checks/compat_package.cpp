#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// The image's newer libcuda is put before the driver's, and boards outside of the data centre refuse
/// it with error 804.
/// The image itself puts that library first, whatever the toolkit does: by LD_LIBRARY_PATH, or by
/// ldconfig as vLLM's image does (vllm-project/vllm issues 5283 and 5510).
std::optional<Place> puts_itself_first(const Case& asked) {
    const ImageState& state = asked.state;
    const EnvironmentValue* path = state.variable("LD_LIBRARY_PATH");
    if (path != nullptr && path->value && path->value->find("/compat") != std::string::npos &&
        path->value->find("cuda") != std::string::npos) {
        return assignment(asked.document, path->place);
    }
    const bool vllm = state.family != nullptr && state.family->repositories.front() == "vllm/vllm-openai";
    return vllm ? std::optional(state.base_place) : std::nullopt;
}

void run(const Case& asked, Reasons& reasons) {
    const SystemCuda& cuda = asked.state.cuda;
    if (!asked.meant_for_gpu || !cuda.compat || !cuda.cuda.known() || !asked.host->driver.known() ||
        asked.host->system == System::wsl2) {
        return;
    }
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    const std::optional<Place> own = puts_itself_first(asked);
    const std::optional<bool> used = own ? std::optional(true) : uses_compat(*asked.host);
    if (of_driver >= cuda.cuda.cut(2) || used == false) {
        return;
    }
    std::vector<std::string> refusing;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        if (device.product != nullptr && !accepts_compat(device)) {
            refusing.push_back(device.name);
        }
    }
    if (refusing.empty()) {
        return;
    }
    std::string message = "the image brings the driver library of CUDA " + to_string(cuda.cuda.cut(2)) +
                          ", newer than driver " + asked.host->driver_text + ", and " + refusing.front() +
                          " refuses it (error 804): NVIDIA allows that on data centre boards only";
    if (!used) {
        message += "; whether it is used depends on the container toolkit's version, which is not known";
    }
    add_for_devices(asked, reasons, Cause::compat_package_refused, used ? Weight::fails : Weight::unknown,
                    own.value_or(cuda.place), refusing, std::move(message),
                    principle(asked, "forward-compatibility"));
}

} // namespace

extern constexpr Check compat_package{.name = "compat_package", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
