#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

model::Surroundings around(const testing::TemporaryFolder& folder, std::string_view name,
                           const std::string& dockerfile, const fs::path& context = {}) {
    return read_surroundings(folder.path() / name, *model::Document::parse(dockerfile), context);
}

/// `PATH`, with ` (NEAREST)` behind it if there is one.
std::vector<std::string> missing(const model::Surroundings& found) {
    std::vector<std::string> out;
    for (const model::MissingSource& one : found.missing) {
        out.push_back(one.nearest.empty() ? one.path : one.path + " (" + one.nearest + ")");
    }
    return out;
}

TEST(MissingSources, AreLookedForInEachFolderThatMayBeTheContext) {
    const testing::TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write("src/train.py", "");
    folder.write("docker/gpu/start.sh", "");
    const auto found = around(folder, "docker/gpu/Dockerfile",
                              "FROM scratch\nCOPY src/train.py start.sh data.csv docker/gpu/start.sh /\n");
    EXPECT_THAT(missing(found), ElementsAre("data.csv"));
    EXPECT_FALSE(found.missing.front().sure);
}

TEST(MissingSources, AreLookedForInTheContextAloneIfThatIsKnown) {
    const testing::TemporaryFolder folder;
    folder.write("above.txt", "");
    folder.write("app/Dockerfile", "");
    const auto found =
        around(folder, "app/Dockerfile", "FROM scratch\nCOPY above.txt /\n", folder.path() / "app");
    EXPECT_THAT(missing(found), ElementsAre("above.txt"));
    EXPECT_TRUE(found.missing.front().sure);
}

TEST(MissingSources, AreThoseOfTheContextThatComposeSays) {
    const testing::TemporaryFolder folder;
    folder.write("compose.yaml",
                 "services:\n  app:\n    build: {context: ., dockerfile: docker/Dockerfile}\n");
    folder.write("docker/start.sh", "");
    const auto found = around(folder, "docker/Dockerfile", "FROM scratch\nCOPY start.sh /\n");
    EXPECT_THAT(missing(found), ElementsAre("start.sh"));
    EXPECT_TRUE(found.missing.front().sure);
}

TEST(MissingSources, AreNotToldOfWhereNothingFits) {
    const testing::TemporaryFolder folder;
    EXPECT_THAT(missing(around(folder, "Dockerfile", "FROM scratch\nCOPY a.txt b.txt /\n")), IsEmpty());
    folder.write("a.txt", "");
    EXPECT_THAT(missing(around(folder, "Dockerfile", "FROM scratch\nCOPY a.txt b.txt /\n")),
                ElementsAre("b.txt"));
}

TEST(MissingSources, MayBeMisspeltInAnyFolderOfThePath) {
    const testing::TemporaryFolder folder;
    folder.write("models/base.bin", "");
    folder.write("notebooks/first.ipynb", "");
    folder.write("run.py", "");
    EXPECT_THAT(missing(around(
                    folder, "Dockerfile",
                    "FROM scratch\nCOPY run.py modles/base.bin notebooks/frist.ipynb modles/other.py /\n")),
                ElementsAre("modles/base.bin (models/base.bin)",
                            "notebooks/frist.ipynb (notebooks/first.ipynb)", "modles/other.py"));
}

TEST(MissingSources, MayBeWrittenInOtherLettersOnWindows) {
    const testing::TemporaryFolder folder;
    folder.write("Web.config", "");
    folder.write("run.py", "");
    const auto of = [&](const std::string& base) {
        return missing(around(folder, "Dockerfile", base + "COPY web.config run.py wbe.config .\n"));
    };
    const auto misspelt = ElementsAre("wbe.config (Web.config)");
    EXPECT_THAT(of("FROM mcr.microsoft.com/windows/servercore:ltsc2022\n"), misspelt);
    EXPECT_THAT(of("FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8\n"), misspelt);
    EXPECT_THAT(of("ARG BASE\nFROM $BASE\nWORKDIR /inetpub/wwwroot\n"), misspelt);
    EXPECT_THAT(of("ARG BASE\nFROM $BASE\nWORKDIR C:/app\n"), misspelt);
    EXPECT_THAT(of("ARG BASE\nFROM $BASE\nSHELL [\"powershell\", \"-Command\"]\n"), misspelt);
    EXPECT_THAT(of("# escape=`\nARG BASE\nFROM $BASE\n"), misspelt);
    EXPECT_THAT(of("FROM nginx:1.27\nWORKDIR /srv/inetpub\n"),
                ElementsAre("web.config (Web.config)", "wbe.config (Web.config)"));
}

