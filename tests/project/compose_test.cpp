#include "project/check_plans.hpp"
#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

std::string drawn(const std::vector<Planned>& all) {
    std::string out;
    for (const Planned& planned : all) {
        out += planned.context + " " + planned.dockerfile + ": " + said(planned.plan) + "\n";
    }
    return out;
}

std::string compose(std::string_view text) {
    return drawn(read_compose(text));
}

/// A service with a build and these lines below it, from line 4 on.
std::string service(std::string_view lines) {
    const std::string out = compose("services:\n  a:\n    build: .\n" + std::string(lines));
    constexpr std::string_view begin = ". Dockerfile: compose a@2";
    return out.starts_with(begin) ? out.substr(begin.size(), out.size() - begin.size() - 1) : out;
}

TEST(Compose, NamesWhatAServiceIsBuiltFromAndHowItRuns) {
    EXPECT_EQ(
        compose(R"(
services:
  train:
    build:
      context: ..
      dockerfile: docker/Dockerfile.gpu
      target: train
      args:
        CUDA: 12.4.1
        TORCH: "2.6"
        NONE:
    platform: linux/amd64
    shm_size: '8gb'
    ipc: host
    environment:
      - A=1=2
      - FROM_HOST
    command: ["python", "train.py"]
  web:
    image: nginx
  small:
    build: ./web
    environment: {B: 1, C: null}
    command: run it
)"),
        ".. docker/Dockerfile.gpu: compose train@3, stage train, platform linux/amd64, arg CUDA=12.4.1, "
        "arg TORCH=2.6, env A=1=2, shm 8589934592, host ipc, command python train.py\n"
        "./web Dockerfile: compose small@21, env B=1, command run it\n");
}

TEST(Compose, VariablesHaveTheirDefaults) {
    EXPECT_EQ(compose(R"(
services:
  a:
    build:
      context: ${CONTEXT:-app}
      args:
        - TAG=${TAG:-24.04}
        - B=${B}
        - C=x${C-${D:-y}}$$z
        - E=${E:?needed}
        - F=$F
        - G=1
        - G=2
  b:
    build: ${WHERE}
)"),
              "app Dockerfile: compose a@3, arg TAG=24.04, arg C=xy$z, arg G=2\n");
}

TEST(Compose, VariablesAreBoundedTogether) {
    const Lookup lookup{
        .get = [](const void*, std::string_view) { return std::optional(std::string(1U << 15U, 'x')); }};
    EXPECT_TRUE(interpolated("$A$A", lookup).has_value());
    EXPECT_FALSE(interpolated("$A$A$A", lookup).has_value());
}

TEST(Compose, ServicesMayExtendOthersAndUseAnchors) {
    EXPECT_EQ(compose(R"(
x-gpu: &gpu
  deploy:
    resources:
      reservations:
        devices:
          - driver: nvidia
            count: all
            capabilities: [gpu]
services:
  base:
    <<: *gpu
    build: {context: ., args: {A: 1, B: 2}}
  big:
    extends: {service: base}
    build: {args: {B: 3}}
  own:
    extends: own
    build: .
)"),
              ". Dockerfile: compose big@14, arg A=1, arg B=3, gpu\n"
              ". Dockerfile: compose own@17\n");
}

/// As compose-go 2.16 gives them.
TEST(Compose, NumbersWithoutQuotesAreNumbers) {
    EXPECT_EQ(
        service(
            "    environment: {A: 3.10, B: '3.10', C: 007, D: 1e3, E: 12.4.1, F: +1, G: 0x10, H: 1_000}\n"),
        ", env A=3.1, env B=3.10, env C=7, env D=1000, env E=12.4.1, env F=1, env G=16, env H=1000");
    EXPECT_EQ(service("    environment: [A=3.10]\n"), ", env A=3.10");
    EXPECT_EQ(service("    environment: {A: -0.5, B: .5, C: 1e30, D: 08, E: no, F: True, G: -}\n"),
              ", env A=-0.5, env B=0.5, env C=1e+30, env D=8, env E=no, env F=true, env G=-");
}

TEST(Compose, ListsOfVariablesAreMergedByName) {
    EXPECT_EQ(compose("services:\n  a:\n    build: {context: ., args: [A=1, B=2]}\n    command: [x]\n  b:\n"
                      "    extends: a\n    build: {args: {B: 3}}\n    command: [y]\n"),
              ". Dockerfile: compose a@2, arg A=1, arg B=2, command x\n"
              ". Dockerfile: compose b@5, arg A=1, arg B=3, command y\n");
}

/// Nobody builds what others only extend; what has an image or a command of its own is built as it stands.
TEST(Compose, ATemplateIsNoBuild) {
    const auto built = [](std::string_view base) {
        return compose("services:\n  base:\n    build: {context: ., args: {A: 1, B: 1}}\n" +
                       std::string(base) + "  one:\n    extends: base\n    build: {args: {A: 2}}\n");
    };
    EXPECT_EQ(built("    shm_size: 8gb\n"),
              ". Dockerfile: compose one@5, arg A=2, arg B=1, shm 8589934592\n");
    EXPECT_EQ(built("    image: own\n"), ". Dockerfile: compose base@2, arg A=1, arg B=1\n"
                                         ". Dockerfile: compose one@5, arg A=2, arg B=1\n");
    EXPECT_EQ(built("    command: [serve]\n"),
              ". Dockerfile: compose base@2, arg A=1, arg B=1, command serve\n"
              ". Dockerfile: compose one@5, arg A=2, arg B=1, command serve\n");
    EXPECT_EQ(compose("services:\n  a:\n    build: .\n"), ". Dockerfile: compose a@2\n");
}

