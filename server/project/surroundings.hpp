#pragma once
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include "project/folders.hpp"
#include <filesystem>

namespace dockwright::project {

/// Looks around a Dockerfile on disk, which need not hold what `document` says. Blocks. What can't be
/// read, or is larger than 1 MiB, is as if it were not there.
///
/// `context` is the folder that the build is given; "" where that is not known: then what a Compose
/// file, bake file or devcontainer.json says that builds this Dockerfile, in its folder or above it up
/// to the repository's root; else of the same folders the one with most of what COPY names. What the
/// build leaves out says `NAME.dockerignore` beside the Dockerfile, else `.dockerignore` in the
/// context. `known` is for many Dockerfiles, one after the other or on several threads: what folders
/// hold is then looked at once.
model::Surroundings read_surroundings(const std::filesystem::path& dockerfile,
                                      const model::Document& document,
                                      const std::filesystem::path& context = {}, Folders* known = nullptr);

} // namespace dockwright::project
