#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "installed into a venv, started outside of it",
     .bad = R"(
       | FROM python:3.11
       | RUN python -m venv /opt/venv && /opt/venv/bin/pip install torch==2.6.0
       | CMD ["python", "train.py"]
       ~      ^^^^^^^^ torch 2.6.0+cu124 is installed into '/opt/venv', and 'python' here is another Python, which does not have it: start /opt/venv/bin/python, or put /opt/venv/bin at the beginning of PATH
     )",
     .good = R"(
       | FROM python:3.11
       | RUN python -m venv /opt/venv && /opt/venv/bin/pip install torch==2.6.0
       | ENV PATH=/opt/venv/bin:$PATH
       | CMD ["python", "train.py"]
     )"},
};

} // namespace

extern constexpr Rule wrong_environment{
    .id = "wrong-environment",
    .title = "Packages in another Python than the one that runs",
    .why = "An image can have several Pythons: that of the distribution, one of conda, virtual environments. "
           "Each sees its own packages only. What was installed into one is not there for the others: \"No "
           "module named torch\".",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::wrong_environment>,
};

} // namespace dockwright::lint::rules
