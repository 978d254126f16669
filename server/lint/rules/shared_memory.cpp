#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "one process for each GPU",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | CMD ["torchrun", "--nproc_per_node=4", "train.py"]
       ~      ^^^^^^^^^^ several processes exchange data through /dev/shm, of which a container has 64 MB: start it with --shm-size=8g or --ipc=host
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | CMD ["python", "train.py"]
     )"},
    {.title = "a service that says nothing of it",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compose.yaml:2: the service 'train' gives its processes 64 MB of /dev/shm, which PyTorch's workers outgrow (bus error): set shm_size
     )",
     .beside = R"(
       == compose.yaml
       services:
         train:
           build: .
           gpus: all
     )"},
    {.title = "a server of pages, which has no such workers",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | CMD ["python", "-m", "uvicorn", "app:app"]
     )",
     .beside = R"(
       == compose.yaml
       services:
         api:
           build: .
           gpus: all
     )"},
    {.title = "a service that gives it",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime
       | CMD ["torchrun", "--nproc_per_node=4", "train.py"]
     )",
     .beside = R"(
       == compose.yaml
       services:
         train:
           build: .
           gpus: all
           shm_size: 8gb
     )"},
};

} // namespace

extern constexpr Rule shared_memory{
    .id = "shared-memory",
    .title = "Processes that share more memory than a container has",
    .why = "Processes of one program exchange data through /dev/shm: PyTorch's data loaders with "
           "`num_workers`, several GPUs through NCCL. A container has 64 MB of it, which ends in a \"bus "
           "error\" or a hang. How much it gets is said when it is started.",
    .group = Group::gpu,
    .severity = Severity::info,
    .examples = examples,
    .check = check_cause<gpu::Cause::shared_memory>,
};

} // namespace dockwright::lint::rules
