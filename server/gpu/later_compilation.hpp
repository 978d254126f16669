#pragma once
#include <string_view>

/// Private to gpu/.
namespace dockwright::gpu {

/// The package is installed without nvcc, and compiles for CUDA when it first runs (README of each).
bool compiles_later(std::string_view package);

} // namespace dockwright::gpu
