#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Words of those who draw, or who code video on the GPU, and of Jetson boards, which need all.
constexpr std::string_view others[] = {"DISPLAY",   "blender", "desktop",   "ffmpeg", "glvnd",  "gstreamer",
                                       "handbrake", "jetpack", "l4t",       "libegl", "libgl",  "mesa",
                                       "nvenc",     "nvcuvid", "omniverse", "opencv", "opengl", "qt5",
                                       "renderd",   "ros-",    "tegra",     "video",  "vnc",    "vulkan",
                                       "x11",       "xorg",    "xserver",   "xvfb"};

bool may_need_all(const model::Document& document) {
    return std::ranges::any_of(others, [&](std::string_view word) { return document.text().contains(word); });
}

void check(const Facts& facts, Report& report) {
    for (const Variable& variable : variables_of(facts.document, "NVIDIA_DRIVER_CAPABILITIES")) {
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        if (stage == nullptr || !stage->shipped || variable.value != "all" || may_need_all(facts.document)) {
            continue;
        }
        Reported found =
            report.at(variable.value_span,
                      "'all' also brings the driver's libraries for drawing, video and display into "
                      "the container; programs that compute need 'compute,utility'");
        if (const auto place = plain_value(facts.document, variable.value_span, "all")) {
            found.fix(Safety::unsafe, "Ask for compute and utility", {{*place, "compute,utility"}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "all, for a program that computes",
     .bad = R"(
       | FROM python:3.12-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES="all"
       ~                                                           ^^^^^ 'all' also brings the driver's libraries for drawing, video and display into the container; programs that compute need 'compute,utility'
       | RUN pip install torch==2.6.0
     )",
     .good = R"(
       | FROM python:3.12-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
       | RUN pip install torch==2.6.0
     )"},
    {.title = "a program that codes video needs more", .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_DRIVER_CAPABILITIES=all
       | RUN apt-get update && apt-get install -y ffmpeg
     )"},
};

} // namespace

extern constexpr Rule all_driver_capabilities{
    .id = "all-driver-capabilities",
    .title = "All parts of the driver for a program that only computes",
    .why =
        "The container toolkit mounts those parts of the machine's driver that the image asks for. What is "
        "not needed only widens what a program in the container can reach: libraries for OpenGL, Vulkan, "
        "video and X11, and the devices behind them.",
    .group = Group::gpu,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
