#include "base/arena.hpp"
#include <gtest/gtest.h>

namespace dockwright {
namespace {

TEST(Arena, KeepsTextsWhereTheyAre) {
    Arena arena;
    std::vector<std::string_view> kept;
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < 500; ++i) {
        expected.push_back(std::string(i % 97, static_cast<char>('a' + i % 26)));
        kept.push_back(arena.store(expected.back()));
    }
    const std::string large(100000, 'x');
    kept.push_back(arena.store(large));
    expected.push_back(large);
    const Arena moved = std::move(arena);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        EXPECT_EQ(kept[i], expected[i]) << i;
    }
}

TEST(Arena, AnEmptyTextTakesNothing) {
    Arena arena;
    EXPECT_TRUE(arena.store("").empty());
}

} // namespace
} // namespace dockwright
