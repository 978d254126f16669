#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OwnImages : public ::testing::Test {
protected:
    OwnImages() {
        folder.write(".git/HEAD", "");
        folder.write("images/base/Dockerfile", "FROM python:3.12\n");
        folder.write("images/empty/README.md", "");
        folder.write("images/python/Dockerfile", "FROM python:3.12\n");
    }

    std::vector<std::string> in(const std::string& dockerfile, const std::string& text) const {
        return read_surroundings(folder.path() / dockerfile, *model::Document::parse(text)).own_images;
    }

    testing::TemporaryFolder folder;
};

TEST_F(OwnImages, HaveAFolderOfTheirNameNearby) {
    const std::string text = "ARG BASE=example.org/team/base\nFROM $BASE\n";
    EXPECT_THAT(in("images/app/Dockerfile", text), ElementsAre("example.org/team/base"));
    EXPECT_THAT(in("images/app/cuda/Dockerfile", text), ElementsAre("example.org/team/base"));
    EXPECT_THAT(in("docs/recipes/one/gpu.Dockerfile", text), ElementsAre("example.org/team/base"));
    EXPECT_THAT(in("images/app/Dockerfile", "FROM team/base:latest\n"), ElementsAre("team/base:latest"));
}

TEST_F(OwnImages, AreNoneThatAreReleasedElsewhere) {
    EXPECT_THAT(in("images/app/Dockerfile", "FROM python\n"), IsEmpty());
    EXPECT_THAT(in("images/app/Dockerfile", "FROM team/base:1.2\n"), IsEmpty());
    EXPECT_THAT(in("images/app/Dockerfile", "FROM team/empty\nFROM team/other\nFROM team/../base\n"),
                IsEmpty());
}

} // namespace
} // namespace dockwright::project
