#include "gpu/machine.hpp"
#include "gpu/requirement.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// What decides: the toolkit checks (fails), does not (nothing), or nobody knows (unknown).
/// `compat`: where it does not, the image's own driver library is refused by all of them.
void add(const Case& asked, Reasons& reasons, Place place, const std::vector<std::string>& which,
         std::string message, knowledge::Fact fact, bool compat) {
    const std::optional<bool> hook = uses_hook(*asked.host);
    if (hook && !*hook) {
        return;
    }
    const bool used = uses_compat(*asked.host) == true || own_driver_library_first(asked);
    const bool refused_anyway = !hook && compat && used;
    if (refused_anyway) {
        message +=
            "; a toolkit that goes by CDI does not look at it, and there the GPU refuses the image's newer "
            "driver library (error 804)";
    } else if (!hook) {
        message += "; toolkits that use CDI do not look at it, and this machine's is not known";
    }
    add_for_devices(asked, reasons, Cause::require_cuda_unsatisfied,
                    hook || refused_anyway ? Weight::fails : Weight::unknown, place, which,
                    std::move(message), fact);
}

void of_base(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    const ImageState& state = asked.state;
    if (!requires_cuda_of_base(state)) {
        return;
    }
    const auto* requirement = base_requirement(asked);
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    if (requirement == nullptr) {
        if (state.cuda_tag != nullptr && of_driver < state.cuda.cuda.cut(2) &&
            uses_hook(*asked.host) != false) {
            reasons.add(Cause::require_cuda_unsatisfied, Weight::unknown, state.base_place,
                        "which drivers the image of CUDA " + to_string(state.cuda.cuda) +
                            " lets in is not known, and driver " + asked.host->driver_text + " has CUDA " +
                            to_string(of_driver),
                        state.cuda.fact);
        }
        return;
    }
    std::vector<std::string> refused;
    bool compat = state.cuda.compat;
    for (const Device& device : all) {
        const bool board = device.architecture != nullptr && device.architecture->tegra; // has L4T's CUDA
        if (!board && base_lets_in(asked, device) == false) {
            refused.push_back(device.name);
            compat = compat && device.product != nullptr && !accepts_compat(device);
        }
    }
    if (refused.empty()) {
        return;
    }
    add(asked, reasons, state.base_place, refused,
        "the image says that it needs a driver with CUDA " + to_string(requirement->cuda.cut(2)) +
            ", and driver " + asked.host->driver_text + " has " + to_string(of_driver) + ": with " +
            refused.front() + " the container is refused at start (NVIDIA_REQUIRE_CUDA)",
        requirement->fact, compat);
}

void of_variables(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    for (const EnvironmentValue& variable : asked.state.environment) {
        const bool named = variable.name.starts_with("NVIDIA_REQUIRE_") &&
                           !variable.name.starts_with("NVIDIA_REQUIRE_JETPACK");
        if (!named || !variable.value) {
            continue;
        }
        std::vector<std::string> refused;
        for (const Device& device : all) {
            const Properties properties{
                .cuda = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver),
                .driver = asked.host->driver,
                .arch = Version::parse(capability_text(device.capability)).value_or(Version()),
                .brand = device.product != nullptr ? device.product->brand : std::string_view()};
            if (holds(*variable.value, properties) != true) {
                refused.push_back(device.name);
            }
        }
        if (!refused.empty()) {
            add(asked, reasons, variable.place, refused,
                variable.name + " is not met by " + refused.front() + " with driver " +
                    asked.host->driver_text + ": the container is refused at start",
                variable_fact(asked, "NVIDIA_REQUIRE_CUDA"), false);
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    const bool asks =
        asked.host->request != Request::none && asked.host->driver.known() && !asked.host->gpus.empty();
    if (!asks || !asked.meant_for_gpu || requirement_switched_off(asked.state)) {
        return;
    }
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    of_base(asked, reasons, all);
    of_variables(asked, reasons, all);
}

} // namespace

extern constexpr Check required_cuda{.name = "required_cuda", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
