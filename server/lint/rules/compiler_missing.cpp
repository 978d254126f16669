#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a package of source in a slim image",
     .bad = R"(
       | FROM python:3.11-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all
       | RUN pip install llama-cpp-python==0.3.2
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^ llama-cpp-python is compiled while it is installed, and the image has no C compiler: install build-essential, in a stage that is not shipped
     )",
     .good = R"(
       | FROM python:3.11-slim
       | ENV NVIDIA_VISIBLE_DEVICES=all
       | RUN apt-get update && apt-get install -y build-essential
       | RUN pip install llama-cpp-python==0.3.2
     )"},
};

} // namespace

extern constexpr Rule compiler_missing{
    .id = "compiler-missing",
    .title = "Something is compiled where there is no C compiler",
    .why = "Small images have no C compiler. A package that is published as source only stops there with "
           "\"command 'gcc' failed\", and one that compiles kernels when it starts stops then. "
           "`build-essential` brings a compiler; in a stage of its own it does not grow the image.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::compiler_missing>,
};

} // namespace dockwright::lint::rules
