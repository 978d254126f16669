#include "judged_specifiers.hpp"
#include "knowledge/queries.hpp"
#include <gmock/gmock.h>
#include <iterator>

namespace dockwright::knowledge {
namespace {

using ::testing::Eq;
using ::testing::Optional;

Version v(std::string_view text) {
    return Version::parse(text).value();
}

TEST(Versions, AreOrderedAsPep440Orders) {
    const Version* before = nullptr;
    Version last;
    for (const auto& [one, same] : ordered_versions) {
        EXPECT_EQ(v(one), v(same)) << one << " and " << same;
        if (before != nullptr) {
            EXPECT_LT(*before, v(one)) << to_string(*before) << " and " << one;
        }
        last = v(one);
        before = &last;
    }
}

TEST(Versions, TheLocalPartIsLeftOutAndCanBeCutOut) {
    EXPECT_EQ(v("2.4.0+cu124"), v("2.4.0"));
    EXPECT_EQ(local_part("2.4.0+cu124"), "cu124");
    EXPECT_EQ(local_part("2.4.0"), "");
}

TEST(Versions, AreWrittenAsTheyWereButForLeadingZeros) {
    for (const std::string_view text :
         {"12.4", "12.4.1", "2.6.0rc1", "0.0.23.post1", "1.2.3.4", "2.0a3", "2.0.dev5"}) {
        EXPECT_EQ(to_string(v(text)), text);
    }
    EXPECT_EQ(to_string(v("535.104.05")), "535.104.5");
    EXPECT_EQ(to_string(Version()), "");
}

TEST(Versions, WhatIsNoVersionIsNone) {
    for (const std::string_view text :
         {"", "latest", "12.", "12.x", ".4", "1.0+", "1..2", "1.0 ", "99999999999"}) {
        const auto read = Version::parse(text);
        EXPECT_EQ(read.has_value(), text == "1.0+") << text;
    }
}

TEST(Versions, BeginWithTheirFirstParts) {
    EXPECT_TRUE(v("12.4.1").begins_with(v("12.4")));
    EXPECT_TRUE(v("12.4.1").begins_with(v("12")));
    EXPECT_FALSE(v("12.40").begins_with(v("12.4")));
    EXPECT_TRUE(v("12").begins_with(v("12.0")));
    EXPECT_EQ(v("12.4.1").cut(2), v("12.4"));
    EXPECT_EQ(v("12.4.1").cut(2).size, 2);
}

TEST(Specifiers, AreJudgedAsPackagingJudges) {
    EXPECT_GE(std::size(judged_specifiers), 80U);
    for (const JudgedSpecifier& one : judged_specifiers) {
        EXPECT_THAT(satisfies(v(one.version), one.specifier), Optional(Eq(one.satisfied)))
            << one.version << " in '" << one.specifier << "'";
    }
}

TEST(Specifiers, WhatPackagingRefusesIsNotJudged) {
    for (const std::string_view specifier : refused_specifiers) {
        EXPECT_EQ(satisfies(v("2.4.1"), specifier), std::nullopt) << specifier;
    }
}

TEST(Specifiers, KeepAPrereleaseThatIsThere) {
    EXPECT_THAT(satisfies(v("2.2.0a0"), ">=1.13"), Optional(false));
    EXPECT_THAT(keeps(v("2.2.0a0"), ">=1.13"), Optional(true));
    EXPECT_THAT(keeps(v("2.2.0a0"), ""), Optional(true));
    EXPECT_THAT(keeps(v("2.2.0a0"), ">=2.2.0"), Optional(false));
    EXPECT_THAT(keeps(v("2.2.0a0"), "<2.2"), Optional(false));
    EXPECT_THAT(keeps(v("2.2.0a0"), "==2.2.0"), Optional(false));
    EXPECT_EQ(keeps(v("2.2.0a0"), "what?"), std::nullopt);
}

TEST(Specifiers, CondaWritesThemToo) {
    EXPECT_THAT(satisfies(v("2.4.1"), "=2.4"), Optional(true));
    EXPECT_THAT(satisfies(v("2.5.0"), "=2.4"), Optional(false));
    EXPECT_THAT(satisfies(v("2.4.1"), "2.4.*"), Optional(true));
    EXPECT_THAT(satisfies(v("2.4.1"), "2.4"), Optional(false));
    EXPECT_THAT(satisfies(v("2.4.0"), "2.4"), Optional(true));
    EXPECT_THAT(satisfies(v("1.5"), "<2|>3"), Optional(true));
    EXPECT_THAT(satisfies(v("2.5"), "<2|>3"), Optional(false));
    EXPECT_THAT(satisfies(v("2.5"), "*"), Optional(true));
}

TEST(Specifiers, BlanksDoNotMatterAndNothingLetsEverythingIn) {
    EXPECT_THAT(satisfies(v("2.4.1"), " >= 2.1 , < 3 "), Optional(true));
    EXPECT_THAT(satisfies(v("2.4.1"), ""), Optional(true));
    EXPECT_THAT(satisfies(v("2.4.0rc1"), ""), Optional(false));
}

} // namespace
} // namespace dockwright::knowledge
