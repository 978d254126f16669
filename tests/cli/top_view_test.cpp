#include "cli/columns.hpp"
#include "cli/top/view.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli::top {
namespace {

using actions::TopSnapshot;
using actions::TopState;
using ::testing::HasSubstr;
using ::testing::Not;

actions::TopGpu gpu(unsigned index, std::optional<unsigned> busy) {
    return {.load = {.index = index,
                     .uuid = "GPU-" + std::to_string(index),
                     .utilization = busy,
                     .memory_used = 5ULL << 30U,
                     .memory_total = 80ULL << 30U,
                     .temperature = 61,
                     .power = 250.4,
                     .power_limit = 700.0},
            .name = "NVIDIA H100 80GB HBM3",
            .history = {0, 50, 100}};
}

actions::TopContainer container(std::string name) {
    return {
        .row = {.id = std::string(64, 'a'),
                .short_id = "aaaaaaaaaaaa",
                .name = std::move(name),
                .image = "lab/train:1",
                .gpu = {.access = engine::GpuAccess::yes, .text = "all GPUs"},
                .state = "running"},
        .owner = {.by = actions::OwnerBy::folder, .user = "ada", .host = {}, .path = {}},
        .cpu_percent = 123.4,
        .memory = 3ULL << 30U,
        .memory_limit = 64ULL << 30U,
        .held = {
            {.gpu = 0, .uuid = "GPU-0", .pid = 7, .process = "python", .user = {}, .bytes = 5ULL << 30U}}};
}

TopSnapshot one() {
    return {.engines = {{.name = "gpubox",
                         .host = "ssh://gpubox",
                         .state = TopState::answered,
                         .gpus = {gpu(0, 77), gpu(1, std::nullopt)},
                         .containers = {container("train")}}}};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out;
}

TEST(TopView, ShowsGpusWithTheirContainersBelow) {
    const std::string text = joined(view(one(), {.rows = 20, .columns = 140}, {}));
    EXPECT_EQ(
        text,
        "dockwright top   q leaves\n"
        "gpubox  ssh://gpubox\n"
        "  GPU 0 NVIDIA H100 80GB HBM3    [###############.....]  77 %  [#...................] 5/80 GiB      "
        "  61 °C  250/700 W  _+#\n"
        "  GPU 1 NVIDIA H100 80GB HBM3    [....................]     -  [#...................] 5/80 GiB      "
        "  61 °C  250/700 W  _+#\n"
        "  NAME    OWNER     CPU   MEMORY   GPU MEMORY   GPUS       IMAGE\n"
        "  train   ada     123 %    3 GiB   5 GiB on 0   all GPUs   lab/train:1\n");
}

TEST(TopView, FitsEveryTerminal) {
    TopSnapshot many = one();
    for (int i = 0; i < 100; ++i) {
        many.engines[0].containers.push_back(container("train-" + std::to_string(i)));
    }
    for (const ViewStyle style : {ViewStyle{}, ViewStyle{.color = false, .blocks = true}}) {
        for (unsigned rows = 0; rows < 30; rows += 3) {
            for (unsigned columns = 0; columns < 150; columns += 7) {
                const auto lines = view(many, {.rows = rows, .columns = columns}, style);
                EXPECT_LE(lines.size(), rows);
                for (const std::string& line : lines) {
                    EXPECT_LE(width_of(line), columns);
                }
            }
        }
    }
    EXPECT_THAT(view(many, {.rows = 10, .columns = 80}, {}).back(), HasSubstr("97 more lines"));
}

TEST(TopView, HasNoColourUnlessAskedAndNoForeignSequencesEver) {
    TopSnapshot bad = one();
    bad.engines[0].containers[0].row.name = "\x1b[2Jx";
    bad.engines[0].containers[0].row.image = "\x1b]0;title\x07";
    bad.engines[0].name = "\x1b[H";
    bad.engines[0].gpus[0].name = "\x1b[31m";
    const TerminalSize size{.rows = 20, .columns = 200};
    EXPECT_EQ(joined(view(bad, size, {})).find('\x1b'), std::string::npos);
    EXPECT_EQ(plain(bad).find('\x1b'), std::string::npos);
    const std::string colored = joined(view(bad, size, {.color = true}));
    EXPECT_THAT(colored, HasSubstr("\x1b[33m"));
    EXPECT_THAT(colored, Not(HasSubstr("\x1b[2J")));
    EXPECT_THAT(colored, Not(HasSubstr("\x1b]0")));
}

TEST(TopView, SaysWhyAnEngineIsNotSeenBesideWhatWasSeen) {
    TopSnapshot snapshot = one();
    snapshot.engines[0].state = TopState::failed;
    snapshot.engines[0].problem =
        Problem{.kind = "x", .message = "it isn't running", .next_step = "Start it"};
    snapshot.engines.push_back({.name = "other", .host = {}});
    const std::string text = joined(view(snapshot, {.rows = 30, .columns = 120}, {}));
    EXPECT_THAT(text, HasSubstr("  it isn't running. Start it\n"));
    EXPECT_THAT(text, HasSubstr("train"));
    EXPECT_THAT(text, HasSubstr("other\n  connecting ...\n"));
}

TEST(TopPlain, IsATableInWords) {
    EXPECT_EQ(plain(one()), "gpubox  ssh://gpubox\n"
                            "  GPU 0   NVIDIA H100 80GB HBM3   77 %   5/80 GiB   61 °C   250/700 W\n"
                            "  GPU 1   NVIDIA H100 80GB HBM3   -      5/80 GiB   61 °C   250/700 W\n"
                            "  NAME    OWNER     CPU   MEMORY   GPU MEMORY   GPUS       IMAGE\n"
                            "  train   ada     123 %    3 GiB   5 GiB on 0   all GPUs   lab/train:1\n\n");
}

TEST(TopJson, IsOneObjectALine) {
    const std::string line = json_line(one(), 3, 1000);
    EXPECT_TRUE(line.starts_with(
        R"({"round":3,"time":1000,"engines":[{"name":"gpubox","state":"answered","gpus":[{"index":0,)"))
        << line;
    EXPECT_THAT(line, HasSubstr(R"("cpu":123.4)"));
    EXPECT_THAT(line, HasSubstr(R"("memory":3221225472,"memoryLimit":68719476736)"));
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
}

} // namespace
} // namespace dockwright::cli::top
