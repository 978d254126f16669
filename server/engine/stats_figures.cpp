#include "engine/stats_figures.hpp"
#include "base/ascii.hpp"

namespace dockwright::engine {
namespace {

double cpu_percent(const StatsSample& earlier, const StatsSample& later) {
    // A container that started again counts from zero: the difference would be below it.
    if (later.cpu_total <= earlier.cpu_total || later.cpu_system <= earlier.cpu_system) {
        return 0;
    }
    const std::uint64_t cpus = later.online_cpus > 0 ? later.online_cpus : later.percpu_count;
    return static_cast<double>(later.cpu_total - earlier.cpu_total) /
           static_cast<double>(later.cpu_system - earlier.cpu_system) * static_cast<double>(cpus) * 100;
}

std::uint64_t memory_used(const StatsSample& sample) {
    if (sample.total_inactive_file && *sample.total_inactive_file < sample.memory_usage) {
        return sample.memory_usage - *sample.total_inactive_file;
    }
    if (sample.inactive_file && *sample.inactive_file < sample.memory_usage) {
        return sample.memory_usage - *sample.inactive_file;
    }
    return sample.memory_usage;
}

} // namespace

StatsFigures stats_figures(const StatsSample& earlier, const StatsSample& later) {
    StatsFigures figures{.cpu_percent = cpu_percent(earlier, later),
                         .memory_used = memory_used(later),
                         .memory_limit = later.memory_limit};
    if (later.memory_limit > 0) {
        figures.memory_percent =
            static_cast<double>(figures.memory_used) / static_cast<double>(later.memory_limit) * 100;
    }
    for (const StatsSample::Network& network : later.networks) {
        figures.network_received += network.received;
        figures.network_sent += network.sent;
    }
    for (const StatsSample::BlockIo& block : later.block_io) {
        const char first = block.op.empty() ? '\0' : ascii::lower(block.op.front());
        figures.block_read += first == 'r' ? block.bytes : 0;
        figures.block_written += first == 'w' ? block.bytes : 0;
    }
    return figures;
}

} // namespace dockwright::engine
