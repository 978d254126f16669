#include "host/probe_nvidia.hpp"
#include "base/ascii.hpp"
#include "host/cgroup.hpp"
#include "host/nvidia_smi_csv.hpp"
#include "host/nvidia_smi_table.hpp"
#include "host/nvidia_smi_xml.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

/// Of any part: what was printed before a cut counts too.
std::string_view all_text(const ProbeParts& parts, std::string_view name) {
    const ProbePart* part = parts.find(name);
    return part == nullptr ? std::string_view() : std::string_view(part->text);
}

Gpu* gpu_at(NvidiaSmi& nvidia, unsigned index) {
    const auto gpu = std::ranges::find(nvidia.gpus, index, &Gpu::index);
    return gpu == nvidia.gpus.end() ? nullptr : &*gpu;
}

Gpu* gpu_of(NvidiaSmi& nvidia, std::string_view uuid) {
    const auto gpu = std::ranges::find(nvidia.gpus, uuid, &Gpu::uuid);
    return gpu == nvidia.gpus.end() ? nullptr : &*gpu;
}

NvidiaSmi identified(const ProbePart& part) {
    Table<Identity> table = read_identities(part.text);
    NvidiaSmi nvidia{.state = NvidiaSmi::State::answered, .words = std::move(table.words)};
    for (Identity& row : table.rows) {
        nvidia.driver = std::move(row.driver);
        nvidia.gpus.push_back(std::move(row.gpu));
    }
    if (nvidia.gpus.empty()) {
        nvidia.state = NvidiaSmi::State::failed;
        // 124 is GNU's timeout, 143 busybox's (the shell then says "Terminated"), 137 either's killing.
        if (part.status == 124 || part.status == 137 || part.status == 143) {
            nvidia.words = "nvidia-smi gave no answer within 20 seconds";
        }
    }
    return nvidia;
}

void add_document(NvidiaSmi& nvidia, SmiDocument document) {
    nvidia.cuda = std::move(document.nvidia.cuda);
    nvidia.processes = std::move(document.nvidia.processes);
    for (Gpu& seen : document.nvidia.gpus) {
        if (Gpu* gpu = gpu_of(nvidia, seen.uuid)) {
            gpu->mig_devices = std::move(seen.mig_devices);
            gpu->mig = gpu->mig ? gpu->mig : seen.mig;
            gpu->memory = gpu->memory ? gpu->memory : seen.memory;
            if (gpu->compute_mode.empty()) {
                gpu->compute_mode = std::move(seen.compute_mode);
            }
        }
    }
}

/// "pid N", "user NAME NUMBER", "cgroup LINE" …
void add_owners(NvidiaSmi& nvidia, std::string_view text) {
    std::optional<std::uint32_t> pid;
    std::string cgroup;
    const auto finish = [&] {
        const std::string container = container_of_cgroup(cgroup);
        for (GpuProcess& process : nvidia.processes) {
            if (process.pid == pid) {
                process.container = container;
            }
        }
        cgroup.clear();
    };
    while (!text.empty()) {
        std::string_view line = take_line(text);
        const std::string_view label = take_word(line);
        line = ascii::trimmed(line);
        if (label == "pid") {
            finish();
            pid = number<std::uint32_t>(line);
        } else if (label == "cgroup") {
            cgroup.append(line) += '\n';
        } else if (label == "user") {
            const std::string_view name = take_word(line);
            const std::string user = field(name == "UNKNOWN" ? take_word(line) : name);
            for (GpuProcess& process : nvidia.processes) {
                if (process.pid == pid) {
                    process.user = user;
                }
            }
        }
    }
    finish();
}

} // namespace

std::optional<NvidiaSmi> probed_nvidia(const ProbeParts& parts) {
    const ProbePart* path = parts.find("smi-path");
    if (path == nullptr || !path->status) {
        return std::nullopt;
    }
    if (!path->succeeded()) {
        return NvidiaSmi{.state = NvidiaSmi::State::absent};
    }
    const ProbePart* identity = parts.find("smi-identity");
    if (identity == nullptr) {
        return std::nullopt;
    }
    NvidiaSmi nvidia = identified(*identity);
    for (const CapabilityOf& row : read_capabilities(all_text(parts, "smi-capability")).rows) {
        if (Gpu* gpu = gpu_at(nvidia, row.index)) {
            gpu->capability = row.capability;
        }
    }
    for (Modes& row : read_modes(all_text(parts, "smi-modes")).rows) {
        if (Gpu* gpu = gpu_at(nvidia, row.index)) {
            gpu->compute_mode = std::move(row.compute_mode);
            gpu->mig = row.mig;
        }
    }
    add_document(nvidia, read_nvidia_smi_xml(all_text(parts, "smi-xml")));
    for (Gpu& seen : read_nvidia_smi_list(all_text(parts, "smi-list"))) {
        if (Gpu* gpu = gpu_of(nvidia, seen.uuid)) {
            gpu->mig_devices = std::move(seen.mig_devices);
        }
    }
    for (GpuProcess& process : read_processes(all_text(parts, "smi-processes")).rows) {
        const bool known = std::ranges::any_of(nvidia.processes, [&](const GpuProcess& other) {
            return other.pid == process.pid && other.gpu_uuid == process.gpu_uuid;
        });
        if (!known) {
            nvidia.processes.push_back(std::move(process));
        }
    }
    add_owners(nvidia, all_text(parts, "owners"));
    return nvidia;
}

} // namespace dockwright::host
