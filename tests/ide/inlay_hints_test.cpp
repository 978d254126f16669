#include "ide/gpu_fixture.hpp"
#include "ide/inlay_hints.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

/// A hint is an empty span at its place: `!`.
void check_hints(std::string_view text) {
    const testing::Fixture fixture = testing::Fixture::read(text);
    const testing::Seen seen(fixture.source);
    std::vector<testing::Annotation> found;
    for (const InlayHint& hint : inlay_hints(seen.view(), span(0, fixture.source.size()))) {
        found.push_back({{hint.at, hint.at}, hint.label});
    }
    testing::expect_annotations(fixture, found);
}

TEST(InlayHints, TellTheDriverThatABaseAsksFor) {
    check_hints(R"(
        | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
        ~                                                   ! CUDA 12.4 · driver ≥ 550.54.14 (≥ 525.60.13 works)
        | FROM pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime
        ~                                                   ! CUDA 12.6 · driver ≥ 525.60.13
        | FROM python:3.12-slim
        | FROM build
    )");
}

TEST(InlayHints, TellWhatTheVariablesOfAFromComeTo) {
    check_hints(R"(
        | ARG CUDA=12.4.1
        | ARG UNSET
        | FROM nvidia/cuda:${CUDA}-devel-ubuntu22.04 AS build
        ~                                           ! = 12.4.1-devel-ubuntu22.04
        ~                                                    ! CUDA 12.4 · driver ≥ 550.54.14 (≥ 525.60.13 works)
        | FROM nvidia/cuda:${CUDA}-base-ubuntu22.04
        ~                                          ! = 12.4.1-base-ubuntu22.04
        ~                                          ! CUDA 12.4 · driver ≥ 550.54.14 (≥ 525.60.13 works)
        | FROM lab/$UNSET
    )");
}

TEST(InlayHints, TellTheVersionOfWhatNothingPins) {
    check_hints(R"(
        | FROM python:3.12-slim AS one
        | RUN pip install torch flask "torch==2.4.1"
        | RUN pip install torch
        | RUN pip install flash-attn
        ~                           ! → 2.7.4
        | FROM one
        | RUN pip install -U 'torch>=2.5'
        ~                                ! → 2.6.0+cu124
    )");
}

TEST(InlayHints, AreOfThePartThatIsAskedFor) {
    const testing::Seen seen(
        "FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nFROM nvidia/cuda:12.9.1-base-ubuntu22.04\n");
    const auto second = inlay_hints(seen.view(), span(50, 60));
    EXPECT_TRUE(second.empty());
    EXPECT_EQ(inlay_hints(seen.view(), span(42, 90)).size(), 1U);
}

TEST(InlayHints, ExplainTheTwoDrivers) {
    const testing::Seen seen("FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\n");
    EXPECT_TRUE(
        inlay_hints(seen.view(), span(0, 50)).front().tooltip.contains("minor-version compatibility"));
}

} // namespace
} // namespace dockwright::ide
