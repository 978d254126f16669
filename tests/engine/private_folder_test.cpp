#include "engine/private_folder.hpp"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dockwright::engine {
namespace {

namespace fs = std::filesystem;

class PrivateFolders : public ::testing::Test {
protected:
    PrivateFolders() : root_(fs::temp_directory_path() / ("private-" + std::to_string(::getpid()))) {
        fs::create_directories(root_);
    }
    ~PrivateFolders() override {
        std::error_code ec;
        fs::remove_all(root_, ec);
    }
    fs::path root_;
};

TEST_F(PrivateFolders, AreMadeForTheUserAlone) {
    EXPECT_TRUE(make_private_folder(root_ / "a"));
    EXPECT_EQ(fs::status(root_ / "a").permissions(), fs::perms::owner_all);
    EXPECT_TRUE(make_private_folder(root_ / "a"));
}

TEST_F(PrivateFolders, AreNoneThatOthersMayEnter) {
    fs::create_directory(root_ / "open");
    fs::permissions(root_ / "open", fs::perms::owner_all | fs::perms::group_exec);
    EXPECT_FALSE(make_private_folder(root_ / "open"));
}

TEST_F(PrivateFolders, AreNoLinksAndNeedTheFolderAbove) {
    ASSERT_TRUE(make_private_folder(root_ / "real"));
    fs::create_directory_symlink(root_ / "real", root_ / "link");
    EXPECT_FALSE(make_private_folder(root_ / "link"));
    EXPECT_FALSE(make_private_folder(root_ / "no" / "folder"));
}

} // namespace
} // namespace dockwright::engine
