#include "gpu/cause.hpp"
#include <array>
#include <iterator>

namespace dockwright::gpu {
namespace {

struct Entry {
    std::string_view name;
    std::string_view text;
};

// In the order of Cause.
constexpr Entry table[] = {
    {"driver-too-old", "The machine's NVIDIA driver is older than the CUDA in the container needs."},
    {"driver-dropped-gpu", "The machine's NVIDIA driver no longer serves this GPU."},
    {"arch-not-compiled", "The program holds no machine code for so new a GPU."},
    {"arch-dropped", "The program no longer holds machine code for so old a GPU."},
    {"feature-needs-newer-gpu", "A package uses something that this GPU can't do."},
    {"nvcc-arch-unsupported", "The CUDA compiler in the image can't compile for a GPU that it is told to."},
    {"compat-package-refused",
     "The image brings its own driver library, which this kind of GPU refuses to work with."},
    {"require-cuda-unsatisfied",
     "The image states a condition about the driver, and the container toolkit refuses to start it."},
    {"ptx-too-new",
     "The program would be compiled for this GPU at start, but the driver is too old for that."},
    {"memory-too-small", "The model alone is larger than the GPU's memory."},
    {"wheel-absent", "There is no such build of the package for this Python and platform."},
    {"wheel-index-missing", "The build lies on a package index that the install does not look at."},
    {"wheel-cuda-mismatch", "The package is built for another CUDA than the one it finds."},
    {"cpu-only-wheel", "The build that gets installed can't use a GPU at all."},
    {"companion-mismatch", "Two packages that belong together don't fit each other in these versions."},
    {"abi-mismatch", "A compiled extension was built against another version of the package it extends."},
    {"numpy-abi", "A package was compiled for NumPy 1, and NumPy 2 gets installed."},
    {"library-missing",
     "A CUDA library that the package loads is in neither the image nor its dependencies."},
    {"cudnn-mismatch", "The cuDNN in the image is of another major version than the package loads."},
    {"package-removed", "The package's name has ended; installing it fails or installs something else."},
    {"redundant-cuda", "CUDA is in the image twice, which costs gigabytes."},
    {"glibc-too-old", "The image's C library is older than the package needs."},
    {"library-conflict",
     "Another copy of a CUDA library is found before the one the package was built with."},
    {"python-mismatch", "The package refuses this version of Python."},
    {"wrong-environment", "Packages are installed into another Python than the one that runs."},
    {"externally-managed-python",
     "The distribution's own Python refuses pip outside of a virtual environment."},
    {"base-tag-gone", "The base image's tag does not exist, or no longer."},
    {"base-platform-missing", "The base image is not made for this platform."},
    {"repository-key-rotated", "The base image trusts a signing key that its package repository gave up."},
    {"needs-devel-image",
     "Something is compiled with the CUDA compiler, which the base image does not have."},
    {"compiler-missing", "Something is compiled, and the image has no C compiler."},
    {"no-gpu-in-build", "A build step wants a GPU, which an ordinary build does not have."},
    {"driver-in-image", "The driver belongs to the machine; a copy in the image gets in its way."},
    {"gpu-not-requested", "The container is started without asking for a GPU."},
    {"wrong-platform", "The image is for another processor architecture than the machine has."},
    {"toolkit-missing", "The machine lacks the NVIDIA Container Toolkit, which gives GPUs to containers."},
    {"gpu-hidden", "A variable hides the GPU from the program."},
    {"capabilities-missing", "A variable keeps the part of the driver out that CUDA needs."},
    {"shared-memory", "Worker processes share memory through /dev/shm, which has only 64 MB."},
    {"not-supported", "The GPU is not one that CUDA containers can use."},
    {"driver-not-loaded", "The driver's kernel module is not loaded."},
    {"driver-library-mismatch", "The driver's library and its kernel module are of different versions."},
    {"device-access-lost", "The container has lost its access to the GPU's device files."},
    {"uvm-missing", "The kernel module or the device file of unified memory is missing."},
    {"fabric-manager", "The service that connects the GPUs of this machine does not run."},
    {"mig-without-instance", "The GPU is split, and no part of it is made or given."},
    {"exclusive-mode", "The GPU serves one process at a time, and another one has it."},
    {"gpu-fell-off", "The GPU no longer answers; the machine must be restarted."},
    {"cdi-spec-stale",
     "The list of GPU devices for containers is older than the driver or the GPUs' partition."},
};
static_assert(std::size(table) == cause_count);

} // namespace

std::string_view name(Cause cause) {
    return table[static_cast<std::size_t>(cause)].name;
}

std::string_view text(Cause cause) {
    return table[static_cast<std::size_t>(cause)].text;
}

std::optional<Cause> cause(std::string_view name) {
    for (std::size_t i = 0; i < cause_count; ++i) {
        if (table[i].name == name) {
            return static_cast<Cause>(i);
        }
    }
    return std::nullopt;
}

} // namespace dockwright::gpu
