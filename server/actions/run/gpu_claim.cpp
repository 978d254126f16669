#include "actions/run/gpu_choice.hpp"
#include <algorithm>
#include <limits>

namespace dockwright::actions {
namespace {

using engine::Container;

bool has_word(const std::vector<std::vector<std::string>>& capabilities, std::string_view word) {
    return std::ranges::any_of(capabilities,
                               [&](const auto& all_of) { return std::ranges::count(all_of, word) != 0; });
}

/// `nvidia.com/gpu=0` names what stands behind the sign.
void take_ids(const std::vector<std::string>& ids, GpuClaim& claim) {
    for (const std::string& id : ids) {
        const std::string name = id.substr(id.find('=') + 1); // npos + 1 is 0
        if (name == "all") {
            claim.all = true;
        } else if (!name.empty()) {
            claim.ids.push_back(name);
        }
    }
}

void take_request(const engine::DeviceRequest& request, GpuClaim& claim) {
    const bool cdi = request.driver == "cdi";
    if (!cdi && request.driver != "nvidia" && !has_word(request.capabilities, "gpu")) {
        return;
    }
    std::vector<std::string> ids = request.device_ids;
    if (cdi) {
        std::erase_if(ids, [](const std::string& id) { return !id.starts_with("nvidia.com/"); });
    }
    take_ids(ids, claim);
    if (request.count < 0) {
        claim.all = true;
    } else if (request.device_ids.empty() && request.count > 0) {
        constexpr std::int64_t most = std::numeric_limits<unsigned>::max();
        claim.first = std::max(claim.first, static_cast<unsigned>(std::min(request.count, most)));
    }
}

void take_visible_devices(const Container& container, GpuClaim& claim) {
    constexpr std::string_view name = "NVIDIA_VISIBLE_DEVICES=";
    for (const std::string& variable : container.config.env) {
        if (!variable.starts_with(name)) {
            continue;
        }
        std::string_view rest = std::string_view(variable).substr(name.size());
        std::vector<std::string> ids;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            ids.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        std::erase_if(ids, [](const std::string& id) { return id == "void" || id == "none"; });
        take_ids(ids, claim);
    }
}

} // namespace

GpuClaim claim_of(const Container& container, std::string_view default_runtime) {
    GpuClaim claim{.container = container.name.starts_with('/') ? container.name.substr(1) : container.name};
    for (const engine::DeviceRequest& request : container.host_config.device_requests) {
        take_request(request, claim);
    }
    const std::string& own = container.host_config.runtime;
    if ((own.empty() ? default_runtime : std::string_view(own)) == "nvidia") {
        take_visible_devices(container, claim);
    }
    return claim;
}

std::vector<std::string> claimants(const host::GpuLoad& gpu, std::span<const GpuClaim> claims) {
    std::vector<std::string> names;
    const std::string index = std::to_string(gpu.index);
    for (const GpuClaim& claim : claims) {
        const bool by_id = std::ranges::any_of(claim.ids, [&](const std::string& id) {
            // `0:1` is a part of GPU 0; engines take the beginning of a UUID too.
            return id == index || id.substr(0, id.find(':')) == index ||
                   (id.size() > 8 && gpu.uuid.starts_with(id));
        });
        if (claim.all || gpu.index < claim.first || by_id) {
            names.push_back(claim.container);
        }
    }
    return names;
}

} // namespace dockwright::actions
