#include "project/check_plans.hpp"
#include "project/plans/planned.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

std::string drawn(std::string_view text) {
    const Devcontainer found = read_devcontainer(text);
    std::string out =
        found.planned.context + " " + found.planned.dockerfile + ": " + said(found.planned.plan);
    for (const std::string& file : found.compose_files) {
        out += ", file " + file;
    }
    return out + (found.service.empty() ? "" : ", service " + found.service);
}

TEST(Devcontainers, NameWhatTheyAreBuiltFrom) {
    EXPECT_EQ(drawn(R"({
  // for the lab
  "name": "lab",
  "build": {"dockerfile": "../Dockerfile", "context": "..", "target": "dev",
            "args": {"CUDA": "12.4", "V": "${localEnv:V:3}", "W": "${localEnv:W}"},},
  "containerEnv": {"A": "1"},
  "runArgs": ["--gpus", "all", "--shm-size=8g", "--ipc=host", "-e", "B=2"],
})"),
              ".. ../Dockerfile: devcontainer lab@1, stage dev, arg CUDA=12.4, arg V=3, env A=1, env B=2, "
              "shm 8589934592, host ipc, gpu");
    EXPECT_EQ(drawn(R"({"dockerFile": "Dockerfile", "context": "x"})"), "x Dockerfile: devcontainer @1");
}

TEST(Devcontainers, AskForGpusInManyWays) {
    const auto gpu = [](const std::string& inside) {
        return read_devcontainer("{" + inside + "}").planned.plan.asks_for_gpu;
    };
    EXPECT_TRUE(gpu(R"("hostRequirements": {"gpu": true})"));
    EXPECT_TRUE(gpu(R"("hostRequirements": {"gpu": "optional"})"));
    EXPECT_TRUE(gpu(R"("hostRequirements": {"gpu": {"cores": 1000}})"));
    EXPECT_FALSE(gpu(R"("hostRequirements": {"gpu": false})"));
    EXPECT_FALSE(gpu(R"("hostRequirements": {"cpus": 4})"));
    EXPECT_TRUE(gpu(R"("runArgs": ["--gpus=all"])"));
    EXPECT_TRUE(gpu(R"("runArgs": ["--device", "nvidia.com/gpu=all"])"));
    EXPECT_TRUE(gpu(R"("runArgs": ["--runtime=nvidia"])"));
    EXPECT_FALSE(gpu(R"("runArgs": ["--device=/dev/fuse", "--cap-add=SYS_PTRACE"])"));
}

TEST(Devcontainers, MayAskWrongly) {
    EXPECT_EQ(drawn("{\"runArgs\": [\n\"--gpus all\"]}"), " : devcontainer @1, gpu, joined_argument@2");
    EXPECT_EQ(drawn("{\"runArgs\": [\n\"--gpus\",\n\"device=2,3\"]}"),
              " : devcontainer @1, gpu, unquoted_devices@3");
    EXPECT_EQ(drawn(R"({"runArgs": ["--gpus", "\"device=2,3\""]})"), " : devcontainer @1, gpu");
    EXPECT_EQ(drawn(R"({"runArgs": ["--gpus=device=2"]})"), " : devcontainer @1, gpu");
    EXPECT_EQ(drawn("{\"dockerComposeFile\": [\"a.yml\", \"b.yml\"], \"service\": \"s\",\n"
                    "\"hostRequirements\": {\n\"gpu\": \"optional\"}, \"runArgs\": [\"--gpus all\"]}"),
              " : devcontainer @1, gpu, optional_with_compose@3, file a.yml, file b.yml, service s");
}

TEST(Devcontainers, AreReadAsFarAsTheyCanBe) {
    EXPECT_EQ(drawn("{\"name\": \"x\", \"build\": {\"dockerfile\": \"D\", "), " D: devcontainer x@1");
    EXPECT_EQ(drawn("[]"), " : devcontainer @1");
    EXPECT_EQ(drawn("{\"runArgs\": [1, null, {}], \"build\": 3}"), " : devcontainer @1");
}

} // namespace
} // namespace dockwright::project
