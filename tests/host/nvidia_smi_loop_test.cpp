#include "host/nvidia_smi_loop.hpp"
#include <gtest/gtest.h>

namespace dockwright::host {
namespace {

std::string row(unsigned index, unsigned utilization) {
    return std::to_string(index) + ", GPU-" + std::to_string(index) + ", " + std::to_string(utilization) +
           ", 1, 2, 3, 40, 50.00, 60.00\n";
}

std::string three_rounds() {
    return row(0, 10) + row(1, 11) + row(0, 20) + row(1, 21) + row(0, 30) + row(1, 31);
}

TEST(LoadRounds, ARoundIsWholeWithItsLastRowOnceTheirNumberIsKnown) {
    LoadRounds rounds;
    EXPECT_TRUE(rounds.feed(row(0, 10) + row(1, 11)).empty());
    const auto two = rounds.feed(row(0, 20) + row(1, 21));
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0][1].utilization, 11U);
    EXPECT_EQ(two[1][1].utilization, 21U);
    EXPECT_EQ(rounds.feed(row(0, 30) + row(1, 31)).size(), 1U);
}

TEST(LoadRounds, TheFirstRoundIsWholeAtOnceWhereTheNumberWasGiven) {
    LoadRounds rounds(2);
    EXPECT_EQ(rounds.feed(row(0, 10) + row(1, 11)).size(), 1U);
    LoadRounds one(1);
    EXPECT_EQ(one.feed(row(0, 10) + row(0, 20)).size(), 2U);
}

TEST(LoadRounds, CutsAtEveryByteGiveTheSameRounds) {
    const std::string text = three_rounds();
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        LoadRounds rounds;
        auto whole = rounds.feed(std::string_view(text).substr(0, cut));
        for (auto& round : rounds.feed(std::string_view(text).substr(cut))) {
            whole.push_back(std::move(round));
        }
        ASSERT_EQ(whole.size(), 3U) << cut;
        EXPECT_EQ(whole[2][1].utilization, 31U) << cut;
    }
}

TEST(LoadRounds, AGpuThatGoesAwayEndsItsRoundWithTheNext) {
    LoadRounds rounds(2);
    EXPECT_EQ(rounds.feed(row(0, 1) + row(1, 1)).size(), 1U);
    EXPECT_TRUE(rounds.feed(row(0, 2)).empty());
    const auto short_one = rounds.feed(row(0, 3));
    ASSERT_EQ(short_one.size(), 2U);
    EXPECT_EQ(short_one[0].size(), 1U);
    EXPECT_EQ(short_one[1].size(), 1U);
}

TEST(LoadRounds, TheLastLineThatIsNoRowIsKeptUntilARowComes) {
    LoadRounds rounds(1);
    EXPECT_TRUE(
        rounds.feed("Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.\n\n").empty());
    EXPECT_EQ(rounds.words(), "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.");
    EXPECT_EQ(rounds.feed(row(0, 1)).size(), 1U);
    EXPECT_EQ(rounds.words(), "");
}

TEST(LoadRounds, AnEndlessLineIsDroppedAndTheNextIsRead) {
    LoadRounds rounds(1);
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(rounds.feed(std::string(10'000, 'x')).empty());
    }
    EXPECT_TRUE(rounds.feed("\n").empty());
    EXPECT_EQ(rounds.feed(row(0, 1)).size(), 1U);
}

TEST(LoadRounds, RowsThatNeverFallBackAreBounded) {
    LoadRounds rounds;
    std::size_t whole = 0;
    for (unsigned i = 0; i < 1000; ++i) {
        for (const auto& round : rounds.feed(row(i, 1))) {
            EXPECT_LE(round.size(), 128U);
            ++whole;
        }
    }
    EXPECT_GE(whole, 7U);
}

} // namespace
} // namespace dockwright::host
