#include "cli/search.hpp"
#include "support/temporary_folder.hpp"
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::cli {
namespace {

TEST(Search, TakesTheUsualNames) {
    for (const char* name : {"Dockerfile", "dockerfile", "Dockerfile.gpu", "Dockerfile.cuda-12.4",
                             "Dockerfile-gpu", "Dockerfile_gpu", "train.Dockerfile", "train.dockerfile",
                             "Containerfile", "Containerfile.dev", "a.b.Containerfile"}) {
        EXPECT_TRUE(is_dockerfile_name(name)) << name;
    }
}

TEST(Search, LeavesOthersAlone) {
    for (const char* name : {"", "Dockerfile~", "Dockerfile.bak", "Dockerfile.j2", "Dockerfile.dockerignore",
                             "Dockerfiles", "MyDockerfile", "Dockerfile.5.md", "dockerfile.go",
                             "dockerfile_test.go", "docker-compose.yaml", ".dockerignore"}) {
        EXPECT_FALSE(is_dockerfile_name(name)) << name;
    }
}

/// Folders in folders until their path is longer than the system opens, which stops root too.
void make_unreadably_deep(const std::filesystem::path& top) {
    const std::string name(250, 'd');
    int folder = ::open(top.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < 17; ++i) {
        ASSERT_EQ(::mkdirat(folder, name.c_str(), S_IRWXU), 0);
        const int next = ::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        ::close(folder);
        folder = next;
    }
    ::close(folder);
}

TEST(Search, NamesAFolderThatItCannotReadAndGoesOn) {
    const testing::TemporaryFolder folder;
    folder.write("a/Dockerfile", "");
    folder.write("b/keep", "");
    folder.write("z/Dockerfile", "");
    make_unreadably_deep(folder.path() / "b");
    const Found found = targets(folder.path());
    ASSERT_EQ(found.files.size(), 2U);
    EXPECT_EQ(found.files[0].path, folder.path() / "a/Dockerfile");
    EXPECT_EQ(found.files[1].path, folder.path() / "z/Dockerfile");
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_TRUE(found.problems[0].message.starts_with("Cannot read the folder '" +
                                                      (folder.path() / "b/ddd").string()));
    EXPECT_TRUE(found.problems[0].message.ends_with("': File name too long"));
}

TEST(Search, KeepsTheFirstNameOfOneFile) {
    const testing::TemporaryFolder folder;
    folder.write("a", "");
    folder.write("b", "");
    const std::string a = folder.path() / "a";
    const std::string again = folder.path() / "." / "a";
    const std::string missing = folder.path() / "missing";
    std::vector<Target> files{{"-", ""}, {again, ""}, {missing, ""},
                              {a, ""},   {"-", ""},   {folder.path() / "b", ""}};
    drop_repeated(files);
    ASSERT_EQ(files.size(), 4U);
    EXPECT_EQ(files[1].path, again);
    EXPECT_EQ(files[2].path, missing);
    EXPECT_EQ(files[3].path, folder.path() / "b");
}

} // namespace
} // namespace dockwright::cli
