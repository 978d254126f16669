#include "engine/api_version.hpp"
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

TEST(ApiVersions, AreTwoNumbersWithADot) {
    EXPECT_EQ(parse_api_version("1.41"), (ApiVersion{1, 41}));
    EXPECT_EQ(to_string(ApiVersion{1, 41}), "1.41");
}

TEST(ApiVersions, CompareByNumberNotByText) {
    EXPECT_LT((ApiVersion{1, 9}), (ApiVersion{1, 41}));
    EXPECT_LT((ApiVersion{1, 99}), (ApiVersion{2, 0}));
}

TEST(ApiVersions, AreNothingElse) {
    for (const char* text : {"", ".", "1", "1.", ".41", "1.41.2", "v1.41", "1.4x", " 1.41", "-1.41", "1.-4",
                             "1,41", "99999999999.1"}) {
        EXPECT_EQ(parse_api_version(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace dockwright::engine
