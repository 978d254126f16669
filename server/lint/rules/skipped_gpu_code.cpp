#include "lint/gpu_extensions.hpp"
#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const CompiledExtension& extension : compiled_extensions(facts)) {
        if (!extension.asks_for_gpu || is_set_for(facts, extension, "FORCE_CUDA") ||
            is_judged(facts, gpu::Cause::cpu_only_wheel, extension.place)) {
            continue;
        }
        Reported found =
            report.at(extension.place,
                      "{} is compiled here without its code for GPUs, as a build sees none: FORCE_CUDA=1 "
                      "asks for it",
                      extension.name);
        if (!extension.command->through_wrapper) {
            const Offset at = extension.command->span.begin;
            found.fix(Safety::unsafe, "Set FORCE_CUDA=1", {{.span = {at, at}, .text = "FORCE_CUDA=1 "}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "no GPU in the build, so no code for GPUs",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install --no-build-isolation torch-sparse
       ~                                      ^^^^^^^^^^^^ torch-sparse is compiled here without its code for GPUs, as a build sees none: FORCE_CUDA=1 asks for it
       | RUN pip install "git+https://github.com/NVIDIAGameWorks/kaolin.git@v0.17.0"
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kaolin is compiled here without its code for GPUs, as a build sees none: FORCE_CUDA=1 asks for it
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | ENV FORCE_CUDA=1 TORCH_CUDA_ARCH_LIST="8.0;8.6+PTX"
       | RUN pip install --no-build-isolation torch-sparse
     )"},
    {.title = "known to be built for processors without it, which is said as that", .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install --no-build-isolation git+https://github.com/facebookresearch/detectron2.git
     )"},
    {.title = "a page of wheels, a GPU in the build, and a build of PyTorch without CUDA", .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install torch-scatter -f https://data.pyg.org/whl/torch-2.5.1+cu124.html
       | RUN --device=nvidia.com/gpu=all pip install --no-build-isolation torch-sparse
       | FROM python:3.11
       | RUN pip install torch==2.5.1 --index-url https://download.pytorch.org/whl/cpu
       | RUN pip install --no-build-isolation torch-sparse
     )"},
};

} // namespace

extern constexpr Rule skipped_gpu_code{
    .id = "skipped-gpu-code",
    .title = "An extension that leaves its GPU code out where no GPU is seen",
    .why =
        "Some extensions of PyTorch look for a GPU when they are compiled and, if there is none, compile "
        "their "
        "code for the processor alone. A build of an image sees no GPU. So everything is installed, and in "
        "the "
        "container the first call stops with 'Not compiled with GPU support' or its like. FORCE_CUDA=1 tells "
        "them to compile for GPUs all the same, TORCH_CUDA_ARCH_LIST for which ones.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
