#pragma once
#include "model/package.hpp"
#include <string>
#include <string_view>
#include <vector>

/// Private to gpu/: where an installation of Python packages looks, as far as that decides which
/// build it gets.
namespace dockwright::gpu {

struct Sources {
    bool pypi = true; ///< PyPI or a mirror of it
    bool pypi_replaced = false;
    bool first_wins = false;        ///< uv: the first index that knows the name, extra ones before PyPI
    bool pypi_first = false;        ///< the same of an old uv: PyPI before extra ones
    bool all_torch = false;         ///< a page with every build of torch
    bool nightly = false;           ///< PyTorch's nightly builds
    bool unknown = false;           ///< an index of which nothing is known
    bool nvidia = false;            ///< pypi.nvidia.com
    bool jax = false;               ///< jax's page of CUDA builds
    bool onnx_cuda12 = false;       ///< ONNX Runtime's feed of builds for CUDA 12
    std::vector<std::string> tags;  ///< PyTorch's folders: `cu124`, `cpu`
    std::vector<std::string> pages; ///< the addresses of extension pages: data.pyg.org and the like

    void add(model::PackageIndex::Kind kind, std::string_view url);
    bool has_tag(std::string_view tag) const;
};

/// `cu124` of PyTorch's index address, `*` for its page of all, "" for another index.
std::string_view torch_tag(std::string_view url);

} // namespace dockwright::gpu
