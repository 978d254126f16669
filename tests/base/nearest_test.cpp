#include "base/nearest.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

constexpr std::string_view names[] = {"ADD", "COPY", "ENV", "FROM", "RUN", "WORKDIR"};

TEST(Nearest, OneSlipOfAThirdOfTheWordIsForgiven) {
    EXPECT_EQ(nearest("COYP", names), "COPY");
    EXPECT_EQ(nearest("form", names), "FROM");
    EXPECT_EQ(nearest("COPPY", names), "COPY");
    EXPECT_EQ(nearest("WORKSDIRS", names), "WORKDIR");
    EXPECT_EQ(nearest("WRKDR", names), std::nullopt);
    EXPECT_EQ(nearest("IMAGE", names), std::nullopt);
}

TEST(Nearest, OfAShortWordOnlyTwoNeighboursMayBeSwapped) {
    EXPECT_EQ(nearest("RNU", names), "RUN");
    EXPECT_EQ(nearest("nev", names), "ENV");
    EXPECT_EQ(nearest("run", names), "RUN");
    EXPECT_EQ(nearest("and", names), std::nullopt);
    EXPECT_EQ(nearest("RUM", names), std::nullopt);
    EXPECT_EQ(nearest("NUR", names), std::nullopt) << "no neighbours";
    EXPECT_EQ(nearest("FRM", names), std::nullopt);
    EXPECT_EQ(nearest("cd", names), std::nullopt);
    EXPECT_EQ(nearest("", names), std::nullopt);
}

TEST(Nearest, AnEqualWordIsNoSlip) {
    EXPECT_EQ(nearest("RUN", names), std::nullopt);
}

TEST(Nearest, ASwapIsOneStep) {
    EXPECT_EQ(edit_distance("abcd", "abdc"), 1U);
    EXPECT_EQ(edit_distance("abcd", "dbca"), 2U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("ABC", "abc"), 0U);
}

} // namespace
} // namespace dockwright
