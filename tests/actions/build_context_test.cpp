#include "actions/build/build.hpp"
#include "actions/build/context.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

struct Project {
    testing::TemporaryFolder folder;
    fs::path root = fs::path(folder.path()) / "My Job";
    BuildOptions options{.context = root.string()};

    Project() {
        write(root / "Dockerfile", "FROM toy:1\nCOPY . .\n");
        write(root / "train.py", std::string(300'000, 'x'));
        write(root / "data/rows.csv", "1,2\n");
        write(root / "data/keep.txt", "k");
        write(root / ".dockerignore", "data\n!data/keep.txt\nDockerfile\n.dockerignore\n");
        fs::create_symlink("train.py", root / "link");
        ::mkfifo((root / "pipe").c_str(), 0600);
    }
};

std::string archive_of(ContextPlan plan) {
    ContextArchive archive(std::move(plan));
    std::string all;
    while (true) {
        auto piece = archive.next();
        if (!piece) {
            return "failed: " + piece.error().message;
        }
        if (piece->empty()) {
            return all;
        }
        EXPECT_LE(piece->size(), std::size_t{600} << 10U);
        all += *piece;
    }
}

std::vector<std::string> names_of(const ContextPlan& plan) {
    std::vector<std::string> out;
    for (const ContextMember& member : plan.members) {
        out.push_back(member.entry.name);
    }
    std::ranges::sort(out);
    return out;
}

TEST(BuildContexts, LeaveOutWhatIsIgnoredAndWhatIsNoFile) {
    const Project project;
    const auto source = read_build_source(project.options);
    ASSERT_TRUE(source) << source.error().message;
    EXPECT_EQ(source->name, "local/my-job:latest");
    const auto plan = plan_context(*source, usual_context_limit);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(names_of(*plan),
              (std::vector<std::string>{".dockerignore", "Dockerfile", "data/keep.txt", "link", "train.py"}));
}

TEST(BuildContexts, AreArchivesThatTarReads) {
    const Project project;
    auto plan = plan_context(*read_build_source(project.options), usual_context_limit);
    ASSERT_TRUE(plan);
    const std::string all = archive_of(std::move(*plan));
    const fs::path out = fs::path(project.folder.path()) / "out";
    write(out / "a.tar", all);
    const std::string command = "tar -xf '" + (out / "a.tar").string() + "' -C '" + out.string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0); // NOLINT: our own words
    EXPECT_EQ(fs::file_size(out / "train.py"), 300'000U);
    EXPECT_EQ(fs::read_symlink(out / "link"), "train.py");
    EXPECT_TRUE(fs::exists(out / "data/keep.txt"));
}

TEST(BuildContexts, ThatAreTooLargeNameWhatIs) {
    const Project project;
    const auto plan = plan_context(*read_build_source(project.options), 1000);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().kind, "context-too-large");
    EXPECT_TRUE(plan.error().message.contains("train.py")) << plan.error().message;
}

TEST(BuildContexts, WhoseFilesBecomeShorterAreNotSentBroken) {
    const Project project;
    auto plan = plan_context(*read_build_source(project.options), usual_context_limit);
    ASSERT_TRUE(plan);
    fs::resize_file(project.root / "train.py", 10);
    EXPECT_TRUE(archive_of(std::move(*plan)).contains("became shorter"));
}

TEST(BuildSources, OutsideOfTheContextGetANameInIt) {
    const Project project;
    BuildOptions options = project.options;
    options.file = (fs::path(project.folder.path()) / "other.Dockerfile").string();
    write(options.file, "FROM toy:1 AS base\nFROM base AS last\n");
    auto source = read_build_source(options);
    ASSERT_TRUE(source) << source.error().message;
    EXPECT_FALSE(source->file_name.contains('/')) << source->file_name;
    options.target = "bass";
    source = read_build_source(options);
    ASSERT_FALSE(source);
    EXPECT_TRUE(source.error().next_step.contains("base")) << source.error().next_step;
}

TEST(BuildSources, ThatAreNotThereAreNamed) {
    const Project project;
    BuildOptions options = project.options;
    options.context += "/data";
    EXPECT_EQ(read_build_source(options).error().kind, "dockerfile-missing");
    options.context += "/none";
    EXPECT_EQ(read_build_source(options).error().kind, "context-missing");
}

TEST(ImageNames, OfFoldersAreNoneOfDockerHubsOwn) {
    EXPECT_EQ(image_name_for("/home/ada/python"), "local/python:latest");
    EXPECT_EQ(image_name_for("/home/ada/_Größe 2_"), "local/gr-e-2:latest");
    EXPECT_EQ(image_name_for("/"), "local/image:latest");
}

TEST(BuildWords, KeepValuesThatLookLikeOptionsInOneWord) {
    const Project project;
    BuildOptions options = project.options;
    options.target = "";
    options.arguments = {{"A", "-x y"}};
    const auto source = read_build_source(options);
    ASSERT_TRUE(source);
    const auto words = buildx_arguments(*source, options);
    EXPECT_EQ(std::ranges::count(words, "--build-arg=A=-x y"), 1);
    EXPECT_EQ(words.back(), source->context.string());
    EXPECT_TRUE(build_query(*source, options).contains("buildargs=%7B%22A%22%3A%22-x%20y%22%7D"))
        << build_query(*source, options);
}

TEST(BuildWords, TellTheBuilderTheEngineThatWasAsked) {
    engine::Endpoint endpoint;
    endpoint.address = engine::UnixAddress{"/run/other.sock"};
    const auto variables = buildx_environment(endpoint, {"A=1", "DOCKER_HOST=tcp://x", "DOCKER_CONTEXT=c"});
    EXPECT_EQ(variables, (std::vector<std::string>{"A=1", "DOCKER_HOST=unix:///run/other.sock"}));
    endpoint.address = engine::TlsAddress{.host = "h", .port = 2376, .files = {}};
    EXPECT_FALSE(buildx_environment(endpoint, {}));
}

TEST(BuildWords, OldBuildersAreKnownByTheirVersion) {
    EXPECT_TRUE(is_new_buildx("github.com/docker/buildx v0.17.1 257815a"));
    EXPECT_TRUE(is_new_buildx("github.com/docker/buildx v1.0.0"));
    EXPECT_FALSE(is_new_buildx("github.com/docker/buildx v0.12.9 x"));
    EXPECT_FALSE(is_new_buildx("docker: 'buildx' is not a docker command"));
}

} // namespace
} // namespace dockwright::actions
