#include "host/nvidia_smi_table.hpp"
#include "base/ascii.hpp"
#include "host/nvidia_smi_figure.hpp"
#include "host/text.hpp"

namespace dockwright::host {
namespace {

/// The word behind `label`; empty if the label is not there.
std::string behind(std::string_view line, std::string_view label) {
    const auto at = line.find(label);
    if (at == std::string_view::npos) {
        return {};
    }
    line.remove_prefix(at + label.size());
    return name_figure(take_word(line));
}

/// Cuts off what stands before the next `|`.
std::string_view take_cell(std::string_view& rest) {
    const auto bar = rest.find('|');
    const std::string_view cell = rest.substr(0, bar);
    rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    return ascii::trimmed(cell);
}

/// `| 0  NVIDIA H200  On | 00000000:00:06.0 Off | 0 |`
std::optional<Gpu> named_row(std::string_view line) {
    take_cell(line);
    std::string_view name = take_cell(line);
    const auto index = number<unsigned>(take_word(name));
    std::string_view bus = take_cell(line);
    const std::string_view address = take_word(bus);
    if (!index || address.find(':') == std::string_view::npos) {
        return std::nullopt;
    }
    name = ascii::trimmed(name);
    const auto persistence = name.find_last_of(' ');
    if (persistence != std::string_view::npos) {
        name = name.substr(0, persistence);
    }
    return Gpu{.index = *index, .name = field(name), .bus = field(address)};
}

/// `| N/A  38C  P0  103W / 700W | 0MiB / 143771MiB | 0%  Default |`: the whole memory.
std::optional<std::uint64_t> memory_of_row(std::string_view line) {
    take_cell(line);
    take_cell(line);
    std::string_view memory = take_cell(line);
    const auto slash = memory.find('/');
    if (slash == std::string_view::npos || !memory.ends_with("MiB")) {
        return std::nullopt;
    }
    memory.remove_suffix(3);
    return memory_figure(memory.substr(slash + 1));
}

void header(std::string_view line, NvidiaSmi& nvidia) {
    // From driver 590 on WSL has "KMD Version" and "CUDA UMD Version" (recalled).
    for (const std::string_view label : {"Driver Version:", "KMD Version:"}) {
        if (nvidia.driver.empty()) {
            nvidia.driver = behind(line, label);
        }
    }
    for (const std::string_view label : {"CUDA Version:", "CUDA UMD Version:"}) {
        if (nvidia.cuda.empty()) {
            nvidia.cuda = behind(line, label);
        }
    }
}

} // namespace

SmiTable read_nvidia_smi_table(std::string_view text) {
    SmiTable table;
    const std::string_view all = text;
    bool in_processes = false;
    while (!text.empty()) {
        const std::string_view line = ascii::trimmed(take_line(text));
        if (line.find("No running processes found") != std::string_view::npos) {
            table.processes = false;
        } else if (line.starts_with("| Processes:")) {
            in_processes = true;
        } else if (in_processes) {
            std::string_view row = line.starts_with('|') ? line.substr(1) : std::string_view();
            if (number<unsigned>(take_word(row))) {
                table.processes = true;
            }
        } else if (auto gpu = named_row(line); gpu && table.nvidia.gpus.size() < max_gpus) {
            table.nvidia.gpus.push_back(std::move(*gpu));
        } else if (!table.nvidia.gpus.empty() && !table.nvidia.gpus.back().memory) {
            table.nvidia.gpus.back().memory = memory_of_row(line);
        } else {
            header(line, table.nvidia);
        }
    }
    const bool answered = !table.nvidia.driver.empty();
    table.nvidia.state = answered ? NvidiaSmi::State::answered : NvidiaSmi::State::failed;
    if (!answered) {
        table.nvidia.words = first_words(all);
    }
    return table;
}

std::vector<Gpu> read_nvidia_smi_list(std::string_view text) {
    constexpr std::size_t max_instances = 64; // seven a GPU so far
    constexpr std::string_view uuid_label = "(UUID: ";
    std::vector<Gpu> gpus;
    while (!text.empty()) {
        std::string_view line = ascii::trimmed(take_line(text));
        const auto uuid_at = line.rfind(uuid_label);
        if (uuid_at == std::string_view::npos || !line.ends_with(')')) {
            continue;
        }
        std::string uuid = field(line.substr(uuid_at + uuid_label.size()));
        uuid.pop_back();
        line = ascii::trimmed(line.substr(0, uuid_at));
        const std::string_view kind = take_word(line);
        if (kind == "MIG" && !gpus.empty() && gpus.back().mig_devices.size() < max_instances) {
            gpus.back().mig_devices.push_back(
                {.uuid = std::move(uuid), .profile = std::string(take_word(line).substr(0, max_field))});
        } else if (kind == "GPU" && gpus.size() < max_gpus) {
            const auto colon = line.find(':');
            const auto index = number<unsigned>(ascii::trimmed(line.substr(0, colon)));
            if (index && colon != std::string_view::npos) {
                gpus.push_back(
                    {.index = *index, .uuid = std::move(uuid), .name = field(line.substr(colon + 1))});
            }
        }
    }
    return gpus;
}

} // namespace dockwright::host
