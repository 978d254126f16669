#pragma once
#include "actions/build/options.hpp"
#include "base/problem.hpp"
#include "model/dockerignore.hpp"
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>

namespace dockwright::actions {

/// What is built: read once, so that what is judged is what is built.
struct BuildSource {
    std::filesystem::path context; ///< absolute
    std::filesystem::path file;    ///< absolute
    /// By which the builder knows the Dockerfile: its path in the context, or a name of its own where it
    /// lies outside.
    std::string file_name;
    std::shared_ptr<const model::Document> document;
    model::Dockerignore ignored;
    /// The image's name with its tag.
    std::string name;
    /// Of the target; nothing: the last.
    std::optional<std::uint32_t> stage;
};

/// Reads the Dockerfile and what is left out. Blocks. Problems: `context-missing`, `dockerfile-missing`,
/// `file-unreadable`, `no-stage`, `unknown-stage`, and those of the image's name.
std::expected<BuildSource, Problem> read_build_source(const BuildOptions& options);

/// A name for the image of a folder: `local/FOLDER:latest`. Never that of an image of Docker Hub, which
/// later builds would take for it.
std::string image_name_for(const std::filesystem::path& folder);

} // namespace dockwright::actions
