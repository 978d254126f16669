#include "base/ascii.hpp"
#include "lint/pairs.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view names[] = {"NVIDIA_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES",
                                      "ROCR_VISIBLE_DEVICES"};

/// `0`, `0:1`, `GPU-8932f937`, `MIG-…`, `nvidia.com/gpu=0`: one GPU of a machine, or a part of one.
bool is_device(std::string_view word) {
    constexpr std::string_view cdi = "nvidia.com/gpu=";
    if (word.starts_with(cdi)) {
        word.remove_prefix(cdi.size());
    }
    const bool number =
        !word.empty() && std::ranges::all_of(word, [](char c) { return ascii::is_digit(c) || c == ':'; });
    return number || word.starts_with("GPU-") || word.starts_with("MIG-");
}

bool are_devices(std::string_view value) {
    for (;;) {
        const auto comma = value.find(',');
        if (!is_device(ascii::trimmed(value.substr(0, comma)))) {
            return false;
        }
        if (comma == std::string_view::npos) {
            return true;
        }
        value.remove_prefix(comma + 1);
    }
}

void check(const Facts& facts, Report& report) {
    for (const Variable& variable : variables_of(facts.document)) {
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        if (stage == nullptr || !stage->shipped || !variable.value || !variable.whole ||
            std::ranges::find(names, variable.name) == std::end(names) || !are_devices(*variable.value)) {
            continue;
        }
        // The first GPU that a container is given is there wherever there is one.
        const bool first = *variable.value == "0";
        Reported found = report.at(
            variable.value_span,
            first ? "Every container of this image uses its first GPU only, however many it is given"
                  : "'{}' is fixed for every machine, and one without such a GPU finds none; which one to "
                    "use is "
                    "said at the start, as in `docker run --gpus device=0`",
            *variable.value);
        found.severity(first ? Severity::info : Severity::warning);
        if (auto edit = without_pair(facts.document, *variable.instruction, variable.pair)) {
            found.fix(Safety::unsafe, message("Remove {}", {variable.name}), {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "GPUs of one machine",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_VISIBLE_DEVICES=2,3
       ~                            ^^^ '2,3' is fixed for every machine, and one without such a GPU finds none; which one to use is said at the start, as in `docker run --gpus device=0`
       | ENV APP=/app CUDA_VISIBLE_DEVICES="GPU-8932f937-d72c-4106-c12f-20bd9faed9f6"
       ~                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'GPU-8932f937-d72c-4106-c12f-20bd9faed9f6' is fixed for every machine, and one without such a GPU finds none; which one to use is said at the start, as in `docker run --gpus device=0`
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV NVIDIA_VISIBLE_DEVICES=all
     )"},
    {.title = "the first one", .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | ENV CUDA_VISIBLE_DEVICES=0
       ~                          ^ Every container of this image uses its first GPU only, however many it is given
     )"},
    {.title = "a build argument, no GPU at all, and what a build stage leaves behind", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
       | ENV CUDA_VISIBLE_DEVICES=0
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ARG DEVICES
       | ENV CUDA_VISIBLE_DEVICES=$DEVICES
       | ENV NVIDIA_VISIBLE_DEVICES=void
       | COPY --from=build /app /app
     )"},
};

} // namespace

extern constexpr Rule fixed_visible_devices{
    .id = "fixed-visible-devices",
    .title = "GPUs chosen by number in an image",
    .why = "Which GPUs a container may use is for whoever starts it to say: the same image runs on machines "
           "with other GPUs, several times at once. A number that is written into the image leaves all "
           "others idle, and on a machine that has no such GPU the program finds none.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
