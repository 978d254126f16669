#include "project/plans/env_file.hpp"
#include "project/plans/find_plans.hpp"
#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(EnvFile, HasANameAndAValueALine) {
    EXPECT_THAT(
        read_env_file("# versions\nCUDA=12.4\n\nexport TORCH = 2.6.0 \nTAG: latest\r\nEMPTY=\n"),
        ElementsAre(Pair("CUDA", "12.4"), Pair("TORCH", "2.6.0"), Pair("TAG", "latest"), Pair("EMPTY", "")));
}

TEST(EnvFile, HasComments) {
    EXPECT_THAT(read_env_file("A=1 # one\nB=x#y\nC= # some\nD='a # b' # c\n"),
                ElementsAre(Pair("A", "1"), Pair("B", "x#y"), Pair("C", "# some"), Pair("D", "a # b")));
}

TEST(EnvFile, HasQuotes) {
    EXPECT_THAT(
        read_env_file("A='$B \\n'\nC=\"a\\n\\\"b\\\"\"\nD=\"two\nlines\"\nE='it\\'s'\n"),
        ElementsAre(Pair("A", "$B \\n"), Pair("C", "a\n\"b\""), Pair("D", "two\nlines"), Pair("E", "it's")));
    EXPECT_THAT(read_env_file("A=\"\\$X \\q\"\nB=a\\nb\n"),
                ElementsAre(Pair("A", "$X \\q"), Pair("B", "a\\nb")));
}

TEST(EnvFile, TakesWhatWasReadBefore) {
    EXPECT_THAT(read_env_file("A=1\nB=${A}.2\nC=\"$B.3\"\nD=$UNKNOWN\nE=${UNKNOWN:-9}\nA=5\nF=$A\n"),
                ElementsAre(Pair("A", "1"), Pair("B", "1.2"), Pair("C", "1.2.3"), Pair("E", "9"),
                            Pair("A", "5"), Pair("F", "5")));
}

TEST(EnvFile, LeavesOutWhatIsNoPair) {
    EXPECT_THAT(read_env_file("just words\n=1\na b=1\nA=\"no end\nB=1\n"), ElementsAre(Pair("B", "1")));
    EXPECT_THAT(read_env_file(""), IsEmpty());
}

TEST(EnvFile, GivesTheVariablesOfTheComposeFileBesideIt) {
    const testing::TemporaryFolder folder;
    folder.write(".env", "CUDA=12.4\nFILE=gpu.Dockerfile\n");
    folder.write("compose.yaml", "services:\n  a:\n    build:\n      context: .\n      dockerfile: $FILE\n"
                                 "      args: {CUDA_VERSION: \"${CUDA}\", OTHER: \"${OTHER}\"}\n");
    const auto found =
        read_surroundings(folder.path() / "gpu.Dockerfile", *model::Document::parse("FROM scratch\n"));
    ASSERT_EQ(found.plans.size(), 1U);
    EXPECT_THAT(found.plans.front().build_arguments, ElementsAre(Pair("CUDA_VERSION", "12.4")));
}

} // namespace
} // namespace dockwright::project
