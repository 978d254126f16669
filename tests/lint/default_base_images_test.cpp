#include "lint/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

model::Surroundings given() {
    model::Surroundings out;
    out.plans.push_back({.kind = model::RunPlan::Kind::bake, .build_arguments = {{"BASE", "debian:12"}}});
    return out;
}

std::size_t count(const std::string& text, Preset preset) {
    const Settings settings{.preset = preset};
    return lint_builds(*model::Document::parse(text), settings, std::vector{given()}).size();
}

// BuildKit looks at the defaults, so its comment is used, and nobody else has anything to mend.
TEST(DefaultBaseImages, AreJudgedByBuildKitAsIfNoArgumentWereGiven) {
    EXPECT_EQ(count("ARG BASE\nFROM $BASE\n", Preset::buildkit), 1U);
    EXPECT_EQ(count("ARG BASE\nFROM $BASE\n", Preset::recommended), 0U);
    EXPECT_EQ(count("# check=skip=InvalidDefaultArgInFrom\nARG BASE\nFROM $BASE\n", Preset::recommended), 0U);
    EXPECT_EQ(
        count("# check=skip=InvalidDefaultArgInFrom\nARG BASE=debian:13\nFROM $BASE\n", Preset::recommended),
        1U);
}

model::Surroundings with(std::string argument, std::string value) {
    model::Surroundings out;
    out.plans.push_back({.kind = model::RunPlan::Kind::bake,
                         .path = "docker-bake.hcl",
                         .build_arguments = {{std::move(argument), std::move(value)}}});
    return out;
}

std::string said(std::string_view rule, const std::string& text,
                 const std::vector<model::Surroundings>& builds) {
    const Settings settings{.preset = Preset::recommended};
    std::string out;
    for (const Finding& finding : lint_builds(*model::Document::parse(text), settings, builds)) {
        out += finding.rule->id == rule ? finding.message + "\n" : "";
    }
    return out;
}

// Its list of packages serves a build for CPUs, too, so nobody wants a GPU of them.
TEST(SeveralBuilds, MayShareAPackageForCpus) {
    const std::string text =
        "ARG BASE\nFROM $BASE\nRUN python3 -m pip install --no-cache-dir onnxruntime==1.20.1\nUSER 1000\n";
    const auto found = [&](const std::vector<model::Surroundings>& builds) {
        return said("cpu-only-wheel", text, builds);
    };
    const model::Surroundings gpu = with("BASE", "nvidia/cuda:12.8.1-cudnn-runtime-ubuntu22.04");
    EXPECT_NE(found({gpu}), "");
    EXPECT_EQ(found({gpu, with("BASE", "ubuntu:22.04")}), "");
    EXPECT_EQ(found({gpu, with("OTHER", "ubuntu:22.04")}), found({gpu}));
}

TEST(SeveralBuilds, SayWhichFileNamesTheirImage) {
    const std::string text = "ARG BASE=ubuntu:22.04\nFROM $BASE\nRUN python3 -m pip install torch==2.6.0\n";
    EXPECT_EQ(
        said("redundant-cuda", text,
             {with("BASE", "nvidia/cuda:12.4.1-runtime-ubuntu22.04"), with("BASE", "ubuntu:22.04")}),
        "torch 2.6.0+cu124 contains the CUDA 12.4 that it uses, so the base image's own CUDA 12.4 only makes "
        "the image larger: nvidia/cuda:12.4.1-base-ubuntu22.04 is enough (with the BASE of "
        "docker-bake.hcl)\n");
    EXPECT_EQ(
        said("base-tag-gone", "FROM nvidia/cuda:10.2-devel-ubuntu18.04\n", {with("BASE", "ubuntu:22.04")}),
        "NVIDIA has deleted '10.2-devel-ubuntu18.04', so this build stops here (\"manifest unknown\")\n");
}

} // namespace
} // namespace dockwright::lint
