#include "lint/label_values.hpp"
#include <gtest/gtest.h>

/// The types' own standards; hadolint's lenient readings are held by judged/DL305*.txt.
namespace dockwright::lint {
namespace {

constexpr Reading strict = Reading::strict;

TEST(LabelValues, AUrlHasASchemeAndOnlyCharactersOfUrls) {
    for (const auto* text :
         {"https://example.com", "http://[::1]:80/a?b=c#d", "urn:a:b", "file:///a", "mailto:a@b.c"}) {
        EXPECT_TRUE(is_url(text)) << text;
    }
    for (const auto* text : {"", "example.com", "//a", "http://a b", "http://a/%zz", "http://a:port",
                             "http://a#b#c", "1http://a", "http://[a]", "http://a/{b}"}) {
        EXPECT_FALSE(is_url(text)) << text;
    }
}

TEST(LabelValues, ASemanticVersionHasThreeNumbersWithoutZerosInFront) {
    for (const auto* text : {"0.0.0", "1.2.3-rc.1", "1.2.3-0a.b-c+001.x", "1.2.3+a-b"}) {
        EXPECT_TRUE(is_semver(text, strict)) << text;
    }
    for (const auto* text : {"", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3+", "1.2.3-01",
                             "1.2.3-a..b", "1.2.3-a_b", "1..3"}) {
        EXPECT_FALSE(is_semver(text, strict)) << text;
    }
}

TEST(LabelValues, ACommitHasSevenOrFortyLowerHexadecimalDigits) {
    EXPECT_TRUE(is_hash("0123abc"));
    EXPECT_TRUE(is_hash("0123456789abcdef0123456789abcdef01234567"));
    for (const auto* text : {"", "0123ab", "0123abcd", "0123ABC", "0123abg"}) {
        EXPECT_FALSE(is_hash(text)) << text;
    }
}

TEST(LabelValues, ATimeIsADayThatIsAndHasAZone) {
    for (const auto* text :
         {"2024-02-29T23:59:60Z", "2026-01-31t00:00:00z", "2026-01-31T12:00:00.123-23:59"}) {
        EXPECT_TRUE(is_rfc3339(text, strict)) << text;
    }
    for (const auto* text :
         {"", "2026-01-31", "2026-01-31 12:00:00Z", "2023-02-29T00:00:00Z", "2026-01-31T24:00:00Z",
          "2026-01-31T12:00:00", "2026-01-31T12:00:00+0100", "2026-01-31T12:00:00+24:00",
          "2026-01-31T12:00:00.Z", "20260-01-31T12:00:00Z", "2026-1-31T12:00:00Z", "2026-01-31T1:00:00Z",
          "2026-00-31T12:00:00Z", "2026-01-00T12:00:00Z", "2026-01-31T12:00Z"}) {
        EXPECT_FALSE(is_rfc3339(text, strict)) << text;
    }
}

TEST(LabelValues, ALicenceMayBeAnExpressionOfIdsOfTheList) {
    for (const auto* text : {"MIT", "Apache-2.0", "MIT OR Apache-2.0", "(MIT AND (BSD-3-Clause OR ISC))",
                             "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-ours", "EPL-2.0+"}) {
        EXPECT_TRUE(is_spdx(text, strict)) << text;
    }
    for (const auto* text : {"", "mit", "Apache2", "GPL-2.0", "MIT OR", "OR MIT", "(MIT", "MIT)",
                             "MIT Apache-2.0", "()", "MIT WITH"}) {
        EXPECT_FALSE(is_spdx(text, strict)) << text;
    }
    EXPECT_FALSE(is_spdx(std::string(100'000, '('), strict));
}

TEST(LabelValues, AnAddressHasALocalPartAndADomain) {
    for (const auto* text : {"a@b", "a.b+c@d-e.f", "\"a b\"@c.d", "a@[127.0.0.1]", "a(me)@b.c", " a@b.c "}) {
        EXPECT_TRUE(is_email(text)) << text;
    }
    for (const auto* text :
         {"", "a", "@b", "a@", "A <a@b.c>", "a@b..c", "a@-b", ".a@b", "a..b@c", "a@b@c", "a@b_c"}) {
        EXPECT_FALSE(is_email(text)) << text;
    }
}

} // namespace
} // namespace dockwright::lint
