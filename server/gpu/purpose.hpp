#pragma once
#include "gpu/check.hpp"

/// Private to gpu/: what besides its packages says that an image is meant for a GPU.
namespace dockwright::gpu {

/// The container's command or environment names the GPU: `--device cuda`, `--n-gpu-layers 35`, `DEVICE=cuda`.
bool starts_on_gpu(const Case& asked);

/// The stage is called so (`cpu`, `runtime-cpu`), or a package's build for CPUs is taken by its name where no
/// CUDA is beside it: that something else of it would like a GPU is no matter.
bool made_for_cpu(const Case& asked);

/// The base image has CUDA, a variable of NVIDIA's is set, compose or a devcontainer asks for a GPU, or
/// the container starts on one.
bool asked_beside_packages(const Case& asked);

/// It is wrong only where a GPU is wanted: not of packages that a build without one installs, too.
bool supposes_gpu(Cause cause);

} // namespace dockwright::gpu
