#include "lint/gpu_extensions.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const CompiledExtension& extension : compiled_extensions(facts)) {
        const bool for_gpus = !extension.asks_for_gpu || is_set_for(facts, extension, "FORCE_CUDA");
        if (for_gpus && !is_set_for(facts, extension, "TORCH_CUDA_ARCH_LIST")) {
            report.at(extension.place,
                      "Nothing says for which GPUs {} is to be compiled, and the build sees none to ask: "
                      "PyTorch stops "
                      "with 'list index out of range' or compiles for all that it knows",
                      extension.name);
        }
    }
}

constexpr Example examples[] = {
    {.title = "compiled for nobody knows which GPUs",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN FORCE_CUDA=1 pip install --no-build-isolation torch-scatter
       ~                                                   ^^^^^^^^^^^^^ Nothing says for which GPUs torch-scatter is to be compiled, and the build sees none to ask: PyTorch stops with 'list index out of range' or compiles for all that it knows
       | RUN pip install "git+https://github.com/graphdeco-inria/diff-gaussian-rasterization"
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing says for which GPUs diff-gaussian-rasterization is to be compiled, and the build sees none to ask: PyTorch stops with 'list index out of range' or compiles for all that it knows
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | ENV TORCH_CUDA_ARCH_LIST="8.0;8.6;9.0+PTX"
       | RUN FORCE_CUDA=1 pip install --no-build-isolation torch-scatter
     )"},
    {.title = "in the RUN itself", .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN export TORCH_CUDA_ARCH_LIST=8.6 FORCE_CUDA=1 && pip install --no-build-isolation torch-scatter
     )"},
};

} // namespace

extern constexpr Rule missing_architecture_list{
    .id = "missing-architecture-list",
    .title = "An extension of PyTorch compiled without saying for which GPUs",
    .why =
        "Code for a GPU is compiled for certain generations of GPUs. Unless TORCH_CUDA_ARCH_LIST names them, "
        "PyTorch compiles for those that it sees, and a build of an image sees none. Many versions of "
        "PyTorch "
        "then stop with an error that says nothing of GPUs; others compile for every generation, which takes "
        "very long. `8.0` is A100, `8.6` RTX 30 and A40, `8.9` RTX 40 and L4, `9.0` H100, `12.0` RTX 50; "
        "`+PTX` behind the last one lets newer GPUs compile it at start.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
