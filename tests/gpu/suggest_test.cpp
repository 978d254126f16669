#include "gpu/host_text.hpp"
#include "gpu/judge.hpp"
#include "gpu/suggest/suggest.hpp"
#include "knowledge/queries.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::gpu {
namespace {

const knowledge::Knowledge& facts = knowledge::built_in();

std::vector<Host> hosts(std::initializer_list<std::string_view> texts) {
    std::vector<Host> out;
    for (const std::string_view text : texts) {
        out.push_back(host_of_text(text).value());
    }
    return out;
}

Version version(std::string_view text) {
    return Version::parse(text).value();
}

/// What is suggested, judged once more as a person would write it.
Verdict judged(const Suggestion& set, std::span<const Host> machines) {
    std::string text = "FROM " + set.base + "\nENV PATH=/opt/venv/bin:$PATH\n";
    for (const std::string& command : set.install) {
        text += "RUN " + command + "\n";
    }
    const auto document = model::Document::parse(text);
    Verdict worst = Verdict::runs;
    for (const Host& host : machines) {
        const model::Surroundings nothing;
        worst = std::max(
            worst, judge({.document = *document, .surroundings = nothing, .knowledge = facts, .host = &host})
                       .verdict);
    }
    return worst;
}

TEST(Suggest, FindsANewestSetForEachGenerationOfGpus) {
    for (const std::string_view machine :
         {"Tesla P100-PCIE-16GB, 580.65.06", "V100, 580.65.06", "T4, 535.104.05", "RTX 3090, 550.54.14",
          "H100, 570.86.15", "RTX 5090, 580.65.06"}) {
        for (const std::string_view framework : {"torch", "tensorflow", "jax"}) {
            const auto all = hosts({machine});
            const Suggested found = suggest({.framework = std::string(framework)}, all, facts);
            ASSERT_TRUE(found.best) << machine << ' ' << framework;
            EXPECT_EQ(judged(*found.best, all), found.best->verdict) << machine << ' ' << framework;
            EXPECT_FALSE(found.best->fact.source.empty());
        }
    }
}

TEST(Suggest, WhatIsSuggestedRunsOnAllMachines) {
    // Builds for CUDA 13 leave Volta out, and the older machine's driver carries CUDA 12 only.
    const auto all = hosts({"V100, 535.104.05", "RTX 4090, 570.86.15"});
    const Suggested found = suggest({}, all, facts);
    ASSERT_TRUE(found.best);
    EXPECT_EQ(found.best->variant, "cu126");
    EXPECT_EQ(judged(*found.best, all), found.best->verdict);
}

TEST(Suggest, FindsNothingForMachinesThatNoBuildHasInCommon) {
    // Builds with code for Blackwell begin at Turing (pytorch/pytorch RELEASE.md). torch 1.5 has
    // intermediate code for any newer GPU, but its cuBLAS and cuDNN have none for this one.
    const Suggested found = suggest({}, hosts({"GTX 1080 Ti, 580.65.06", "RTX 5090, 580.65.06"}), facts);
    EXPECT_FALSE(found.best);
    EXPECT_FALSE(found.newer);
}

TEST(Suggest, TriesAnOlderPythonWhereADependencyHasNoBuildForANewer) {
    // tensorflow 2.14.1 has wheels for 3.11, and tensorrt 8.5.3.1, which its extra asks for, has none.
    const Suggested found =
        suggest({.framework = "tensorflow", .specifier = "==2.14.1"}, hosts({"RTX 3090, 550.54.14"}), facts);
    ASSERT_TRUE(found.best);
    EXPECT_EQ(found.best->version, version("2.14.1"));
    EXPECT_EQ(found.best->python, version("3.10"));
}

TEST(Suggest, SaysOfEachNewerBuildWhyNot) {
    const Suggested found = suggest({}, hosts({"V100, 535.104.05"}), facts);
    ASSERT_TRUE(found.best);
    EXPECT_EQ(found.best->cuda.major(), 12U);
    ASSERT_FALSE(found.passed_over.empty());
    for (const PassedOver& one : found.passed_over) {
        EXPECT_TRUE(one.what.starts_with("torch 2.")) << one.what;
        EXPECT_FALSE(one.why.empty()) << one.what;
        EXPECT_EQ(one.why.find('\n'), std::string::npos) << one.why;
    }
}

TEST(Suggest, KeepsToTheVersionsThatAreAskedFor) {
    const Suggested found =
        suggest({.framework = "torch", .specifier = "==2.4.*", .python = version("3.10")}, {}, facts);
    ASSERT_TRUE(found.best);
    EXPECT_EQ(found.best->version, version("2.4.1"));
    EXPECT_EQ(found.best->python, version("3.10"));
    EXPECT_EQ(found.best->base, "python:3.10-slim");
}

TEST(Suggest, PassesOverVersionsThatTheAskedPythonHasNoBuildOf) {
    const Suggested found = suggest({.framework = "torch", .python = version("3.8")}, {}, facts);
    ASSERT_TRUE(found.best);
    EXPECT_EQ(found.best->version, version("2.4.1")); // the last with cp38, as its release notes say
    ASSERT_FALSE(found.passed_over.empty());
    EXPECT_EQ(found.passed_over.front().why, "there is no build for Python 3.8");
    EXPECT_EQ(found.passed_over.front().cause, Cause::wheel_absent);
}

TEST(Suggest, HasNothingWhereNothingRuns) {
    const Suggested old = suggest({.specifier = ">=2.9"}, hosts({"Tesla K80, 470.256.02"}), facts);
    EXPECT_FALSE(old.best);
    EXPECT_FALSE(old.passed_over.empty());
    EXPECT_FALSE(suggest({.specifier = "==99.0"}, {}, facts).best);
    EXPECT_FALSE(suggest({.framework = "no-such-thing"}, {}, facts).best);
}

TEST(Suggest, NamesAnImageToCompileInOfTheSameCuda) {
    const Suggested found = suggest({.specifier = "==2.7.1"}, hosts({"H100, 570.86.15"}), facts);
    ASSERT_TRUE(found.best);
    EXPECT_TRUE(found.best->devel.starts_with("nvidia/cuda:" + to_string(found.best->cuda.cut(2)) + "."))
        << found.best->devel;
    EXPECT_NE(found.best->devel.find("-devel-ubuntu"), std::string::npos) << found.best->devel;
}

TEST(Suggest, TakesAnIndexOnlyWhereTheOrdinaryBuildIsAnother) {
    const auto install = [](std::string_view specifier, std::string_view machine) {
        const Suggested found = suggest({.specifier = std::string(specifier)}, hosts({machine}), facts);
        return found.best ? found.best->install.front() : std::string();
    };
    EXPECT_EQ(install("==2.7.1", "RTX 5090, 580.65.06"),
              "pip install torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128");
    EXPECT_EQ(install("==2.7.1", "P100, 580.65.06"), "pip install torch==2.7.1");
}

TEST(Suggest, ChoosesAPythonThatOthersHaveFollowed) {
    // 3.15 came out in 2026-10, and the facts are of a month later.
    EXPECT_EQ(settled_python((1U << 15U) | (1U << 14U) | (1U << 9U), facts), version("3.14"));
    EXPECT_EQ(settled_python(1U << 15U, facts), version("3.15"));
}

TEST(Suggest, KnowsWhatCanBeWishedFor) {
    const std::vector<std::string_view> all = frameworks(facts);
    EXPECT_THAT(all, ::testing::IsSupersetOf({"torch", "tensorflow", "jax", "onnxruntime-gpu"}));
    EXPECT_THAT(all, ::testing::Not(::testing::Contains("numpy")));
}

} // namespace
} // namespace dockwright::gpu
