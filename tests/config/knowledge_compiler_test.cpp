#include "support/temporary_folder.hpp"
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/wait.h>

/// The program that makes the built-in tables says what is wrong as a compiler does.
namespace dockwright::config {
namespace {

class KnowledgeCompiler : public ::testing::Test {
protected:
    /// Its exit code; what it says goes to the file `said`.
    int compile(const std::string& files) const {
        const std::string command = "cd '" + folder_.path().string() +
                                    "' && " DOCKWRIGHT_BINARY "/server/knowledge_compiler out.cpp " + files +
                                    " 2> said";
        return WEXITSTATUS(std::system(command.c_str()));
    }

    testing::TemporaryFolder folder_;
};

constexpr std::string_view right = R"(architectures:
  - source: me
    entries: [{name: Ampere, capability: 80}]
toolkits:
  - source: "the \"notes\""
    entries: [{version: 12.4.1, targets: [80]}]
)";

TEST_F(KnowledgeCompiler, WritesTheTablesAsConstants) {
    folder_.write("right.yaml", right);
    EXPECT_EQ(compile("right.yaml"), 0) << folder_.read("said");
    const std::string code = folder_.read("out.cpp");
    EXPECT_TRUE(code.contains("constinit const Knowledge")) << code;
    EXPECT_TRUE(code.contains(R"({.version = {{{12,4,1}}, 3}, )")) << code;
    EXPECT_TRUE(code.contains(R"(.fact = {"the \"notes\""})")) << code;
}

TEST_F(KnowledgeCompiler, RefusesWhatIsWrongAndSaysWhere) {
    folder_.write("right.yaml", right);
    folder_.write("wrong.yaml",
                  "gpus:\n  - source: me\n    entries: [{name: A, capability: 86, kind: phone}]\n");
    EXPECT_EQ(compile("right.yaml wrong.yaml"), 1);
    EXPECT_EQ(
        folder_.read("said"),
        "wrong.yaml:3:47: error: 'kind' must be datacenter, workstation, consumer, laptop or jetson, not "
        "'phone' [unknown-value]\n");
}

TEST_F(KnowledgeCompiler, RefusesAReferenceToNothingInAnotherFile) {
    folder_.write("right.yaml", right);
    folder_.write("wrong.yaml",
                  "gpus:\n  - source: me\n    entries: [{name: A, capability: 86, kind: consumer}]\n");
    EXPECT_EQ(compile("right.yaml wrong.yaml"), 1);
    EXPECT_EQ(folder_.read("said"), "wrong.yaml:3:37: error: 86 is no compute capability that is known here "
                                    "[unknown-reference]\n");
}

TEST_F(KnowledgeCompiler, RefusesAFileThatIsNotThere) {
    EXPECT_EQ(compile("none.yaml"), 1);
    EXPECT_EQ(folder_.read("said"), "none.yaml: cannot be read\n");
}

} // namespace
} // namespace dockwright::config
