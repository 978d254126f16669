#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "nothing but PTX of a newer nvcc",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | COPY app.cu .
       | RUN nvcc -gencode arch=compute_80,code=compute_80 -o app app.cu
       ~          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ what is compiled here has no machine code for RTX 3070, and its intermediate code of CUDA 12.4 is refused by the older driver 535.183.01 [RTX 3070 with driver 535.183.01]
       | CMD ["./app"]
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | COPY app.cu .
       | RUN nvcc -arch=sm_86 -o app app.cu
       | CMD ["./app"]
     )",
     .machine = "RTX 3070, 535.183.01"},
};

} // namespace

extern constexpr Rule ptx_too_new{
    .id = "ptx-too-new",
    .title = "Code that is compiled at start, and a driver too old for it",
    .why = "Where a package has no machine code for a GPU, the driver can compile the intermediate code "
           "(PTX) that it brings. An older driver does not read the PTX of a newer CUDA: \"the provided PTX "
           "was compiled with an unsupported toolchain\". A newer driver or a package with machine code for "
           "the GPU helps.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::ptx_too_new>,
};

} // namespace dockwright::lint::rules
