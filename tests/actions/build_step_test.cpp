#include "actions/build/classic_output.hpp"
#include "actions/build/raw_output.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

constexpr const char* dockerfile = "# syntax comment\n"
                                   "FROM python:3.12 AS build\n"
                                   "WORKDIR /src\n"
                                   "RUN apt-get update && \\\n"
                                   "    apt-get install -y git\n"
                                   "ENV A=1\n"
                                   "RUN make\n"
                                   "FROM python:3.12\n"
                                   "COPY --from=build /src /src\n"
                                   "RUN make\n";

BuildSource source() {
    BuildSource out;
    out.context = "/work/job";
    out.file = "/work/job/Dockerfile";
    out.file_name = "Dockerfile";
    out.document = model::Document::parse(dockerfile);
    return out;
}

std::uint32_t line_of(const std::string& name) {
    const BuildSource from = source();
    const auto step = read_step(name);
    const auto index = step ? instruction_of(from, *step) : std::nullopt;
    return index ? from.document->instructions()[*index].first_line + 1 : 0;
}

TEST(BuildSteps, OfTheClassicBuilderCountEveryInstruction) {
    EXPECT_EQ(line_of("Step 1/8 : FROM python:3.12 AS build"), 2U);
    EXPECT_EQ(line_of("Step 3/8 : RUN apt-get update &&     apt-get install -y git"), 4U);
    EXPECT_EQ(line_of("Step 5/8 : RUN make"), 7U);
    EXPECT_EQ(line_of("Step 8/8 : RUN make"), 10U) << "of two equal ones, the number tells";
}

TEST(BuildSteps, OfBuildKitCountLayersOfTheirStage) {
    EXPECT_EQ(line_of("[build 4/4] RUN make"), 7U);
    EXPECT_EQ(line_of("[stage-1 3/3] RUN make"), 10U);
    EXPECT_EQ(line_of("[linux/amd64 stage-1 3/3] RUN make"), 10U);
    EXPECT_EQ(line_of("[build 3/4] RUN apt-get update &&     apt-get install -y git"), 4U);
}

TEST(BuildSteps, OfPodmanAreFoundByTheirWords) {
    EXPECT_EQ(line_of("[1/2] STEP 5/5: RUN make"), 7U);
    EXPECT_EQ(line_of("STEP 2/3: COPY --from=build /src /src"), 9U);
}

TEST(BuildSteps, AreNotWhatTheBuilderDoesForItself) {
    for (const char* const name : {"[internal] load build definition from Dockerfile", "exporting to image",
                                   "", "[", "[2/", "Step one", "Step 0/2 : RUN x", "[0/2] RUN x"}) {
        EXPECT_FALSE(read_step(name)) << name;
    }
}

TEST(BuildSteps, LinesThatBuildersNameAreRead) {
    EXPECT_EQ(line_named("dockerfile parse error line 3: unknown instruction: RNU", "Dockerfile"), 3U);
    EXPECT_EQ(line_named("failed to solve: dockerfile parse error on line 12: x", "Dockerfile"), 12U);
    EXPECT_EQ(line_named("ERROR: failed\n------\ngpu.Dockerfile:7\n----", "docker/gpu.Dockerfile"), 7U);
    EXPECT_FALSE(line_named("no line at all, Dockerfile: x", "Dockerfile"));
}

engine::ProgressMessage stream(std::string text) {
    engine::ProgressMessage out;
    out.stream = std::move(text);
    return out;
}

