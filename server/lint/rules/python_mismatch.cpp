#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "an old Python",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu20.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       ~                 ^^^^^^^^^^^^ torch==2.6.0 refuses Python 3.8: it is for Python 3.9 to 3.13
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
     )"},
};

} // namespace

extern constexpr Rule python_mismatch{
    .id = "python-mismatch",
    .title = "A package that refuses the image's Python",
    .why =
        "A package says which versions of Python it is for. pip installs nothing for any other: \"requires a "
        "different Python\", or it takes the last release that still allows it, which may be years old.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::python_mismatch>,
};

} // namespace dockwright::lint::rules
