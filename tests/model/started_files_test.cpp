#include "model/started_files.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `SOURCE`, with ` alone` and ` by a shell` behind it.
std::vector<std::string> started(const std::string& text) {
    std::vector<std::string> out;
    for (const StartedFile& one : started_files(*Document::parse(text))) {
        out.push_back(one.source + (one.alone ? " alone" : "") + (one.by_shell ? " by a shell" : ""));
    }
    return out;
}

TEST(StartedFiles, AreEntrypointCmdAndRun) {
    EXPECT_THAT(started("FROM a\nCOPY bin/x.sh /x.sh\nCOPY y.sh /\nRUN /x.sh\nENTRYPOINT [\"/y.sh\"]\n"),
                ElementsAre("bin/x.sh alone by a shell", "y.sh alone"));
    EXPECT_THAT(started("FROM a\nWORKDIR /app\nCOPY . .\nCMD ./x.sh --port 1\n"),
                ElementsAre("x.sh by a shell"));
    EXPECT_THAT(started("FROM a\nCOPY x.sh y.sh /opt/\nCMD [\"/opt/y.sh\"]\n"), ElementsAre("y.sh"));
    EXPECT_THAT(started("FROM a AS base\nCOPY x.sh /\nFROM base\nCMD [\"/x.sh\"]\n"),
                ElementsAre("x.sh alone"));
}

TEST(StartedFiles, AreWhatIsInForceAtTheEnd) {
    EXPECT_THAT(started("FROM a\nCOPY x.sh y.sh /\nCMD [\"/x.sh\"]\nCMD [\"/y.sh\"]\n"), ElementsAre("y.sh"));
    EXPECT_THAT(started("FROM a\nCOPY x.sh y.sh /\nCMD [\"/x.sh\"]\nENTRYPOINT [\"/y.sh\"]\n"),
                ElementsAre("y.sh"));
}

TEST(StartedFiles, AreNotReadByAnotherProgram) {
    EXPECT_THAT(started("FROM a\nCOPY x.sh /\nRUN sh /x.sh && . /x.sh\nCMD [\"bash\", \"/x.sh\"]\n"),
                IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY x.sh /\nONBUILD RUN /x.sh\n"), IsEmpty());
}

TEST(StartedFiles, AreAsTheyWereCopied) {
    EXPECT_THAT(started("FROM a\nCOPY x.sh /\nRUN chmod +x /x.sh\nCMD [\"/x.sh\"]\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY x.sh /\nRUN chmod -R 755 /\nCMD [\"/x.sh\"]\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY x.sh /\nRUN sed -i 's/\\r//' x.sh && /x.sh\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY --chmod=755 x.sh /\nCMD [\"/x.sh\"]\n"), IsEmpty());
    EXPECT_THAT(started("FROM b AS b\nFROM a\nCOPY x.sh /\nCOPY --from=b / /\nCMD [\"/x.sh\"]\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nRUN chmod +x /y.sh\nCOPY x.sh /\nCMD [\"/x.sh\"]\n"),
                ElementsAre("x.sh alone"));
}

TEST(StartedFiles, MayComeOfAFolder) {
    EXPECT_THAT(started("FROM a\nCOPY x.sh scripts /\nCMD [\"/x.sh\"]\n"),
                ElementsAre("scripts/x.sh", "x.sh"));
    EXPECT_THAT(started("FROM b AS b\nFROM a\nCOPY x.sh /\nCOPY --from=b /lib /lib\nCMD [\"/x.sh\"]\n"),
                ElementsAre("x.sh alone"));
}

TEST(StartedFiles, HaveAPathThatIsKnown) {
    EXPECT_THAT(started("FROM a\nCOPY x.sh .\nCMD [\"./x.sh\"]\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY x.sh /app/\nRUN cd /app && ./x.sh\n"), IsEmpty());
    EXPECT_THAT(started("FROM a\nCOPY x.sh /app/\nCMD [\"x.sh\"]\nRUN $HOME/x.sh\n"), IsEmpty());
}

} // namespace
} // namespace dockwright::model
