#include "host/nvidia_smi_xml.hpp"
#include "host/text.hpp"
#include "promise.hpp"
#include <string>

/// Bytes as what `nvidia-smi -q -x` prints, whole and cut off.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string copy(data, data + size);
    const std::string_view text = copy;
    for (const std::string_view part : {text, text.substr(0, size / 2)}) {
        const host::SmiDocument read = host::read_nvidia_smi_xml(part);
        const host::NvidiaSmi& nvidia = read.nvidia;
        const bool answered = nvidia.state == host::NvidiaSmi::State::answered;
        fuzz::promise(answered || nvidia.state == host::NvidiaSmi::State::failed);
        fuzz::promise(answered || (nvidia.gpus.empty() && nvidia.processes.empty() && read.loads.empty()));
        fuzz::promise(nvidia.gpus.size() == read.loads.size() && nvidia.gpus.size() <= host::max_gpus);
        fuzz::promise(nvidia.processes.size() <= host::max_gpu_processes);
        for (std::size_t i = 0; i < nvidia.gpus.size(); ++i) {
            fuzz::promise(nvidia.gpus[i].index == i && read.loads[i].uuid == nvidia.gpus[i].uuid);
            fuzz::promise(nvidia.gpus[i].name.size() <= host::max_field);
        }
    }
    return 0;
}
