#include "config/knowledge_file.hpp"
#include "knowledge/queries.hpp"
#include "support/source_tree.hpp"
#include "support/temporary_folder.hpp"
#include <cstdlib>
#include <gmock/gmock.h>
#include <sys/wait.h>

/// knowledge/renew.py against an index in a folder: what it prints is a file of facts.
namespace dockwright::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view metadata = R"(Metadata-Version: 2.1
Name: torch
Requires-Dist: filelock
Requires-Dist: nvidia-cuda-runtime-cu12 (==12.8.90) ; platform_system == "Linux" and platform_machine == "x86_64"
Requires-Dist: nvidia-cudnn-cu12==9.10.2.21; platform_system == "Linux" and platform_machine == "x86_64"
Requires-Dist: triton==4.0.0; platform_system == "Linux"
Requires-Dist: numpy>=1.26; extra == "all"

A text.
)";

constexpr std::string_view page = R"(<html><body>
<a href="torch-2.4.1-cp312-cp312-manylinux1_x86_64.whl">older</a>
<a href="torch-90.1.0-cp311-cp311-manylinux_2_28_x86_64.whl" data-requires-python="&gt;=3.11" data-core-metadata="true">a</a>
<a href="torch-90.1.0-cp312-cp312-manylinux_2_28_x86_64.whl" data-requires-python="&gt;=3.11">b</a>
<a href="torch-90.1.0-cp313-cp313t-manylinux_2_28_x86_64.whl" data-requires-python="&gt;=3.11">c</a>
<a href="torch-90.1.0-cp312-cp312-manylinux_2_28_aarch64.whl" data-requires-python="&gt;=3.11">d</a>
<a href="torch-90.1.0-cp312-none-macosx_14_0_arm64.whl">e</a>
<a href="torch-90.2.0rc1-cp312-cp312-manylinux_2_28_x86_64.whl">f</a>
<a href="torch-90.3.0-cp312-cp312-manylinux_2_28_x86_64.whl" data-yanked="broken">g</a>
</body></html>
)";

class Renewal : public ::testing::Test {
protected:
    void SetUp() override {
        folder_.write("simple/torch/index.html", page);
        folder_.write("simple/torch/torch-90.1.0-cp311-cp311-manylinux_2_28_x86_64.whl.metadata", metadata);
    }

    int renew(const std::string& arguments) const {
        const std::string command = "python3 '" +
                                    (testing::source_root() / "server/knowledge/renew.py").string() +
                                    "' --index 'file://" + (folder_.path() / "simple").string() + "' " +
                                    arguments + " > '" + (folder_.path() / "said").string() + "' 2>&1";
        return WEXITSTATUS(std::system(command.c_str()));
    }

    testing::TemporaryFolder folder_;
};

TEST_F(Renewal, PrintsWhatTheTablesDoNotHaveYet) {
    ASSERT_EQ(renew("torch"), 0) << folder_.read("said");
    const std::string said = folder_.read("said");
    const OwnKnowledge own = read_knowledge_file(said, knowledge::built_in());
    ASSERT_TRUE(own.mistakes.empty()) << own.mistakes.front().message << "\n" << said;
    const auto version = [](std::string_view text) { return knowledge::Version::parse(text).value(); };
    const knowledge::Knowledge all = own.tables->view();
    const knowledge::Release* found = knowledge::release(all, "torch", version("90.1.0"));
    ASSERT_NE(found, nullptr) << said;
    EXPECT_TRUE(has(found->pythons, version("3.11")) && has(found->pythons, version("3.12")));
    EXPECT_FALSE(has(found->pythons, version("3.13"))); // without the lock only
    EXPECT_FALSE(has(found->pythons_arm, version("3.11")));
    EXPECT_EQ(found->glibc, version("2.28"));
    EXPECT_EQ(found->requires_python, ">=3.11");
    EXPECT_EQ(found->variant, "cu128");
    EXPECT_EQ(found->variant_arm, "cpu");
    EXPECT_EQ(knowledge::variant(*found, "cu128")->cudnn, version("9.10.2.21"));
    EXPECT_EQ(knowledge::release(all, "torch", version("90.2.0rc1")), nullptr);
    EXPECT_EQ(knowledge::release(all, "torch", version("90.3.0")), nullptr);
}

TEST_F(Renewal, SaysWhereTheIndexDiffersFromTheTables) {
    EXPECT_EQ(renew("--check torch"), 1);
    EXPECT_THAT(
        folder_.read("said"),
        HasSubstr("torch 2.4.1: pythons [3.8, 3.9, 3.10, 3.11, 3.12] in the tables, [3.12] in the index"));
}

TEST_F(Renewal, SaysWhenAPackageIsNotThere) {
    EXPECT_EQ(renew("no-such-package"), 1);
    EXPECT_THAT(folder_.read("said"), HasSubstr("no-such-package: "));
}

} // namespace
} // namespace dockwright::config
