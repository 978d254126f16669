#include "cli/progress_bar.hpp"
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using namespace std::chrono_literals;

constexpr ProgressBar::Clock::time_point begin{1h};

actions::Progress half() {
    return {.what = "Pulling toy:1",
            .fraction = 0.5,
            .done = 1'200'000,
            .total = 2'400'000,
            .detail = "1 of 2 layers"};
}

std::string shown(ProgressBar::Kind kind, const std::function<void(ProgressBar&)>& use) {
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* file = ::open_memstream(&text, &size);
    {
        ProgressBar bar(file, kind);
        use(bar);
    }
    std::fclose(file);
    std::string out(text, size);
    std::free(text);
    return out;
}

TEST(ProgressText, HasAllThatIsKnown) {
    EXPECT_EQ(progress_text(half(), 3'400'000, 200),
              "Pulling toy:1  [##########----------] 50 %  1.2 MB of 2.4 MB  3.4 MB/s  1 of 2 layers");
    EXPECT_EQ(progress_text({.what = "Waiting"}, 0, 200), "Waiting");
}

TEST(ProgressText, FitsTheTerminal) {
    EXPECT_EQ(progress_text(half(), 3'400'000, 59), "Pulling toy:1  [##########----------] 50 %");
    EXPECT_EQ(progress_text(half(), 0, 8), "Pulling…");
}

TEST(ProgressBar, OnATerminalIsOneLineDrawnAtMostTenTimesASecondAndTakenAway) {
    const std::string out = shown(ProgressBar::Kind::line, [](ProgressBar& bar) {
        for (int i = 0; i < 100; ++i) {
            bar.show(half(), begin + i * 10ms);
        }
    });
    EXPECT_EQ(std::count(out.begin(), out.end(), '\r'), 11) << "ten and the last, which takes it away";
    EXPECT_EQ(out.find('\n'), std::string::npos);
    EXPECT_TRUE(out.ends_with("\r\x1b[K"));
}

TEST(ProgressBar, ElsewhereIsALineEveryFewSecondsWithoutControlBytes) {
    const std::string out = shown(ProgressBar::Kind::lines, [](ProgressBar& bar) {
        for (int i = 0; i < 100; ++i) {
            bar.show(half(), begin + i * 100ms);
        }
    });
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2);
    EXPECT_EQ(out.find('\r'), std::string::npos);
    EXPECT_EQ(out.find('\x1b'), std::string::npos);
}

TEST(ProgressBar, PrintsLinesOfOutputEscaped) {
    const std::string out = shown(ProgressBar::Kind::line, [](ProgressBar& bar) {
        bar.show({.what = "Building", .line = "Step 1\x1b[2J"}, begin);
    });
    EXPECT_TRUE(out.starts_with("Step 1\\x1b[2J\n")) << out;
}

TEST(ProgressBar, MeasuresBytesASecond) {
    const std::string out = shown(ProgressBar::Kind::lines, [](ProgressBar& bar) {
        actions::Progress progress = half();
        progress.done = 0;
        bar.show(progress, begin);
        progress.done = 10'000'000;
        bar.show(progress, begin + 5s);
    });
    EXPECT_TRUE(out.contains("2.0 MB/s")) << out;
}

TEST(ProgressBar, OfAnotherKindShowsNothing) {
    EXPECT_EQ(shown(ProgressBar::Kind::none, [](ProgressBar& bar) { bar.show(half(), begin); }), "");
}

} // namespace
} // namespace dockwright::cli
