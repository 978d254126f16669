#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// What a look inside a running container showed of the GPU. What it didn't come to say stays empty.
struct Inside {
    std::vector<std::string> nodes;      ///< /dev/nvidia*, /dev/dxg
    std::vector<std::string> unreadable; ///< those of them that its user may not open
    /// Of the first process: NVIDIA_*, CUDA_VISIBLE_DEVICES. "NAME=value".
    std::vector<std::string> environment;
    std::optional<bool> libcuda; ///< a libcuda.so.1 lies where the loader looks
    bool has_nvidia_smi = false;
    std::optional<int> nvidia_smi_exit;
    std::string nvidia_smi_words;         ///< printable
    std::vector<std::string> gpus;        ///< lines of nvidia-smi -L
    std::string torch;                    ///< its version; empty: no Python or no torch
    std::string torch_cuda;               ///< `12.4`; `None` for a build without CUDA
    std::vector<std::string> torch_archs; ///< `sm_80`
    std::optional<bool> torch_sees_gpu;
    std::string torch_words; ///< why it can't be imported, printable

    bool operator==(const Inside&) const = default;
};

/// A constant script for any sh, run in the container as its own user. It changes nothing there; importing
/// torch, where it is, takes seconds.
extern const std::string_view inside_script;

/// What it printed, cut off or not; nothing if it didn't begin, as in an image without a shell.
std::optional<Inside> read_inside(std::string_view output);

} // namespace dockwright::actions
