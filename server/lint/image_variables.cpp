#include "lint/image_variables.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint {
namespace {

/// Without the part that only a registry or a mirror of Docker Hub puts in front: `python` of
/// public.ecr.aws/docker/library/python. "" if a variable stands in it.
std::string_view repository(const model::Image& image) {
    const model::ReferenceParts parts = image.known ? image.parts : model::split_reference(image.written);
    if (parts.path.contains('$') || parts.registry.contains('$')) {
        return {};
    }
    constexpr std::string_view library = "library/";
    const std::size_t at = parts.path.rfind(library);
    return at == std::string_view::npos ? parts.path : parts.path.substr(at + library.size());
}

bool is_of_cuda(std::string_view name) {
    constexpr std::string_view names[] = {"CUDA_VERSION", "LD_LIBRARY_PATH", "LIBRARY_PATH", "NCCL_VERSION",
                                          "NVARCH"};
    return std::ranges::find(names, name) != std::end(names) || name.starts_with("NV_") ||
           name.starts_with("NVIDIA_");
}

struct Setter {
    std::string_view repository;
    std::array<std::string_view, 8> names;
};
constexpr Setter setters[] = {
    {"eclipse-temurin", {"JAVA_HOME", "JAVA_VERSION", "LANG", "LANGUAGE", "LC_ALL"}},
    {"golang", {"GOLANG_VERSION", "GOPATH", "GOTOOLCHAIN"}},
    {"node", {"NODE_VERSION", "YARN_VERSION"}},
    {"openjdk", {"JAVA_HOME", "JAVA_VERSION", "LANG"}},
    {"php",
     {"GPG_KEYS", "PHPIZE_DEPS", "PHP_CFLAGS", "PHP_INI_DIR", "PHP_LDFLAGS", "PHP_SHA256", "PHP_URL",
      "PHP_VERSION"}},
    {"postgres", {"GOSU_VERSION", "LANG", "PGDATA", "PG_MAJOR", "PG_VERSION"}},
    {"python",
     {"GPG_KEY", "LANG", "PYTHON_GET_PIP_SHA256", "PYTHON_GET_PIP_URL", "PYTHON_PIP_VERSION",
      "PYTHON_SETUPTOOLS_VERSION", "PYTHON_SHA256", "PYTHON_VERSION"}},
    {"pytorch/pytorch", {"PYTORCH_VERSION"}},
    {"ruby", {"BUNDLE_APP_CONFIG", "GEM_HOME", "LANG", "RUBY_VERSION"}},
    {"rust", {"CARGO_HOME", "RUSTUP_HOME", "RUST_VERSION"}},
};
static_assert(std::ranges::is_sorted(setters, {}, &Setter::repository));

} // namespace

bool is_set_by_image(const model::Document& document, const model::Stage& stage, std::string_view name) {
    if (stage.image.stage) {
        return is_set_by_image(document, document.stages()[*stage.image.stage], name);
    }
    const std::string_view path = repository(stage.image);
    if (path == "nvidia/cuda" || path.ends_with("/nvidia/cuda") || path == "pytorch/pytorch" ||
        stage.image.written.starts_with("nvcr.io/nvidia/")) {
        if (is_of_cuda(name)) {
            return true;
        }
    }
    const auto* found = std::ranges::lower_bound(setters, path, {}, &Setter::repository);
    return !name.empty() && found != std::end(setters) && found->repository == path &&
           std::ranges::find(found->names, name) != found->names.end();
}

} // namespace dockwright::lint
