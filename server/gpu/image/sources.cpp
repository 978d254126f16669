#include "gpu/image/sources.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

std::string_view host_and_path(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
        url.remove_prefix(scheme + 3);
    }
    if (const auto at = url.find('@'); at != std::string_view::npos && at < url.find('/')) {
        url.remove_prefix(at + 1);
    }
    while (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    return url;
}

bool is_torch_tag(std::string_view word) {
    const auto digits = [](std::string_view text) {
        return !text.empty() &&
               std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    };
    return word == "cpu" || word == "xpu" || word == "cpu-cxx11-abi" ||
           (word.starts_with("cu") && digits(word.substr(2))) ||
           (word.starts_with("rocm") && digits(word.substr(4)));
}

bool is_pypi(std::string_view url) {
    return url.starts_with("pypi.org") || url.starts_with("pypi.python.org") || url.ends_with("/simple");
}

bool is_extension_page(std::string_view url) {
    return url.starts_with("data.pyg.org") || url.starts_with("pytorch-geometric.com") ||
           url.starts_with("data.dgl.ai") || url.starts_with("download.openmmlab.com") ||
           url.contains("llama-cpp-python/whl") || url.contains("paddlepaddle.org.cn") ||
           url.contains("dl.fbaipublicfiles.com");
}

} // namespace

std::string_view torch_tag(std::string_view url) {
    std::string_view path = host_and_path(url);
    const bool torch = path.starts_with("download.pytorch.org") || path.contains("pytorch-wheels");
    if (!torch) {
        return "";
    }
    std::string_view rest = path;
    while (!rest.empty()) {
        const auto slash = rest.find('/');
        const std::string_view word = rest.substr(0, slash);
        if (is_torch_tag(word)) {
            return word;
        }
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    }
    return "*";
}

bool Sources::has_tag(std::string_view tag) const {
    return all_torch || std::ranges::find(tags, tag) != tags.end();
}

void Sources::add(model::PackageIndex::Kind kind, std::string_view url) {
    using Kind = model::PackageIndex::Kind;
    if (kind == Kind::channel || url.empty()) {
        return;
    }
    if (kind == Kind::backend) {
        if (url == "auto") {
            unknown = true;
        } else {
            tags.emplace_back(url);
            pypi_replaced = true;
        }
        return;
    }
    const std::string_view where = host_and_path(url);
    if (kind == Kind::index) {
        pypi = false;
        pypi_replaced = true;
    }
    if (const std::string_view tag = torch_tag(url); !tag.empty()) {
        const bool dated = where.contains("nightly") || where.contains("/test/");
        nightly = nightly || dated;
        if (dated) {
            unknown = true; // what lies there today is in no table
        } else if (tag == "*") {
            all_torch = true;
        } else {
            tags.emplace_back(tag);
        }
    } else if (is_extension_page(where)) {
        pages.emplace_back(url);
    } else if (where.starts_with("pypi.nvidia.com") || where.starts_with("pypi.ngc.nvidia.com")) {
        nvidia = true;
    } else if (where.contains("jax-releases") || where.contains("jax_cuda_releases")) {
        jax = true;
    } else if (where.contains("/onnxruntime-cuda-12/")) {
        onnx_cuda12 = kind == Kind::index; // beside PyPI, pip takes PyPI's (infiniflow/ragflow issue 905)
    } else if (is_pypi(where)) {
        pypi = true;
    } else {
        unknown = true;
    }
}

} // namespace dockwright::gpu
