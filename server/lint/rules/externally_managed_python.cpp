#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "the Python of Ubuntu 24.04",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0
       ~     ^^^ the Python of ubuntu24.04 refuses pip outside of a virtual environment (externally-managed-environment): make one with `python3 -m venv` and put it on PATH
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
       | RUN apt-get update && apt-get install -y python3-venv
       | RUN python3 -m venv /opt/venv
       | ENV PATH=/opt/venv/bin:$PATH
       | RUN pip install torch==2.6.0
     )"},
};

} // namespace

extern constexpr Rule externally_managed_python{
    .id = "externally-managed-python",
    .title = "pip in a Python that refuses it",
    .why = "Newer distributions keep their own Python to themselves: pip stops with "
           "\"externally-managed-environment\" (PEP 668), so that it does not break what the system needs. A "
           "virtual environment, which takes one line, is free of that.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::externally_managed_python>,
};

} // namespace dockwright::lint::rules
