#include "host/cgroup.hpp"
#include "host/gpu_host.hpp"
#include "host/kernel_log.hpp"
#include "host/probe.hpp"
#include "host/text.hpp"
#include "promise.hpp"
#include <string>

/// Bytes as what the probe's script prints, and as one text of a machine.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string copy(data, data + size);
    const std::string_view text = copy;
    const host::Facts facts = host::read_probe(text, {});
    fuzz::promise(facts.nvidia.gpus.size() <= host::max_gpus && facts.xids.size() <= 64);
    fuzz::promise(facts.vendors.size() <= 3 && facts.kernel.size() <= host::max_field);
    fuzz::promise(facts.nvidia.state != host::NvidiaSmi::State::answered || !facts.nvidia.gpus.empty());
    for (const host::GpuProcess& process : facts.nvidia.processes) {
        fuzz::promise(process.container.empty() || process.container.size() == 64);
    }
    fuzz::promise(!facts.engine.daemon_json || facts.engine.daemon_json->size() <= 64U * 1024U);
    fuzz::promise(host::gpu_host(facts).gpus.size() <= host::max_gpus);
    fuzz::promise(host::read_xids(text).size() <= 64);
    const std::string container = host::container_of_cgroup(text);
    fuzz::promise(container.empty() || text.find(container) != std::string_view::npos);
    return 0;
}
