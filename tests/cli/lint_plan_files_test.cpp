#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using testing::TemporaryFolder;

constexpr std::string_view wrong = "FROM python:3.12 as base\n";

class LintPlanFiles : public ::testing::Test {
protected:
    Ended lint(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = arguments, .input = {}, .folder = folder.path()});
    }
    /// `FILE:LINE:COLUMN: severity: … [rule …]` by rule.
    std::string places(std::vector<std::string> arguments) const {
        const std::string output = lint(std::move(arguments)).output;
        std::string out;
        for (std::size_t at = 0; at < output.size();) {
            const std::size_t end = std::min(output.find('\n', at), output.size());
            const std::string line = output.substr(at, end - at);
            at = end + 1;
            const std::size_t rule = line.rfind('[');
            if (line.ends_with(']') && !line.starts_with(' ') && rule != std::string::npos) {
                out += line.substr(0, line.find(": ")) + " " +
                       line.substr(rule + 1, line.find_first_of(" ]", rule) - rule - 1) + "\n";
            }
        }
        return out;
    }
    TemporaryFolder folder;
};

TEST_F(LintPlanFiles, AComposeFileMeansTheDockerfilesThatItBuilds) {
    folder.write("compose.yaml",
                 "services:\n  a:\n    build: x\n  b:\n    build: {context: ., dockerfile: y/D}\n");
    folder.write("x/Dockerfile", wrong);
    folder.write("y/D", wrong);
    folder.write("z/Dockerfile", wrong);
    EXPECT_EQ(places({"compose.yaml"}), "x/Dockerfile:1:18 from-as-casing\ny/D:1:18 from-as-casing\n");
}

TEST_F(LintPlanFiles, AFindingStandsAtItsPlaceInTheFileThatHoldsTheText) {
    folder.write("compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |\n"
                                 "        FROM python:3.12 as base\n");
    folder.write("docker-bake.hcl",
                 "target \"a\" {\n  dockerfile-inline = \"FROM python:3.12 as base\\n\"\n}\n");
    folder.write("docker-bake.json",
                 R"({"target": {"a": {"dockerfile-inline": "FROM python:3.12\nFROM b:1 as c\n"}}})");
    EXPECT_EQ(places({"."}), "compose.yaml:5:26 from-as-casing\ndocker-bake.hcl:2:41 from-as-casing\n"
                             "docker-bake.json:1:68 from-as-casing\n");
}

