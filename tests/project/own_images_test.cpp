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

TEST_F(OwnImages, AreBuiltByScriptsAndPagesNearby) {
    folder.write("docs/README.md", "Build it with `docker build -t team/page .` first.\n");
    folder.write("docs/recipes/Makefile",
                 "all:\n\t$(DOCKER) buildx build \\\n\t  --tag=example.org/team/made:latest .\n");
    folder.write("scripts/all.sh", "podman build -t \"team/script\" . && docker push team/pushed\n");
    folder.write(".github/workflows/ci.yml",
                 "steps:\n  - run: docker build . --build-context team/tools=../tools\n");
    const std::string dockerfile = "docs/recipes/Dockerfile";
    EXPECT_THAT(in(dockerfile, "FROM team/page\nFROM example.org/team/made\nFROM team/script:latest\n"
                               "FROM team/tools\n"),
                ElementsAre("team/page", "example.org/team/made", "team/script:latest", "team/tools"));
    EXPECT_THAT(in(dockerfile, "FROM team/pushed\nFROM example.org/team/page\n"), IsEmpty());
    EXPECT_THAT(in(dockerfile, "# docker build -t team/step one\nFROM team/step\n"),
                ElementsAre("team/step"));
}

TEST_F(OwnImages, HaveTheTagThatIsBuilt) {
    folder.write("build.sh", "docker build -t team/one:1.2 -t team/$NAME -t team/two:$V .\n");
    EXPECT_THAT(in("Dockerfile", "FROM team/one\nFROM team/two\nFROM team/three\n"), IsEmpty());
}

TEST_F(OwnImages, AreThoseOfComposeAndBakeFiles) {
    folder.write("azure-pipelines/compose-build.yaml",
                 "services:\n  a:\n    build: a\n    image: team/models:latest\n"
                 "  b:\n    image: team/other\n");
    folder.write("docker-bake.hcl", "variable \"OWNER\" {\n  default = \"team\"\n}\n"
                                    "target \"c\" {\n  tags = [\"${OWNER}/baked\"]\n}\n");
    EXPECT_THAT(in("docker/x/Dockerfile", "FROM team/models\nFROM team/baked:latest\nFROM team/other\n"),
                ElementsAre("team/models", "team/baked:latest"));
}

TEST_F(OwnImages, AreThoseOfTheRepositorysOwner) {
    folder.write(".git/config", "[remote \"origin\"]\n\turl = git@github.com:Team/app.git\n"
                                "[remote \"up\"]\n\turl = https://example.org/others/app\n");
    EXPECT_THAT(in("Dockerfile", "FROM team/server\nFROM ghcr.io/others/server:latest\nFROM teams/server\n"),
                ElementsAre("team/server", "ghcr.io/others/server:latest"));
}

} // namespace
} // namespace dockwright::project
