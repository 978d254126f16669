#include "ide/gpu_fixture.hpp"
#include "ide/gpu_lens.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using testing::machine;

void check_lenses(std::string_view text, std::vector<gpu::Host> targets = {}) {
    const testing::Fixture fixture = testing::Fixture::read(text);
    const testing::Seen seen(fixture.source, std::move(targets));
    std::vector<testing::Annotation> found;
    for (const GpuLens& lens : gpu_lenses(seen.view())) {
        found.push_back({lens.span, lens.title});
    }
    testing::expect_annotations(fixture, found);
}

TEST(GpuLens, HasAVerdictForEachTarget) {
    check_lenses(R"(
        | FROM nvidia/cuda:12.9.1-base-ubuntu22.04
        ~ ^^^^ ▶ runs on lab1 (RTX 3090, driver 580.65.06)
        ~ ^^^^ ✗ fails on lab2 (RTX 3090, driver 470.82.01): driver too old
    )",
                 {machine("RTX 3090, 580.65.06", "lab1"), machine("RTX 3090, 470.82.01", "lab2")});
}

TEST(GpuLens, IsOverStagesThatAreKept) {
    check_lenses(R"(
        | FROM nvidia/cuda:12.9.1-devel-ubuntu22.04 AS build
        | RUN make
        | FROM nvidia/cuda:12.9.1-runtime-ubuntu22.04
        ~ ^^^^ ▶ runs on RTX 3090 with driver 580.65.06
        | COPY --from=build /a /a
    )",
                 {machine("RTX 3090, 580.65.06")});
}

TEST(GpuLens, SumsUpManyMachines) {
    std::vector<gpu::Host> machines(4, machine("RTX 3090, 580.65.06"));
    machines.push_back(machine("RTX 3090, 470.82.01"));
    check_lenses(R"(
        | FROM nvidia/cuda:12.9.1-base-ubuntu22.04
        ~ ^^^^ ✗ fails on 1 of 5 machines
    )",
                 machines);
}

TEST(GpuLens, IsSilentWithoutTargetsUnlessItFailsEverywhere) {
    check_lenses("| FROM nvidia/cuda:12.9.1-base-ubuntu22.04\n");
    check_lenses(R"(
        | FROM nvidia/cuda:11.8.0-runtime-ubuntu20.04
        ~ ^^^^ ✗ can't be built: base image is gone
    )");
}

TEST(GpuLens, SaysOnceWhatFailsOnEachTarget) {
    check_lenses(R"(
        | FROM nvidia/cuda:11.8.0-runtime-ubuntu20.04
        ~ ^^^^ ✗ can't be built: base image is gone
    )",
                 {machine("RTX 3090, 580.65.06", "lab1"), machine("RTX 3090, 470.82.01", "lab2")});
}

TEST(GpuLens, IsSilentWhereNobodyWantsAGpu) {
    check_lenses("| FROM python:3.12-slim\n| RUN pip install flask\n", {machine("RTX 3090, 580.65.06")});
    check_lenses("", {machine("RTX 3090, 580.65.06")});
}

} // namespace
} // namespace dockwright::ide
