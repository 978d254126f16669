#pragma once
#include "lint/rule.hpp"
#include <string_view>
#include <vector>

/// Extensions of PyTorch that pip compiles in a build.
namespace dockwright::lint {

struct CompiledExtension {
    std::string_view name;
    /// Compiles code for GPUs only where it sees one or where FORCE_CUDA is set.
    bool asks_for_gpu = false;
    Span place;
    const model::Command* command = nullptr;
    const gpu::ImageState* state = nullptr; ///< at the end of its stage
};

/// Those for a CUDA build of PyTorch where a GPU is wanted and nvcc is there, without `RUN --device`.
std::vector<CompiledExtension> compiled_extensions(const Facts& facts);

/// A variable is set for the command: by ENV, in front of it, or somewhere in its RUN.
bool is_set_for(const Facts& facts, const CompiledExtension& extension, std::string_view variable);

} // namespace dockwright::lint
