#include "base/listed.hpp"
#include <gtest/gtest.h>
#include <vector>

namespace dockwright {
namespace {

TEST(Listed, AreNamesWithAnAndBeforeTheLast) {
    const std::vector<std::string> names{"a", "b", "c", "d"};
    const std::span<const std::string> all(names);
    EXPECT_EQ(listed({}, 3), "");
    EXPECT_EQ(listed(all.first(1), 3), "a");
    EXPECT_EQ(listed(all.first(2), 3), "a and b");
    EXPECT_EQ(listed(all.first(3), 3), "a, b and c");
    EXPECT_EQ(listed(all, 4), "a, b, c and d");
}

TEST(Listed, EndWithHowManyMoreThereAre) {
    const std::vector<std::string> names{"a", "b", "c", "d"};
    EXPECT_EQ(listed(names, 3), "a, b and 2 more");
}

} // namespace
} // namespace dockwright
