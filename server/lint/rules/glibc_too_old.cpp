#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a wheel for newer distributions",
     .bad = R"(
       | FROM python:3.11-slim-bullseye
       | RUN pip install vllm==0.20.0
       ~                 ^^^^^^^^^^^^ the wheels of vllm==0.20.0 need glibc 2.35, and debian11 has 2.31
     )",
     .good = R"(
       | FROM python:3.11-slim-bookworm
       | RUN pip install vllm==0.20.0
     )"},
};

} // namespace

extern constexpr Rule glibc_too_old{
    .id = "glibc-too-old",
    .title = "A C library that is older than a package needs",
    .why = "Each image has the C library of its distribution, glibc, and compiled packages need at least the "
           "one that they were built with. It can't be exchanged; a newer base image has a newer one, or an "
           "older release of the package needs less.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::glibc_too_old>,
};

} // namespace dockwright::lint::rules
