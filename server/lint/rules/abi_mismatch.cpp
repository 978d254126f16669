#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "a wheel for another torch",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.5.1
       | RUN pip install https://github.com/Dao-AILab/flash-attention/releases/download/v2.6.3/flash_attn-2.6.3+cu123torch2.3cxx11abiFALSE-cp311-cp311-linux_x86_64.whl
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flash-attn is built for torch 2.3, and torch 2.5.1+cu124 is installed: importing it fails on a missing symbol
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.3.1
       | RUN pip install https://github.com/Dao-AILab/flash-attention/releases/download/v2.6.3/flash_attn-2.6.3+cu123torch2.3cxx11abiFALSE-cp311-cp311-linux_x86_64.whl
     )"},
};

} // namespace

extern constexpr Rule abi_mismatch{
    .id = "abi-mismatch",
    .title = "A compiled extension for another version of its framework",
    .why =
        "A wheel of an extension says in its name which PyTorch it was compiled against. With another one "
        "its import stops with \"undefined symbol\", since the inner functions that it calls have changed.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::abi_mismatch>,
};

} // namespace dockwright::lint::rules
