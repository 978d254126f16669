#include "lint/gpu_reason.hpp"
#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"
#include "model/copies.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// The folder of stubs among those of a path, with the colon beside it; nothing if it is the only one.
std::optional<Span> stubs_in(const model::Document& document, const Variable& variable) {
    const std::string_view text = variable.value_span.of(document.text());
    const std::size_t stubs = text.find("/stubs");
    if (stubs == std::string_view::npos) {
        return std::nullopt;
    }
    std::size_t end = stubs + std::string_view("/stubs").size();
    end += end < text.size() && text[end] == '/' ? 1U : 0U;
    const std::size_t begin = text.find_last_of(":\"'", stubs) + 1; // 0 if there is none
    const bool colon_behind = end < text.size() && text[end] == ':';
    const bool colon_before = begin > 0 && text[begin - 1] == ':';
    if (!colon_behind && !colon_before) {
        return std::nullopt;
    }
    const Offset at = variable.value_span.begin;
    return colon_behind ? Span{at + begin, at + end + 1} : Span{at + begin - 1, at + end};
}

/// The stage builds on that one, directly or by others, or is it.
bool builds_on(const model::Document& document, const model::Stage& stage, const model::Stage* below) {
    const model::Stage* here = &stage;
    while (here != below && here->image.stage) {
        here = &document.stages()[*here->image.stage];
    }
    return here == below;
}

/// NVIDIA's -dev packages bring the stubs: cuda-driver-dev-12-4 of cuda-cudart-dev-12-4, cuda-nvml-dev-12-4.
bool installs_headers(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.packages().commands, [&](const model::PackageCommand& command) {
        const model::Command& shell = document.commands().all[command.command];
        const std::uint32_t run = document.commands().text_of(shell).instruction;
        return command.manager < model::PackageManager::pip &&
               builds_on(document, stage, document.stage_of(document.instructions()[run])) &&
               std::ranges::any_of(
                   document.packages().of(command),
                   [](const model::Package& package) {
                       const bool headers =
                           package.name.contains("-dev") || package.name.contains("cuda-toolkit");
                       return !package.plain || (package.name.contains("cuda") && headers);
                   });
    });
}

/// A folder may come along in which they are: all of /usr/local, or CUDA's.
bool copies_cuda(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(model::copies_of(document, stage), [](const model::Copied& copied) {
        const bool whole = copied.source.empty() || copied.source == "usr" || copied.source == "usr/local";
        return copied.from != model::Copied::From::context &&
               (whole || !copied.source_known || copied.source.contains("cuda"));
    });
}

/// An image of the flavour `base` or `runtime` has no folder of stubs: NVIDIA installs them with the
/// packages that only `devel` adds (nvidia/container-images/cuda, dist/*/devel).
bool has_no_stubs(const Facts& facts, const gpu::ImageState& state, const model::Stage& stage) {
    return state.cuda.cuda.known() && state.cuda.of_base && !state.cuda.has_nvcc() &&
           !installs_headers(facts.document, stage) && !copies_cuda(facts.document, stage);
}

void check(const Facts& facts, Report& report) {
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        const gpu::EnvironmentValue* path = state.variable("LD_LIBRARY_PATH");
        if (path == nullptr || !path->value || !path->value->contains("/stubs") || !stage.shipped) {
            return;
        }
        const auto all = variables_of(facts.document, "LD_LIBRARY_PATH");
        const auto here = std::ranges::find_if(all, [&](const Variable& variable) {
            return is_of(stage, facts.document.index(*variable.instruction)) && variable.value &&
                   variable.value->contains("/stubs");
        });
        if (here == all.end()) {
            return; // said of the stage below
        }
        if (has_no_stubs(facts, state, stage) ||
            is_judged(facts, gpu::Cause::library_conflict, here->name_span)) {
            return;
        }
        Reported found =
            report.at(here->name_span,
                      "The libcuda in the folder 'stubs' is for linking alone: a program that loads it "
                      "in place of the driver's stops with error 34, \"CUDA driver is a stub library\"");
        if (const auto stubs = stubs_in(facts.document, *here)) {
            found.fix(Safety::unsafe, "Remove the folder of stubs", {{*stubs, ""}});
        }
    });
}

constexpr Example examples[] = {
    {.title = "stubs that the container's programs see",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:/usr/local/cuda/lib64/stubs:$LD_LIBRARY_PATH
       ~     ^^^^^^^^^^^^^^^ The libcuda in the folder 'stubs' is for linking alone: a program that loads it in place of the driver's stops with error 34, "CUDA driver is a stub library"
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | ENV LIBRARY_PATH=/usr/local/cuda/lib64/stubs:$LIBRARY_PATH
       | RUN LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs make
     )"},
    {.title = "the last folder, and the only one", .bad = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | ENV APP=/app LD_LIBRARY_PATH="/usr/local/cuda/lib64:/usr/local/cuda/lib64/stubs/"
       ~              ^^^^^^^^^^^^^^^ The libcuda in the folder 'stubs' is for linking alone: a program that loads it in place of the driver's stops with error 34, "CUDA driver is a stub library"
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs
       ~     ^^^^^^^^^^^^^^^ The libcuda in the folder 'stubs' is for linking alone: a program that loads it in place of the driver's stops with error 34, "CUDA driver is a stub library"
     )"},
    {.title = "an image for running programs, which has no such folder", .good = R"(
       | FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/usr/local/tensorrt/lib:/usr/local/cuda/lib64/stubs:$LD_LIBRARY_PATH
     )"},
    {.title = "the folder, installed or copied into such an image", .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y cuda-cudart-dev-12-4
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:/usr/local/cuda/lib64/stubs
       ~     ^^^^^^^^^^^^^^^ The libcuda in the folder 'stubs' is for linking alone: a program that loads it in place of the driver's stops with error 34, "CUDA driver is a stub library"
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | COPY --from=nvidia/cuda:12.4.1-devel-ubuntu22.04 /usr/local/cuda-12.4 /usr/local/cuda-12.4
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:/usr/local/cuda/lib64/stubs
       ~     ^^^^^^^^^^^^^^^ The libcuda in the folder 'stubs' is for linking alone: a program that loads it in place of the driver's stops with error 34, "CUDA driver is a stub library"
     )"},
    {.title = "that it is loaded is known, and said as an error", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | RUN ln -s /usr/local/cuda/lib64/stubs/libcuda.so /usr/local/cuda/lib64/stubs/libcuda.so.1
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs:$LD_LIBRARY_PATH
       | RUN pip install torch==2.6.0
     )"},
    {.title = "of a build stage, or taken back", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs:$LD_LIBRARY_PATH
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | COPY --from=build /app /app
       | ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs
       | RUN make
       | ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64
     )"},
};

} // namespace

extern constexpr Rule stub_library_path{
    .id = "stub-library-path",
    .title = "CUDA's stub libraries where running programs look",
    .why =
        "libcuda belongs to the driver and comes from the machine. For linking where there is no driver the "
        "toolkit has a stub of it, which answers every call with an error. In LIBRARY_PATH, which the linker "
        "reads, it helps a build; in LD_LIBRARY_PATH it stands before the real one when the container "
        "runs. A single RUN that needs it can be given the variable alone.",
    .group = Group::gpu,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
