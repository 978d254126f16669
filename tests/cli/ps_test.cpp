#include "cli/columns.hpp"
#include "cli/figures.hpp"
#include "cli/ps.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

actions::PsRow train() {
    return {.row = {.id = std::string(64, 'a'),
                    .short_id = "aaaaaaaaaaaa",
                    .name = "train",
                    .image = "lab/train:1",
                    .gpu = {.access = engine::GpuAccess::yes, .text = "GPU 0"},
                    .state = "running",
                    .status = "Up 2 hours",
                    .engine = "x"},
            .created = 1000,
            .ports = {{.ip = "127.0.0.1", .private_port = 8888, .public_port = 9000, .type = "tcp"},
                      {.ip = {}, .private_port = 80, .public_port = 0, .type = "tcp"},
                      {.ip = "::", .private_port = 81, .public_port = 81, .type = "udp"}},
            .owner = {.by = actions::OwnerBy::label, .user = "ada", .host = "laptop", .path = {}},
            .held = {{.gpu = 0,
                      .uuid = "GPU-a",
                      .pid = 1,
                      .process = "python",
                      .user = "ada",
                      .bytes = 1ULL << 30U,
                      .utilization = 77},
                     {.gpu = 0,
                      .uuid = "GPU-a",
                      .pid = 2,
                      .process = "python",
                      .user = "ada",
                      .bytes = 1ULL << 29U,
                      .utilization = 77}}};
}

TEST(PsTable, CallsAGpuByItsNumberWhereThatIsKnown) {
    actions::PsRow row = train();
    row.row.gpu.text = "GPU-8828fa3a-44bd-530d-8211-058f642dcdd6";
    actions::PsList list{.engine = "x", .load = {.answered = true}, .rows = {row}};
    EXPECT_THAT(ps_table(list, 2000), HasSubstr("GPU-8828fa3a"));
    list.load.loads.push_back({.index = 1, .uuid = row.row.gpu.text});
    EXPECT_THAT(ps_table(list, 2000), HasSubstr(" GPU 1 "));
    EXPECT_THAT(ps_table(list, 2000), Not(HasSubstr("8828fa3a")));
}

TEST(PsTable, SaysWhatIsHeldWhoseItIsAndWhereItIsReached) {
    actions::PsList list{.engine = "x", .load = {.answered = true}, .rows = {train()}};
    const std::string text = ps_table(list, 1000 + 2 * 86400);
    EXPECT_EQ(
        text,
        "CONTAINER ID   NAME    IMAGE         GPUS    GPU MEMORY HELD           OWNER        PORTS           "
        "                           AGE   STATE\n"
        "aaaaaaaaaaaa   train   lab/train:1   GPU 0   1.5 GiB on GPU 0 (77 %)   ada@laptop   "
        "127.0.0.1:9000->8888/tcp, 80/tcp, [::]:…   2 d   Up 2 hours\n");
}

TEST(PsTable, LeavesOutWhatNobodyCouldTell) {
    const actions::PsList list{.engine = "x", .load = {}, .rows = {train()}};
    EXPECT_THAT(ps_table(list, 0), Not(HasSubstr("GPU MEMORY")));
}

TEST(PsTable, CannotMoveTheCursor) {
    actions::PsRow row = train();
    row.row.name = "a\x1b[2J";
    row.owner.user = "\x1b]0;x";
    row.ports[0].type = "\x07";
    row.held[0].gpu.reset();
    row.held[0].uuid = "\x1b[1m";
    const actions::PsList list{.engine = "x", .load = {.answered = true}, .rows = {row}};
    EXPECT_EQ(ps_table(list, 0).find_first_of("\x1b\x07"), std::string::npos);
}

TEST(GpuLines, AreOneEach) {
    const std::vector<host::Gpu> gpus{{.index = 0, .uuid = "GPU-a", .name = "NVIDIA H100"}};
    const std::vector<host::GpuLoad> loads{{.index = 0,
                                            .uuid = "GPU-a",
                                            .utilization = 7,
                                            .memory_used = 5ULL << 30U,
                                            .memory_total = 80ULL << 30U,
                                            .temperature = 41},
                                           {.index = 1, .uuid = "GPU-b"}};
    EXPECT_EQ(gpu_lines(gpus, loads), "  GPU 0   NVIDIA H100   7 %   5/80 GiB   41 °C\n"
                                      "  GPU 1\n");
    EXPECT_EQ(gpu_lines({}, {}), "");
}

TEST(Figures, AreShort) {
    EXPECT_EQ(memory_text(0), "0 B");
    EXPECT_EQ(memory_text(1536), "1.5 KiB");
    EXPECT_EQ(memory_text(316ULL << 20U), "316 MiB");
    EXPECT_EQ(memory_of_text(1ULL << 30U, 24ULL << 30U), "1/24 GiB");
    EXPECT_EQ(age_text(-5), "0 s");
    EXPECT_EQ(age_text(59), "59 s");
    EXPECT_EQ(age_text(3599), "59 min");
    EXPECT_EQ(age_text(86399), "23 h");
    EXPECT_EQ(age_text(10 * 86400), "10 d");
}

} // namespace
} // namespace dockwright::cli
