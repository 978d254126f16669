#pragma once
#include "gpu/suggest/suggest.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Dockerfiles to begin with. Pieces of text in the order of their layers: what changes least comes first.
namespace dockwright::gpu {

enum class Template : std::uint8_t { training, notebook, inference, plain };
/// `training`.
std::string_view name(Template kind);
std::optional<Template> template_named(std::string_view name);

/// What a Dockerfile is made for.
struct TemplateWish {
    Template kind = Template::training;
    std::optional<Suggestion> set; ///< to be installed; nothing: no framework, or it is in the list
    Version python;                ///< without a framework
    std::string machine;           ///< that it was chosen for, in words; may be empty
    bool uses_gpu = true;
    std::string list;                ///< requirements.txt or environment.yml, in the build context
    bool is_conda = false;           ///< `list` is an environment file
    Version conda_cuda;              ///< that conda is told of; not known: it chooses builds for the CPU
    bool conda_cuda_guessed = false; ///< no machine says it
};

/// Its text. Clean of findings in preset `strict`, and of hadolint's by default.
std::string dockerfile(const TemplateWish& wish);

/// What a build need not be given.
std::string_view dockerignore();

/// A first requirements.txt. `numpy` says which versions, as pip takes them; "" for any.
std::string requirements(Template kind, std::string_view numpy);

} // namespace dockwright::gpu
