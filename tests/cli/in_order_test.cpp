#include "cli/in_order.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

std::vector<std::size_t> squares(std::size_t count, std::size_t jobs) {
    std::vector<std::size_t> out;
    in_order(
        count, jobs, [](std::size_t i) { return i * i; }, [&](std::size_t result) { out.push_back(result); });
    return out;
}

TEST(InOrder, HandsOverEveryResultInOrderWhateverTheJobs) {
    const std::vector<std::size_t> alone = squares(1000, 1);
    ASSERT_EQ(alone.size(), 1000U);
    EXPECT_EQ(alone[999], 999U * 999U);
    EXPECT_EQ(squares(1000, 8), alone);
    EXPECT_EQ(squares(1000, 0), alone);
    EXPECT_EQ(squares(3, 64), (std::vector<std::size_t>{0, 1, 4}));
}

TEST(InOrder, DoesNothingWithNothing) {
    EXPECT_TRUE(squares(0, 8).empty());
}

} // namespace
} // namespace dockwright::cli
