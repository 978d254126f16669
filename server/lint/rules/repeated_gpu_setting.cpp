#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view names[] = {"NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES"};

std::vector<std::string_view> parts(std::string_view list) {
    std::vector<std::string_view> out;
    while (!list.empty()) {
        const auto comma = list.find(',');
        out.push_back(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    }
    std::ranges::sort(out);
    return out;
}

void check(const Facts& facts, Report& report) {
    if (facts.images.empty()) {
        return;
    }
    for (const std::string_view name : names) {
        const model::Stage* told = nullptr;
        for (const Variable& variable : variables_of(facts.document, name)) {
            const model::Stage* stage = facts.document.stage_of(*variable.instruction);
            if (stage == nullptr || stage == told || !variable.value || !variable.whole) {
                continue;
            }
            told = stage; // a second one would set it back
            const auto there = inherited_value(facts, *stage, name);
            if (!there || parts(*there) != parts(*variable.value)) {
                continue;
            }
            Reported found = report.at(variable.name_span, "The base image sets {} to '{}' already", name,
                                       *variable.value);
            if (auto edit = without_pair(facts.document, *variable.instruction, variable.pair)) {
                found.fix(Safety::safe, message("Remove {}", {name}), {*std::move(edit)});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "what nvidia/cuda and the images on it set",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       - ENV NVIDIA_VISIBLE_DEVICES=all
       ~     ^^^^^^^^^^^^^^^^^^^^^^ The base image sets NVIDIA_VISIBLE_DEVICES to 'all' already
       | ENV APP=/app NVIDIA_DRIVER_CAPABILITIES=utility,compute
       ~              ^^^^^^^^^^^^^^^^^^^^^^^^^^ The base image sets NVIDIA_DRIVER_CAPABILITIES to 'utility,compute' already
       + ENV APP=/app
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility,video
     )"},
    {.title = "a stage of the same file", .bad = R"(
       | FROM debian:12 AS base
       | ENV NVIDIA_VISIBLE_DEVICES=all
       | FROM base
       - ENV NVIDIA_VISIBLE_DEVICES=all
       ~     ^^^^^^^^^^^^^^^^^^^^^^ The base image sets NVIDIA_VISIBLE_DEVICES to 'all' already
     )"},
    {.title = "where the base sets nothing, it is needed", .good = R"(
       | FROM python:3.12-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
     )"},
};

} // namespace

extern constexpr Rule repeated_gpu_setting{
    .id = "repeated-gpu-setting",
    .title = "A GPU variable that the base image sets to the same value",
    .why = "Images of NVIDIA and those built on them say already that a container gets all GPUs that it is "
           "started with, and which parts of the driver. Saying it again changes nothing.",
    .group = Group::gpu,
    .severity = Severity::style,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
