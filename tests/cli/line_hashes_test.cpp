#include "cli/line_hashes.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::vector<std::string> hashes(std::string_view text) {
    std::vector<std::string> out;
    for (const LineHash& each : line_hashes(text)) {
        out.push_back(each.text());
    }
    return out;
}

// The values are those of the tests of github/codeql-action, src/fingerprints.test.ts.

TEST(LineHashes, AreThoseOfGitHub) {
    EXPECT_THAT(hashes(""), ElementsAre("c129715d7a2bc9a3:1"));
    EXPECT_THAT(hashes(" a\nb\n  \t\tc\n d"), ElementsAre("271789c17abda88f:1", "54703d4cd895b18:1",
                                                          "180aee12dab6264:1", "a23a3dc5e078b07b:1"));
}

TEST(LineHashes, AreTheSameWhateverEndsALine) {
    const auto right =
        ElementsAre("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                    "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1");
    EXPECT_THAT(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), right);
    EXPECT_THAT(hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"), right);
    EXPECT_THAT(hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), right);
}

TEST(LineHashes, NumberEqualLines) {
    std::string text;
    for (int i = 0; i < 10; ++i) {
        text += "Lorem ipsum dolor sit amet.\n";
    }
    EXPECT_THAT(hashes(text), ElementsAre("a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3",
                                          "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                                          "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1",
                                          "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHashes, AreThereForEveryLineOfAnyBytes) {
    EXPECT_THAT(hashes("\xFF\n\xF0\x9F\x98\x80\n\n\n"), SizeIs(5));
}

} // namespace
} // namespace dockwright::cli
