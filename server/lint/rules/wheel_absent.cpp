#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a Python that is too new for it",
     .bad = R"(
       | FROM python:3.13-slim
       | RUN pip install torch==2.3.1
       ~                 ^^^^^^^^^^^^ torch==2.3.1 has no wheel for Python 3.13: there are some for Python 3.8 to 3.12
     )",
     .good = R"(
       | FROM python:3.12-slim
       | RUN pip install torch==2.3.1
     )"},
    {.title = "never built for that CUDA",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1 --index-url https://download.pytorch.org/whl/cu126
       ~                 ^^^^^^^^^^^^ torch==2.4.1 was never built for cu126
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1 --index-url https://download.pytorch.org/whl/cu124
     )"},
    {.title = "Alpine", .bad = R"(
       | FROM python:3.11-alpine
       | RUN pip install torch==2.4.1
       ~                 ^^^^^^^^^^^^ torch has no wheel for Alpine, whose C library is not glibc
     )"},
};

} // namespace

extern constexpr Rule wheel_absent{
    .id = "wheel-absent",
    .title = "A build of a package that does not exist",
    .why = "Wheels are made for certain versions of Python, kinds of processor and versions of CUDA. If "
           "there is none that fits, pip says \"No matching distribution found\", or tries to compile the "
           "package, which mostly fails. Another version of the package or of Python has one.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::wheel_absent>,
};

} // namespace dockwright::lint::rules
