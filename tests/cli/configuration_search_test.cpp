#include "project/configuration.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

class ConfigurationSearch : public ::testing::Test {
protected:
    std::shared_ptr<const config::Configuration> of(const std::string& name) const {
        return find_configuration(folder.path() / name).configuration;
    }
    /// The kinds and sentences of all mistakes, without the folder.
    std::string mistakes(const std::string& name) const {
        std::string out;
        for (const config::Source& source : of(name)->sources) {
            for (const config::Mistake& mistake : source.file.mistakes) {
                out += std::string(mistake.kind) + ": " + mistake.message + "\n";
            }
        }
        const std::string root = folder.path().string() + "/";
        for (std::size_t at = 0; (at = out.find(root)) != std::string::npos;) {
            out.erase(at, root.size());
        }
        return out;
    }
    testing::TemporaryFolder folder;
};

TEST_F(ConfigurationSearch, TheNearestFolderWins) {
    folder.write(".dockwright.yaml", "preset: all\n");
    folder.write("a/.dockwright.yaml", "preset: strict\n");
    folder.write("a/b/Dockerfile", "");
    EXPECT_EQ(of("a/b/Dockerfile")->sources.back().file.preset->value, lint::Preset::strict);
    EXPECT_EQ(of("c/Dockerfile")->sources.back().file.preset->value, lint::Preset::all);
}

TEST_F(ConfigurationSearch, HadolintsFileIsReadWhereThereIsNoneOfOurs) {
    folder.write(".hadolint.yml", "ignored: [DL3006]\n");
    EXPECT_TRUE(of("Dockerfile")->sources.back().hadolint);
    EXPECT_EQ(of("a/Dockerfile")->sources.back().file.rules.ignore.size(), 1U);
    folder.write(".dockwright.yaml", "");
    EXPECT_FALSE(of("Dockerfile")->sources.back().hadolint);
}

TEST_F(ConfigurationSearch, SaysWhereItLooked) {
    folder.write(".hadolint.yaml", "ignored: []\n");
    const auto looked = find_configuration(folder.path() / "a/Dockerfile").looked;
    ASSERT_EQ(looked.size(), 5U);
    EXPECT_TRUE(looked[0].path.ends_with("a/.dockwright.yaml"));
    EXPECT_FALSE(looked[0].there);
    EXPECT_TRUE(looked[4].path.ends_with("/.hadolint.yaml"));
    EXPECT_TRUE(looked[4].there);
}

TEST_F(ConfigurationSearch, WhatIsExtendedComesFirst) {
    folder.write(".git/HEAD", "");
    folder.write("common/base.yaml", "preset: all\n");
    folder.write("common/gpu.yaml", "extends: base.yaml\n");
    folder.write("a/.dockwright.yaml", "extends: [../common/gpu.yaml, ../common/base.yaml]\n");
    const auto found = of("a/Dockerfile");
    ASSERT_EQ(found->sources.size(), 3U) << "none is read twice";
    EXPECT_TRUE(found->sources[0].path.ends_with("base.yaml"));
    EXPECT_TRUE(found->sources[1].path.ends_with("gpu.yaml"));
    EXPECT_FALSE(found->has_mistakes());
}

TEST_F(ConfigurationSearch, AMissingFileIsAMistakeOfWhoNamesIt) {
    folder.write(".dockwright.yaml", "preset: all\nextends: [none.yaml, folder]\n");
    fs::create_directory(folder.path() / "folder");
    EXPECT_EQ(mistakes("Dockerfile"), "missing-file: There is no file 'none.yaml'\n"
                                      "unreadable: 'folder' is no plain file\n");
    EXPECT_EQ(of("Dockerfile")->sources.back().file.preset->value, lint::Preset::all);
}

TEST_F(ConfigurationSearch, ACycleIsAMistakeAndEndsTheReading) {
    folder.write(".dockwright.yaml", "extends: a.yaml\n");
    folder.write("a.yaml", "extends: .dockwright.yaml\n");
    EXPECT_EQ(mistakes("Dockerfile"),
              "cycle: '.dockwright.yaml' builds on this file, so none of them can come first\n");
    folder.write("a.yaml", "extends: a.yaml\n");
    EXPECT_EQ(mistakes("Dockerfile"),
              "cycle: 'a.yaml' builds on this file, so none of them can come first\n");
}

TEST_F(ConfigurationSearch, NothingOutsideOfTheRepositoryIsRead) {
    folder.write("secret.yaml", "preset: all\n");
    folder.write("r/.git/HEAD", "");
    folder.write("r/a/.dockwright.yaml", "extends: [../../secret.yaml, link.yaml]\n");
    fs::create_symlink(folder.path() / "secret.yaml", folder.path() / "r/a/link.yaml");
    const std::string outside =
        " lies outside of the repository, or of this file's folder where there is none\n";
    EXPECT_EQ(mistakes("r/a/Dockerfile"),
              "outside: 'secret.yaml'" + outside + "outside: 'r/a/link.yaml'" + outside);
    EXPECT_EQ(of("r/a/Dockerfile")->sources.size(), 1U);
}

TEST_F(ConfigurationSearch, WithoutARepositoryItsOwnFolderIsTheLimit) {
    folder.write("base.yaml", "");
    folder.write("a/.dockwright.yaml", "extends: ../base.yaml\n");
    EXPECT_TRUE(mistakes("a/Dockerfile").starts_with("outside: "));
}

TEST_F(ConfigurationSearch, AFoundLinkThatLeadsAwayIsNotFollowed) {
    folder.write("secret", "preset: all\n");
    folder.write("r/.git/HEAD", "");
    fs::create_symlink(folder.path() / "secret", folder.path() / "r/.dockwright.yaml");
    EXPECT_TRUE(mistakes("r/Dockerfile").starts_with("outside: "));
    EXPECT_FALSE(of("r/Dockerfile")->sources.back().file.preset);
}

TEST_F(ConfigurationSearch, AChainOfFilesHasAnEnd) {
    for (int i = 0; i < 40; ++i) {
        folder.write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
    }
    folder.write(".dockwright.yaml", "extends: 0.yaml\n");
    EXPECT_EQ(mistakes("Dockerfile"), "too-many-files: '31.yaml' is one file too many: 32 can be joined\n");
}

TEST_F(ConfigurationSearch, ManyDockerfilesShareWhatIsRead) {
    folder.write(".dockwright.yaml", "preset: all\n");
    Configurations configurations;
    const auto first = configurations.of(folder.path() / "a/Dockerfile");
    EXPECT_EQ(first, configurations.of(folder.path() / "b/c/Dockerfile"));
    EXPECT_EQ(first->sources.back().file.preset->value, lint::Preset::all);
}

} // namespace
} // namespace dockwright::project
