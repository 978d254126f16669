#include "host/load_script.hpp"
#include "base/ascii.hpp"
#include "host/cgroup.hpp"
#include "host/nvidia_smi_csv.hpp"
#include "host/nvidia_smi_figure.hpp"
#include "host/probe_parts.hpp"
#include "host/text.hpp"
#include <map>
#include <string>
#include <utility>

namespace dockwright::host {

// The marks are those of probe_script, and for its reasons. nvidia-smi may hang where a GPU is lost: after
// one failure it is not called again.
constinit const std::string_view load_script = R"script({
exec 4>&1 2>/dev/null
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/lib/wsl/lib
export LC_ALL PATH
if timeout 5 true; then limit() { timeout "$@"; }
else limit() { shift; "$@"; }
fi
part() {
  name=$1 size=$2
  shift 2
  printf '\n=%s\n' "$name"
  rc=$({ { "$@" 2>&1 3>&- 4>&-; echo "$?" >&3; } | head -c "$size" | sed 's/^/|/' >&4; } 3>&1)
  printf '\n=end %s\n' "$rc"
}
query() { limit 15 nvidia-smi "$1" --format=csv,noheader,nounits; }
owners() {
  cut -d, -f2 | tr -d ' ' | sort -u | while read -r pid; do
    case $pid in ''|*[!0-9]*) continue ;; esac
    if [ ! -d "/proc/$pid" ]; then continue; fi
    echo "pid $pid"
    echo "user $(stat -c '%U %u' "/proc/$pid")"
    head -n 40 "/proc/$pid/cgroup" | sed 's/^/cgroup /'
  done
}
said() { printf '%s\n' "$apps"; return "$1"; }

part path 1024 command -v nvidia-smi
if [ "$rc" = 0 ]; then
  part load 65536 query --query-gpu=driver_version,name,index,uuid,utilization.gpu,memory.used,memory.free,memory.total,temperature.gpu,power.draw,power.limit
fi
if [ "$rc" = 0 ]; then
  apps=$(query --query-compute-apps=gpu_uuid,pid,process_name,used_memory)
  part processes 524288 said "$?"
  printf '\n=owners\n'
  printf '%s\n' "$apps" | owners | head -c 1048576 | sed 's/^/|/'
  printf '\n=end 0\n'
fi
exit 0
} </dev/null
)script";

namespace {

struct Place {
    std::string user;
    std::string cgroup;
};

std::map<std::uint32_t, Place> read_places(std::string_view text) {
    std::map<std::uint32_t, Place> places;
    Place* place = nullptr;
    while (!text.empty() && places.size() < max_gpu_processes) {
        std::string_view line = take_line(text);
        const std::string_view key = take_word(line);
        if (key == "pid") {
            const auto pid = number<std::uint32_t>(field(line));
            place = pid ? &places[*pid] : nullptr;
        } else if (place != nullptr && key == "user") {
            const std::string_view user = take_word(line);
            place->user = field(user == "UNKNOWN" ? take_word(line) : user); // a number without a name
        } else if (place != nullptr && key == "cgroup") {
            place->cgroup.append(line) += '\n';
        }
    }
    return places;
}

/// The fields of load_question behind the driver's version and the name, which every driver knows: one
/// nvidia-smi takes tens of milliseconds, or seconds where nothing keeps the driver awake.
void read_gpus(std::string_view text, LoadReading& into) {
    constexpr int load_fields = 9;
    std::string others;
    while (!text.empty() && into.loads.size() < max_gpus) {
        const std::string_view line = take_line(text);
        std::size_t before = line.size();
        for (int i = 0; i < load_fields && before != std::string_view::npos; ++i) {
            before = before == 0 ? std::string_view::npos : line.rfind(',', before - 1);
        }
        const std::size_t comma = line.find(',');
        const bool whole = before != std::string_view::npos && comma < before;
        if (const auto load = whole ? read_load(line.substr(before + 1)) : std::nullopt) {
            into.nvidia.driver = name_figure(ascii::trimmed(line.substr(0, comma)));
            into.nvidia.gpus.push_back({.index = load->index,
                                        .uuid = load->uuid,
                                        .name = field(line.substr(comma + 1, before - comma - 1)),
                                        .memory = load->memory_total});
            into.loads.push_back(*load);
        } else if (others.size() < max_field) {
            others.append(line.substr(0, max_field)) += '\n';
        }
    }
    into.nvidia.words = first_words(others);
}

} // namespace

LoadReading read_load_script(std::string_view output) {
    LoadReading reading;
    const ProbeParts parts(output);
    const ProbePart* const path = parts.find("path");
    if (path == nullptr) {
        return reading;
    }
    const ProbePart* const load = parts.find("load");
    if (load == nullptr) {
        reading.nvidia.state = path->succeeded() ? NvidiaSmi::State::failed : NvidiaSmi::State::absent;
        return reading;
    }
    read_gpus(load->text, reading);
    reading.nvidia.state = reading.loads.empty() ? NvidiaSmi::State::failed : NvidiaSmi::State::answered;
    const auto places = read_places(parts.text("owners"));
    for (GpuProcess& process : read_processes(parts.text("processes")).rows) {
        const auto place = places.find(process.pid);
        if (place == places.end() || place->second.cgroup.empty()) {
            reading.unplaced.push_back(process.pid);
        } else {
            process.container = container_of_cgroup(place->second.cgroup);
        }
        if (place != places.end()) {
            process.user = place->second.user;
        }
        reading.nvidia.processes.push_back(std::move(process));
    }
    return reading;
}

} // namespace dockwright::host
