#include "host/gpu_request_way.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host {

std::optional<RequestWay> request_way(const Facts& facts) {
    using knowledge::Version;
    if (facts.engine.podman) {
        // Podman's compatible API honours requests of the driver "cdi" alone, from 5.4.0 on.
        const Version version = version_of(facts.engine.version);
        return version.known() && version >= Version::of("5.4") ? std::optional(RequestWay::cdi)
                                                                : std::nullopt;
    }
    const GpuWays ways = gpu_ways(facts);
    const bool has_gpus_option = gpus_order(facts) != GpusOrder::none;
    if (has_gpus_option && ways.hook.value_or(true)) {
        return RequestWay::gpus;
    }
    if (ways.runtime) {
        return RequestWay::runtime;
    }
    return ways.cdi_enabled && ways.cdi_devices ? RequestWay::cdi : RequestWay::gpus;
}

} // namespace dockwright::host
