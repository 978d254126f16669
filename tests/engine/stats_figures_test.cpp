#include "engine/stats_figures.hpp"
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20U;

/// These samples were given to docker 28.2.2; its `docker stats` showed the figures expected here.
TEST(StatsFigures, AreThoseOfDocker) {
    const StatsSample earlier{.cpu_total = 1000, .cpu_system = 10'000};
    StatsSample later{.cpu_total = 3000,
                      .cpu_system = 50'000,
                      .online_cpus = 8,
                      .memory_usage = 100 * mebibyte,
                      .memory_limit = 1000 * mebibyte,
                      .inactive_file = 30 * mebibyte,
                      .networks = {{.received = 1000, .sent = 2000}, {.received = 1, .sent = 2}},
                      .block_io = {{.op = "Read", .bytes = 1000},
                                   {.op = "write", .bytes = 2000},
                                   {.op = "Sync", .bytes = 7},
                                   {.op = "READ", .bytes = 1000},
                                   {.op = "", .bytes = 5}}};
    const StatsFigures figures = stats_figures(earlier, later);
    EXPECT_DOUBLE_EQ(figures.cpu_percent, 40);
    EXPECT_EQ(figures.memory_used, 70 * mebibyte);
    EXPECT_EQ(figures.memory_limit, 1000 * mebibyte);
    EXPECT_DOUBLE_EQ(figures.memory_percent, 7);
    EXPECT_EQ(figures.network_received, 1001U);
    EXPECT_EQ(figures.network_sent, 2002U);
    EXPECT_EQ(figures.block_read, 2000U);
    EXPECT_EQ(figures.block_written, 2000U);

    later.total_inactive_file = 20 * mebibyte;
    later.online_cpus = 0;
    later.percpu_count = 4;
    EXPECT_DOUBLE_EQ(stats_figures(earlier, later).cpu_percent, 20);
    EXPECT_EQ(stats_figures(earlier, later).memory_used, 80 * mebibyte);

    later.total_inactive_file = 200 * mebibyte;
    EXPECT_EQ(stats_figures(earlier, later).memory_used, 70 * mebibyte);
    later.inactive_file = 100 * mebibyte;
    EXPECT_EQ(stats_figures(earlier, later).memory_used, 100 * mebibyte);
}

TEST(StatsFigures, AreNoneWhereCountersStandStillOrStartAgain) {
    const StatsSample low{.cpu_total = 1000, .cpu_system = 10'000, .online_cpus = 8};
    const StatsSample high{.cpu_total = 3000, .cpu_system = 50'000, .online_cpus = 8};
    EXPECT_DOUBLE_EQ(stats_figures(high, low).cpu_percent, 0);
    EXPECT_DOUBLE_EQ(stats_figures(high, high).cpu_percent, 0);
    EXPECT_DOUBLE_EQ(stats_figures({.cpu_total = 1000, .cpu_system = 50'000}, high).cpu_percent, 0);
    EXPECT_DOUBLE_EQ(stats_figures({.cpu_total = 3000, .cpu_system = 10'000}, high).cpu_percent, 0);
    EXPECT_EQ(stats_figures(high, {}), StatsFigures());
}

} // namespace
} // namespace dockwright::engine