TEST(ClassicBuilds, SayTheLineAndTheLastWordsOfAStepThatFails) {
    std::vector<Progress> seen;
    ClassicOutput output([&](const Progress& progress) { seen.push_back(progress); });
    output.add(stream("Step 4/8 : ENV A=1\n"));
    output.add(stream("Step 5/8 : RUN make\n ---> Running in 1f2e\nma"));
    output.add(stream("ke: no rule\nlast \x1b[31mwords"));
    engine::ProgressMessage failed;
    failed.error = "The command '/bin/sh -c make' returned a non-zero code: 2";
    output.add(failed);
    ASSERT_TRUE(output.failure());
    const Problem problem = build_problem(source(), *output.failure());
    EXPECT_EQ(problem.kind, "build-failed");
    EXPECT_TRUE(problem.message.starts_with("line 7 of Dockerfile failed (RUN make): ")) << problem.message;
    EXPECT_TRUE(problem.message.contains("code: 2")) << problem.message;
    EXPECT_TRUE(problem.message.contains("make: no rule / last \\x1b[31mwords")) << problem.message;
    EXPECT_FALSE(problem.message.contains("Running in")) << problem.message;
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen.back().fraction, 0.5);
}

constexpr const char* raw =
    R"({"vertexes":[{"digest":"sha256:1","name":"[internal] load build definition","started":"t","completed":"t"},)"
    R"({"digest":"sha256:2","name":"[build 2/4] WORKDIR /src"},{"digest":"sha256:3","name":"[build 4/4] RUN make"}]})"
    "\n"
    R"({"vertexes":[{"digest":"sha256:2","name":"[build 2/4] WORKDIR /src","started":"t","completed":"t","cached":true}]})"
    "\n"
    R"({"vertexes":[{"digest":"sha256:3","name":"[build 4/4] RUN make","started":"t"}]})"
    "\n"
    R"({"logs":[{"vertex":"sha256:3","stream":2,"data":"bWFrZTogbm8gcnVsZQpsYXN0","timestamp":"t"}]})"
    "\n"
    R"({"vertexes":[{"digest":"sha256:3","name":"[build 4/4] RUN make","started":"t","completed":"t",)"
    R"("error":"process \"/bin/sh -c make\" did not complete successfully: exit code: 2"},)"
    R"({"digest":"sha256:2","name":"","error":"context canceled"}]})"
    "\nERROR: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 2\n";

TEST(BuildKitBuilds, SayTheSameHoweverTheirOutputIsCut) {
    const std::string_view all = raw;
    for (std::size_t cut = 0; cut <= all.size(); cut += 7) {
        std::vector<std::string> lines;
        RawOutput output([&](const Progress& progress) {
            if (!progress.line.empty()) {
                lines.push_back(progress.line);
            }
        });
        output.feed(all.substr(0, cut));
        output.feed(all.substr(cut));
        const Problem problem = build_problem(source(), output.failure());
        EXPECT_EQ(problem.message,
                  "line 7 of Dockerfile failed (RUN make): process \"/bin/sh -c make\" did not "
                  "complete successfully: exit code: 2; it wrote last: make: no rule / last");
        EXPECT_EQ(lines, std::vector<std::string>{"make: no rule"});
    }
}

TEST(BuildKitBuilds, ThatCannotReadTheFileNameItsLine) {
    RawOutput output(nullptr);
    output.feed(
        "Dockerfile:3\n--------------------\n   3 | >>> RNU x\nERROR: failed to solve: dockerfile parse "
        "error on line 3: unknown instruction: RNU (did you mean RUN?)\n");
    const Problem problem = build_problem(source(), output.failure());
    EXPECT_EQ(problem.message, "line 3 of Dockerfile is wrong: dockerfile parse error on line 3: unknown "
                               "instruction: RNU (did you mean RUN?)");
}

TEST(BuildKitBuilds, SurviveAnything) {
    for (const std::string_view text :
         {"{", "{}\n", "{\"vertexes\":1}\n", "{\"vertexes\":[1,{\"digest\":2}]}\n",
          "{\"logs\":[{\"data\":\"!\"}]}\n", "\n\n\x00\xff\n",
          "{\"logs\":[{\"vertex\":\"none\",\"data\":\"YQ==\"}]}\n"}) {
        RawOutput output(nullptr);
        output.feed(text);
        EXPECT_FALSE(build_problem(source(), output.failure()).message.empty()) << text;
    }
}

} // namespace
} // namespace dockwright::actions
