#include "gpu/base_image.hpp"
#include "gpu/machine.hpp"
#include "gpu/requirement.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

constexpr std::array<std::string_view, 4> consumer_brands{"geforce", "geforcertx", "titan", "titanrtx"};

bool switched_off(const ImageState& state) {
    const std::string_view value = state.value("NVIDIA_DISABLE_REQUIRE");
    return value == "1" || value == "true" || value == "TRUE" || value == "True" || value == "t" ||
           value == "T";
}

/// What nvidia/cuda says of itself: this CUDA, or one of these branches where the brand is let in.
std::optional<bool> base_lets_in(const Case& asked, const knowledge::CudaRequirement& requirement,
                                 const Device& device) {
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    if (of_driver >= requirement.cuda.cut(2)) {
        return true;
    }
    if (requirement.any_brand_from != 0 && asked.host->driver.major() >= requirement.any_brand_from) {
        return true;
    }
    // The arm64 images up to 12.3 name no alternatives (images.yaml, require traps).
    const bool arm = asked.host->platform.starts_with("linux/arm64");
    const bool branch =
        std::ranges::find(requirement.branches, asked.host->driver.major()) != requirement.branches.end();
    if (!branch || (arm && requirement.cuda < Version::of("12.4"))) {
        return false;
    }
    if (requirement.brands == knowledge::Brands::all) {
        return true;
    }
    if (device.product == nullptr || device.product->brand.empty()) {
        return std::nullopt;
    }
    const std::string_view brand = device.product->brand;
    if (requirement.brands == knowledge::Brands::tesla) {
        return brand == "tesla";
    }
    return std::ranges::find(consumer_brands, brand) == consumer_brands.end();
}

/// What decides: the toolkit checks (fails), does not (nothing), or nobody knows (unknown).
void add(const Case& asked, Reasons& reasons, Place place, const std::vector<std::string>& which,
         std::string message, knowledge::Fact fact) {
    const std::optional<bool> hook = uses_hook(*asked.host);
    if (hook && !*hook) {
        return;
    }
    if (!hook) {
        message += "; toolkits that use CDI do not look at it, and this machine's is not known";
    }
    add_for_devices(asked, reasons, Cause::require_cuda_unsatisfied, hook ? Weight::fails : Weight::unknown,
                    place, which, std::move(message), fact);
}

void of_base(const Case& asked, Reasons& reasons, const std::vector<Device>& all) {
    const ImageState& state = asked.state;
    const bool own = state.family != nullptr && state.family->repositories.front() == "nvidia/cuda";
    const bool inherits = state.tag != nullptr && state.tag->flavour == "devel";
    const EnvironmentValue* given = state.variable("NVIDIA_REQUIRE_CUDA");
    if (!state.cuda.of_base || (!own && !inherits) || given != nullptr) {
        return;
    }
    const std::string_view distribution =
        state.distribution != nullptr ? state.distribution->name : std::string_view();
    const auto* requirement = knowledge::cuda_requirement(asked.knowledge, state.cuda.cuda, distribution);
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
    for (const Device& device : all) {
        if (base_lets_in(asked, *requirement, device) == false) {
            refused.push_back(device.name);
        }
    }
    if (refused.empty()) {
        return;
    }
    add(asked, reasons, state.base_place, refused,
        "the image says that it needs a driver with CUDA " + to_string(requirement->cuda.cut(2)) +
            ", and driver " + asked.host->driver_text + " has " + to_string(of_driver) + ": with " +
            refused.front() + " the container is refused at start (NVIDIA_REQUIRE_CUDA)",
        requirement->fact);
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
                variable_fact(asked, "NVIDIA_REQUIRE_CUDA"));
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    const bool asks =
        asked.host->request != Request::none && asked.host->driver.known() && !asked.host->gpus.empty();
    if (!asks || !asked.meant_for_gpu || switched_off(asked.state)) {
        return;
    }
    const std::vector<Device> all = devices(*asked.host, asked.knowledge);
    of_base(asked, reasons, all);
    of_variables(asked, reasons, all);
}

} // namespace

extern constexpr Check required_cuda{.name = "required_cuda", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
