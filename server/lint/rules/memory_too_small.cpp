#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "140 GB on a card of 24",
     .bad = R"(
       | FROM vllm/vllm-openai:v0.6.6.post1
       | CMD ["--model", "meta-llama/Llama-3.1-70B-Instruct"]
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the weights of meta-llama/Llama-3.1-70B-Instruct alone take 140 GB, and the machine's GPUs have 25 GB [RTX 4090 with driver 550.54.14]
     )",
     .good = R"(
       | FROM vllm/vllm-openai:v0.6.6.post1
       | CMD ["--model", "meta-llama/Llama-3.1-8B-Instruct"]
     )",
     .machine = "RTX 4090, 550.54.14"},
};

} // namespace

extern constexpr Rule memory_too_small{
    .id = "memory-too-small",
    .title = "A model that is larger than the GPU's memory",
    .why = "A model's weights must lie in the GPU's memory before anything can be computed: two bytes for "
           "each parameter in the usual format, one or a half where it is quantised. If they do not fit, the "
           "program stops with \"CUDA out of memory\" while it loads. A smaller model, a quantised one, or "
           "more GPUs help.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check_cause<gpu::Cause::memory_too_small>,
};

} // namespace dockwright::lint::rules