TEST_F(LintPlanFiles, FixesAreWrittenAsTheFileWritesTexts) {
    folder.write("compose.yaml",
                 "services:\n  a: # a\n    build:\n      dockerfile_inline: |\n"
                 "        FROM python:3.12 as base # b\n        RUN echo $$HOME\n  c: {image: d}\n");
    folder.write("docker-bake.json",
                 R"({"target": {"a": {"dockerfile-inline": "FROM b:1 as c\n# \u00e4"}}})");
    lint({"--fix", "."});
    EXPECT_THAT(folder.read("compose.yaml"), HasSubstr("        FROM python:3.12 AS base"));
    EXPECT_THAT(folder.read("compose.yaml"), HasSubstr("echo $$HOME\n  c: {image: d}\n"));
    EXPECT_EQ(folder.read("docker-bake.json"),
              R"({"target": {"a": {"dockerfile-inline": "FROM b:1 AS c\n# \u00e4"}}})");
}

TEST_F(LintPlanFiles, AGpuBlocksMistakeIsSaidOnceWhereItStands) {
    folder.write("compose.yaml", "services:\n  a:\n    build: .\n    runtime: nvidia\n");
    folder.write("Dockerfile", "FROM nvidia/cuda:12.4.1-base-ubuntu22.04\n");
    EXPECT_THAT(places({"."}), HasSubstr("compose.yaml:4:5 compose-gpu-runtime\n"));
    EXPECT_THAT(places({"."}), Not(HasSubstr("Dockerfile:1:6 compose-gpu-runtime")));
    EXPECT_THAT(places({"Dockerfile"}), HasSubstr("Dockerfile:1:6 compose-gpu-runtime\n"));
}

TEST_F(LintPlanFiles, EachWayToBuildIsJudgedAndTheSameFindingShownOnce) {
    folder.write("Dockerfile", "ARG BASE=python:3.12\nFROM ${BASE} as a\n");
    folder.write("compose.yaml", "services:\n  a:\n    build: .\n  b:\n    build:\n      context: .\n"
                                 "      args: {BASE: 'python:latest'}\n");
    EXPECT_EQ(places({"compose.yaml"}), "Dockerfile:2:6 latest-base-image\nDockerfile:2:14 from-as-casing\n");
}

TEST_F(LintPlanFiles, SourcesBelongToTheContextThatIsSaid) {
    folder.write("compose.yaml", "services:\n  a:\n    build: {context: y, dockerfile: ../x/Dockerfile}\n");
    folder.write("x/Dockerfile", "FROM python:3.12\nCOPY data/a /a\n");
    folder.write("y/.dockerignore", "# large\ndata\n");
    const Ended ended = lint({"compose.yaml"});
    EXPECT_THAT(ended.output, HasSubstr("'data/a' is left out by `data` in line 2 of .dockerignore"));
}

TEST_F(LintPlanFiles, AComposeFileMeansWhatItIncludesAndExtendsToo) {
    folder.write("compose.yaml", "include: [in/stack.yml]\nservices:\n  a:\n    extends: {file: in/base.yml, "
                                 "service: b}\n    build: {args: {BASE: python}}\n");
    folder.write("in/base.yml", "services:\n  b:\n    build: x\n");
    folder.write("in/stack.yml", "services:\n  b:\n    build: y\n");
    folder.write("in/x/Dockerfile", "ARG BASE=python:3.12\nFROM ${BASE}\n");
    folder.write("in/y/Dockerfile", wrong);
    EXPECT_EQ(places({"compose.yaml"}),
              "in/x/Dockerfile:2:6 untagged-base-image\nin/y/Dockerfile:1:18 from-as-casing\n");
}

TEST_F(LintPlanFiles, WhatIsWrongInAnIncludedFileIsSaidOfThatFile) {
    folder.write("compose.yaml", "include: [gpu.yml]\nservices: {}\n");
    folder.write("gpu.yml",
                 "services:\n  a:\n    build: gone\n  b:\n    build: .\n    runtime: nvidia\n  c:\n"
                 "    build:\n      dockerfile_inline: FROM python:3.12 as base\n");
    folder.write("Dockerfile", "FROM nvidia/cuda:12.4.1-base-ubuntu22.04\n");
    constexpr std::string_view own = "gpu.yml:6:5 compose-gpu-runtime\ngpu.yml:9:43 from-as-casing\n";
    const Ended ended = lint({"compose.yaml"});
    EXPECT_EQ(ended.exit_code, 0) << ended.output;
    EXPECT_THAT(ended.errors, Not(HasSubstr("gone")));
    EXPECT_THAT(lint({"gpu.yml"}).errors,
                HasSubstr("gpu.yml:2: service 'a' is built from 'gone/Dockerfile'"));
    EXPECT_THAT(places({"compose.yaml", "gpu.yml"}), HasSubstr(own));
    EXPECT_THAT(places({"compose.yaml", "gpu.yml"}), Not(HasSubstr("compose.yaml:")));
    EXPECT_THAT(places({"compose.yaml", "gpu.yml"}), Not(HasSubstr("Dockerfile:1:6 compose-gpu-runtime")));
}

TEST_F(LintPlanFiles, WhatIsNamedAndNotThereIsSaidWithItsLine) {
    folder.write("compose.yaml", "services:\n  a:\n    build: gone\n  b: [\n");
    const Ended ended = lint({"compose.yaml"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("compose.yaml:2: service 'a' is built from 'gone/Dockerfile', "
                                        "which is not there"));
    EXPECT_THAT(ended.errors, HasSubstr("compose.yaml:5: From here on it can't be read"));
    EXPECT_THAT(lint({"."}).errors, Not(HasSubstr("gone")));
}

TEST_F(LintPlanFiles, NoLinkIsFollowedOutOfTheRepository) {
    const TemporaryFolder outside;
    outside.write("Dockerfile", wrong);
    folder.write("r/.git/HEAD", "");
    folder.write("r/compose.yaml", "services:\n  a:\n    build: {context: ., dockerfile: link}\n");
    std::filesystem::create_symlink(outside.path() / "Dockerfile", folder.path() / "r/link");
    const Ended ended = lint({"r/compose.yaml"});
    EXPECT_EQ(ended.output, "");
    EXPECT_THAT(ended.errors, HasSubstr("lies outside of"));
}

TEST_F(LintPlanFiles, ADevcontainerNamesItsDockerfileAndSaysWhatIsWrongWithIt) {
    folder.write(".devcontainer/devcontainer.json",
                 "{\n  \"build\": {\"dockerfile\": \"D\"}, // c\n  \"runArgs\": [\"--gpus all\"]\n}\n");
    folder.write(".devcontainer/D", wrong);
    EXPECT_EQ(places({"."}), ".devcontainer/devcontainer.json:3:3 devcontainer-gpu\n"
                             ".devcontainer/D:1:18 from-as-casing\n");
}

TEST_F(LintPlanFiles, ANamedContextIsNoImage) {
    folder.write("compose.yaml",
                 "services:\n  a:\n    build:\n      additional_contexts: {t/assets: ../assets}\n"
                 "      dockerfile_inline: |\n        FROM python:3.12\n"
                 "        COPY --from=t/assets /a /a\n        FROM t/assets\n");
    EXPECT_EQ(places({"compose.yaml"}), "");
}

TEST_F(LintPlanFiles, ABakeFileOfAnyNameSaysWhatIsNoImage) {
    folder.write(".git/HEAD", "");
    folder.write("gpu/gpu.hcl",
                 "target deps {\n  dockerfile = \"main/Dockerfile\"\n}\n"
                 "target gpu {\n  dockerfile = \"gpu/Dockerfile\"\n  target = \"gpu\"\n"
                 "  contexts = { \"t/deps\" = \"target:deps\" }\n}\n"
                 "target dev {\n  dockerfile = \"gpu/Dockerfile\"\n"
                 "  contexts = { tools = \"../tools\", \"t/base\" = \"docker-image://python:3.12\" }\n}\n");
    folder.write("gpu/Dockerfile",
                 "FROM t/deps AS gpu\nCOPY --from=tools /a /a\nFROM t/base\nFROM t/other\n");
    EXPECT_EQ(places({"gpu"}), "gpu/Dockerfile:4:6 untagged-base-image\n");
    EXPECT_EQ(places({"gpu/gpu.hcl"}), "gpu/Dockerfile:4:6 untagged-base-image\n");
    EXPECT_THAT(
        lint({"gpu/gpu.hcl"}).errors,
        HasSubstr("gpu/gpu.hcl:1: target 'deps' is built from 'gpu/main/Dockerfile', which is not there"));
    folder.write("main/Dockerfile", wrong);
    EXPECT_THAT(places({"gpu/gpu.hcl"}), HasSubstr("main/Dockerfile:1:18 from-as-casing\n"));
}

TEST_F(LintPlanFiles, AFolderIsSearchedAsGitSeesIt) {
    folder.write(".git/HEAD", "");
    folder.write(".gitignore", "build/\n!keep\n");
    folder.write("build/Dockerfile", wrong);
    folder.write("a/.gitignore", "Dockerfile.*\n");
    folder.write("a/Dockerfile.x", wrong);
    folder.write("a/Dockerfile", wrong);
    EXPECT_EQ(places({"."}), "a/Dockerfile:1:18 from-as-casing\n");
    EXPECT_EQ(places({"build"}), "build/Dockerfile:1:18 from-as-casing\n");
    EXPECT_EQ(places({"--no-gitignore", "."}), "a/Dockerfile:1:18 from-as-casing\na/Dockerfile.x:1:18 "
                                               "from-as-casing\nbuild/Dockerfile:1:18 from-as-casing\n");
}

TEST_F(LintPlanFiles, ContextSaysWhatIsSentAndWhatLeavesOutTheRest) {
    folder.write(".dockerignore", "data\n!data/keep\n*.log\n");
    folder.write("data/a", "12345");
    folder.write("data/keep", "1");
    folder.write("x.log", "123");
    folder.write("src/b.py", "12");
    const auto context = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "context");
        return run_dockwright({.arguments = arguments, .input = {}, .folder = folder.path()}).output;
    };
    EXPECT_EQ(context({}), "Sent to the builder: 25 B in 3 files\n"
                           "  22 B            .dockerignore\n"
                           "   2 B   1 file   src/\n"
                           "   1 B   1 file   data/\n"
                           "Left out by .dockerignore:\n"
                           "  5 B   1 file   by line 1: data\n"
                           "  3 B   1 file   by line 3: *.log\n");
    EXPECT_EQ(context({"--why", "data/a", "--why", "data/keep", "--why", "src", "--why", "../x"}),
              "data/a: left out by line 1 of .dockerignore: `data`\n"
              "data/keep: sent, taken back by line 2 of .dockerignore: `!data/keep`\n"
              "src: sent, since no pattern names it\n"
              "../x: lies outside of the build context, so no build sees it\n");
    EXPECT_THAT(context({"--format", "json"}),
                HasSubstr(R"("leftOut":[{"pattern":"data","line":1,"files":1,"bytes":5})"));
}

} // namespace
} // namespace dockwright::cli