TEST(Compose, AnOverrideIsReadTogetherWithTheFileItOverrides) {
    EXPECT_EQ(drawn(read_compose_override(
                  "services:\n  a:\n    build: {context: x, args: {A: 1}}\n    ipc: host\n"
                  "    runtime: nvidia\n  b:\n    build: y\n",
                  "services:\n  a:\n    build:\n      args: {A: 2}\n    gpus: all\n  c:\n    image: z\n")),
              "x Dockerfile: compose a@2, arg A=2, runtime nvidia, host ipc, gpu\n");
}

TEST(ComposeGpus, AreAskedForInManyWays) {
    EXPECT_EQ(service("    gpus: all\n"), ", gpu");
    EXPECT_EQ(service("    gpus: 0\n"), "");
    EXPECT_EQ(service("    gpus:\n      - driver: nvidia\n        count: 1\n"), ", gpu");
    EXPECT_EQ(service("    devices: [nvidia.com/gpu=all]\n"), ", gpu");
    EXPECT_EQ(service("    devices:\n      - /dev/snd\n"), "");
    EXPECT_EQ(service("    deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}\n"),
              ", gpu");
    EXPECT_EQ(
        service(
            "    deploy: {resources: {reservations: {devices: [{driver: cdi, device_ids: [nvidia.com/gpu=0], "
            "capabilities: [gpu]}]}}}\n"),
        ", gpu");
    EXPECT_EQ(
        service("    deploy: {resources: {reservations: {devices: [{driver: x, capabilities: [tpu]}]}}}\n"),
        "");
    EXPECT_EQ(service("    privileged: true\n"), "");
}

constexpr std::string_view devices =
    "    deploy:\n      resources:\n        reservations:\n          devices:\n";

TEST(ComposeGpus, MayNameWhatTheDriverIsFor) {
    const std::string before(devices);
    for (const std::string_view device :
         {"{driver: nvidia, capabilities: [compute, utility]}", "{capabilities: [utility]}",
          "{driver: nvidia, capabilities: [nvidia]}", "{driver: amd, capabilities: [amd]}",
          "{driver: cdi, capabilities: [any]}", "{driver: nvidia, capabilities: ['${KIND}']}"}) {
        EXPECT_EQ(service(before + "            - " + std::string(device) + "\n"), ", gpu") << device;
    }
}

TEST(ComposeGpus, MayBeWrong) {
    const std::string before(devices);
    EXPECT_EQ(service(before + "            - driver: nvidia\n              count: 1\n"),
              ", gpu, capabilities_missing@8");
    EXPECT_EQ(service(before + "            - driver: nvidia\n              capabilities: [ngx]\n"),
              ", gpu, gpu_capability_missing@9");
    EXPECT_EQ(service(before + "            - driver: amd\n              capabilities: [compute]\n"),
              ", gpu, gpu_capability_missing@9");
    EXPECT_EQ(service(before + "            - capabilities: [utility, all]\n"),
              ", gpu, gpu_capability_missing@8");
    EXPECT_EQ(service(before + "            - capabilities: [gpu]\n              count: all\n"
                               "              device_ids: ['0']\n"),
              ", gpu, count_and_ids@10");
    EXPECT_EQ(service(before + "            - driver: nvida\n              capabilities: [gpu]\n"),
              ", gpu, unknown_driver@8");
    EXPECT_EQ(
        service(before + "            - driver: ${DRIVER:-nvidia}\n              capabilities: [gpu]\n"),
        ", gpu");
    EXPECT_EQ(service("    runtime: nvidia\n"), ", runtime nvidia, gpu, old_runtime@4");
    EXPECT_EQ(service("    gpus: all\n" + before + "            - capabilities: [gpu]\n"),
              ", gpu, two_blocks@4");
    EXPECT_EQ(service("    gpus:\n      - count: 1\n        device_ids: [a]\n"), ", gpu, count_and_ids@6");
}

TEST(Compose, IsTotal) {
    EXPECT_EQ(compose(""), "");
    EXPECT_EQ(compose("services: [a]\n"), "");
    EXPECT_EQ(compose("services:\n  a: 1\n  b:\n    build: {context: [x]}\n"), "");
    EXPECT_EQ(compose("services:\n  a:\n    build: https://x.example/r.git\n"), "");
    EXPECT_EQ(compose("services:\n  a:\n    build: {dockerfile_inline: FROM x}\n"), "");
}

TEST(Sizes, AreReadAsDockerReadsThem) {
    EXPECT_EQ(read_bytes("8gb"), 8ULL << 30U);
    EXPECT_EQ(read_bytes("512M"), 512ULL << 20U);
    EXPECT_EQ(read_bytes("1.5 GiB"), 3ULL << 29U);
    EXPECT_EQ(read_bytes("65536"), 65536U);
    EXPECT_EQ(read_bytes("64b"), 64U);
    for (const std::string_view wrong :
         {"", "gb", "8x", "-1g", "8gbb", "1.2.3g", ".", "99999999999999999p"}) {
        EXPECT_FALSE(read_bytes(wrong).has_value()) << wrong;
    }
}

} // namespace
} // namespace dockwright::project