TEST(MissingSources, AreNotWhatGitIgnores) {
    const testing::TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write(".gitignore", "dist/\n*.whl\n");
    folder.write("app/.gitignore", "/model.bin\n");
    folder.write("app/run.py", "");
    EXPECT_THAT(missing(around(folder, "app/Dockerfile",
                               "FROM scratch\nCOPY run.py dist/app.js a.whl model.bin build/model.py /\n")),
                ElementsAre("build/model.py"));
}

TEST(MissingSources, AreNotWhatPeopleDoNotWrite) {
    const testing::TemporaryFolder folder;
    folder.write("run.py", "");
    folder.write("model.pt", "");
    EXPECT_THAT(
        missing(
            around(folder, "Dockerfile",
                   "FROM scratch\nCOPY run.py server target/app.jar a.whl other.bin conf.yaml modle.pt /\n")),
        ElementsAre("conf.yaml", "modle.pt (model.pt)"));
}

TEST(MissingSources, AreNotInASubmoduleThatIsNotCheckedOut) {
    const testing::TemporaryFolder folder;
    folder.write("run.py", "");
    fs::create_directories(folder.path() / "third_party/apex");
    EXPECT_THAT(
        missing(around(folder, "Dockerfile",
                       "FROM scratch\nCOPY run.py third_party/apex/setup.py third_party/other/setup.py /\n")),
        ElementsAre("third_party/other/setup.py"));
}

TEST(MissingSources, AreNeitherPatternsNorVariablesNorLeftOutNorElsewhere) {
    const testing::TemporaryFolder folder;
    folder.write("run.py", "");
    folder.write(".dockerignore", "data\n");
    EXPECT_THAT(missing(around(folder, "Dockerfile",
                               "FROM scratch AS a\nARG X=1\nCOPY run.py *.txt x[0-9] $X.bin data/a.csv /\n"
                               "ADD https://example.org/a git@example.org:a/b.git /\n"
                               "COPY --from=a /x /\nCOPY <<EOF /x\nEOF\nONBUILD COPY y /\n")),
                IsEmpty());
}

/// `PATH`: why.
std::vector<std::string> unstartable(const model::Surroundings& found) {
    std::vector<std::string> out;
    for (const model::UnstartableFile& one : found.unstartable) {
        constexpr std::string_view whys[] = {"not executable", "no interpreter", "carriage return"};
        out.push_back(one.path + ": " + std::string(whys[static_cast<std::size_t>(one.why)]));
    }
    return out;
}

void executable(const fs::path& path) {
    fs::permissions(path, fs::perms::owner_exec, fs::perm_options::add);
}

TEST(UnstartableFiles, LackARightOrALine) {
    const testing::TemporaryFolder folder;
    folder.write("a.sh", "#!/bin/sh\n");
    folder.write("b.sh", "#!/bin/sh\r\necho\r\n");
    folder.write("c.sh", "echo\n");
    folder.write("d", "\177ELF\2\1\1");
    for (const char* name : {"b.sh", "c.sh", "d"}) {
        executable(folder.path() / name);
    }
    EXPECT_THAT(unstartable(around(folder, "Dockerfile",
                                   "FROM scratch\nCOPY a.sh b.sh c.sh d /\nRUN [\"/a.sh\"]\nRUN /b.sh\n"
                                   "RUN [\"/c.sh\"]\nENTRYPOINT [\"/d\"]\n")),
                ElementsAre("a.sh: not executable", "b.sh: carriage return", "c.sh: no interpreter"));
}

TEST(UnstartableFiles, AreNotThoseThatAreFine) {
    const testing::TemporaryFolder folder;
    folder.write("a.sh", "#!/bin/sh\n");
    folder.write("empty", "");
    fs::create_directories(folder.path() / "folder");
    executable(folder.path() / "a.sh");
    executable(folder.path() / "empty");
    EXPECT_THAT(
        unstartable(around(folder, "Dockerfile",
                           "FROM scratch\nCOPY a.sh empty folder nothing /\nRUN /a.sh && /empty && /folder\n"
                           "CMD [\"/nothing\"]\n")),
        IsEmpty());
}

TEST(UnwantedFiles, AreNamedWhereAllIsCopiedAndNothingIsLeftOut) {
    const testing::TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write("node_modules/a", "");
    EXPECT_THAT(around(folder, "Dockerfile", "FROM scratch\nCOPY . /\n").unwanted,
                ElementsAre(".git", "node_modules"));
    EXPECT_THAT(around(folder, "Dockerfile", "FROM scratch\nCOPY src /\n").unwanted, IsEmpty());
    folder.write(".dockerignore", "");
    EXPECT_THAT(around(folder, "Dockerfile", "FROM scratch\nCOPY . /\n").unwanted, IsEmpty());
}

} // namespace
} // namespace dockwright::project
