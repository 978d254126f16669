#include "base/ascii.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {
namespace {

void settle_memory(object& host, std::int64_t memory) {
    const std::int64_t before = number_of(host, "Memory");
    const std::int64_t swap = number_of(host, "MemorySwap");
    host["Memory"] = memory;
    // Twice the memory is what the engine makes of no word about swap; -1 is no limit of swap.
    if (swap == -1) {
        return;
    }
    if (memory == 0 || before == 0 || swap == 0 || swap == 2 * before) {
        host["MemorySwap"] = 0;
    } else {
        host["MemorySwap"] = memory + std::max<std::int64_t>(swap - before, 0);
    }
}

void settle_ulimits(object& host, const std::map<std::string, Ulimit>& ulimits) {
    if (ulimits.empty()) {
        return;
    }
    array kept;
    if (const array* before = array_of(host, "Ulimits")) {
        for (const value& limit : *before) {
            if (limit.is_object() && !ulimits.contains(std::string(text_of(limit.get_object(), "Name")))) {
                kept.push_back(limit);
            }
        }
    }
    for (const auto& [name, limit] : ulimits) {
        kept.push_back(object{{"Name", name}, {"Soft", limit.soft}, {"Hard", limit.hard}});
    }
    host["Ulimits"] = std::move(kept);
}

/// Podman shows "RLIMIT_NOFILE" and takes "nofile".
void settle_podman_names(object& host) {
    value* ulimits = host.if_contains("Ulimits");
    if (ulimits == nullptr || !ulimits->is_array()) {
        return;
    }
    for (value& limit : ulimits->get_array()) {
        constexpr std::string_view prefix = "RLIMIT_";
        const std::string name(limit.is_object() ? text_of(limit.get_object(), "Name") : "");
        if (name.starts_with(prefix)) {
            limit.get_object()["Name"] = ascii::lowered(name.substr(prefix.size()));
        }
    }
}

void settle_restart(Draft& draft, const RestartPolicy& policy) {
    draft.host["RestartPolicy"] =
        object{{"Name", policy.name}, {"MaximumRetryCount", policy.maximum_retries}};
    if (policy.name != "no" && truth_of(draft.host, "AutoRemove")) {
        draft.host["AutoRemove"] = false;
        draft.notes.emplace_back("The container will no longer be deleted when it ends (--rm): an engine "
                                 "refuses that beside a restart policy");
    }
}

/// What engines hide from or write-protect in a container of which nobody said otherwise; the first
/// ones of 20.10, the others of later engines.
constexpr std::array<std::string_view, 10> masked = {
    "/proc/asound",     "/proc/acpi",        "/proc/kcore",       "/proc/keys", "/proc/latency_stats",
    "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware"};
constexpr std::array<std::string_view, 5> read_only = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
                                                       "/proc/sysrq-trigger"};

bool is_masked_later(std::string_view path) {
    return path == "/sys/devices/virtual/powercap" || path == "/proc/interrupts" ||
           (path.starts_with("/sys/devices/system/cpu/cpu") && path.ends_with("/thermal_throttle"));
}

template <std::size_t Size>
bool is_default_list(const object& host, std::string_view key,
                     const std::array<std::string_view, Size>& defaults) {
    const std::vector<std::string> given = texts_of(host, key);
    const auto is_default = [&](const std::string& path) {
        return std::ranges::find(defaults, path) != defaults.end() || is_masked_later(path);
    };
    return std::ranges::all_of(given, is_default) &&
           std::ranges::all_of(defaults, [&](std::string_view path) {
               return std::ranges::find(given, path) != given.end();
           });
}

} // namespace

void settle_limits(Draft& draft) {
    const Changes& changes = draft.changes;
    if (changes.memory) {
        settle_memory(draft.host, *changes.memory);
    }
    if (changes.nano_cpus) {
        draft.host["NanoCpus"] = *changes.nano_cpus;
    }
    // Two words for one limit, of which engines take one.
    if (changes.nano_cpus || number_of(draft.host, "NanoCpus") != 0) {
        draft.host.erase("CpuQuota");
        draft.host.erase("CpuPeriod");
    }
    if (changes.shm_size) {
        draft.host["ShmSize"] = *changes.shm_size;
    }
    if (changes.restart_policy) {
        settle_restart(draft, *changes.restart_policy);
    }
    if (draft.source.podman) {
        settle_podman_names(draft.host);
    }
    settle_ulimits(draft.host, changes.ulimits);
}

void settle_filled_in(Draft& draft) {
    for (const std::string_view key : {"ContainerIDFile", "ConsoleSize", "KernelMemory", "KernelMemoryTCP"}) {
        draft.host.erase(key);
    }
    const std::string_view runtime = text_of(draft.host, "Runtime");
    if (runtime.empty() || runtime == draft.source.default_runtime) {
        draft.host.erase("Runtime");
    }
    if (is_default_list(draft.host, "MaskedPaths", masked)) {
        draft.host.erase("MaskedPaths");
    }
    if (is_default_list(draft.host, "ReadonlyPaths", read_only)) {
        draft.host.erase("ReadonlyPaths");
    }
}

} // namespace dockwright::engine::recreate
