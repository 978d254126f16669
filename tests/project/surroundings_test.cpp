#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

model::Surroundings around(const std::filesystem::path& dockerfile) {
    return read_surroundings(dockerfile, *model::Document::parse("FROM scratch\n"));
}

TEST(Surroundings, TakeTheDockerignoreBesideTheDockerfile) {
    const testing::TemporaryFolder folder;
    folder.write(".dockerignore", "data\n");
    const model::Surroundings found = around(folder.path() / "Dockerfile");
    ASSERT_TRUE(found.ignored.has_value());
    EXPECT_TRUE(found.ignored->excludes("data/x"));
}

TEST(Surroundings, PreferTheOneOfTheDockerfilesOwn) {
    const testing::TemporaryFolder folder;
    folder.write(".dockerignore", "data\n");
    folder.write("gpu.Dockerfile.dockerignore", "models\n");
    const model::Surroundings found = around(folder.path() / "gpu.Dockerfile");
    ASSERT_TRUE(found.ignored.has_value());
    EXPECT_FALSE(found.ignored->excludes("data/x"));
    EXPECT_TRUE(found.ignored->excludes("models"));
}

TEST(Surroundings, AreEmptyWhereThereIsNone) {
    const testing::TemporaryFolder folder;
    const model::Surroundings found = around(folder.path() / "Dockerfile");
    EXPECT_FALSE(found.ignored.has_value());
    EXPECT_TRUE(found.lists.empty());
}

TEST(Surroundings, DoNotReadAHugeOne) {
    const testing::TemporaryFolder folder;
    folder.write(".dockerignore", std::string((1U << 20U) + 1, 'a'));
    EXPECT_FALSE(around(folder.path() / "Dockerfile").ignored.has_value());
}

TEST(Surroundings, SayOfWhichStagesNoPlanMakesAnImage) {
    const testing::TemporaryFolder folder;
    const std::string text =
        "FROM a AS base\nFROM base AS validate\nFROM scratch AS update\nFROM base AS app\n";
    const auto imageless = [&](std::string_view bake) {
        folder.write("docker-bake.hcl", bake);
        std::vector<std::vector<std::uint32_t>> out;
        for (const model::Surroundings& build :
             read_builds(folder.path() / "Dockerfile", *model::Document::parse(text), {}, false)) {
            out.push_back(build.imageless);
        }
        return out;
    };
    using All = std::vector<std::vector<std::uint32_t>>;
    EXPECT_EQ(imageless("target \"a\" {\n  target = \"Validate\"\n  output = [\"type=cacheonly\"]\n}\n"
                        "target \"b\" {\n  target = \"update\"\n  output = [\".\"]\n}\n"
                        "target \"c\" {\n  target = \"app\"\n}\n"),
              (All{{1, 2}, {1, 2}, {1, 2}}));
    EXPECT_EQ(imageless("target \"a\" {\n  output = [\"type=cacheonly\"]\n}\n"), (All{{3}}));
    EXPECT_EQ(imageless("target \"a\" {\n  output = [\"type=cacheonly\"]\n}\n"
                        "target \"b\" {\n  target = \"app\"\n}\n"),
              (All{{}, {}}));
}

} // namespace
} // namespace dockwright::project
