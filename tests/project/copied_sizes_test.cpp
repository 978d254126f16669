#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;

class CopiedSizes : public ::testing::Test {
protected:
    CopiedSizes() {
        folder.write(".git/HEAD", "");
        folder.write("app/tool.txt", "12345");
        folder.write("app/data/a", "123");
        folder.write("app/data/b/c", "4567");
    }

    std::vector<model::CopiedSize> of(const std::string& text) const {
        return read_surroundings(folder.path() / "app/Dockerfile", *model::Document::parse(text)).sizes;
    }

    testing::TemporaryFolder folder;
};

TEST_F(CopiedSizes, CountFilesAndFolders) {
    EXPECT_THAT(of("FROM a\nCOPY tool.txt data absent /opt/\nRUN rm /opt/tool.txt\n"),
                ElementsAre(FieldsAre("tool.txt", 5U), FieldsAre("data", 7U)));
}

TEST_F(CopiedSizes, AreNotAskedForWhereNothingIsRemoved) {
    EXPECT_THAT(of("FROM a\nCOPY tool.txt /opt/\nRUN ls /opt\n"), IsEmpty());
}

TEST_F(CopiedSizes, FollowNoLinks) {
    std::filesystem::create_symlink("/usr", folder.path() / "app/usr");
    EXPECT_THAT(of("FROM a\nCOPY usr /opt/usr\nRUN rm -r /opt/usr\n"), IsEmpty());
}

} // namespace
} // namespace dockwright::project
