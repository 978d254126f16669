#pragma once
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include "project/folders.hpp"
#include "project/plans/find_plans.hpp"
#include <filesystem>
#include <span>
#include <vector>

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

/// The same for each way in which plans build the Dockerfile: they differ in the build arguments, the
/// context, the target or the platform, and each one's plans agree in these. Without a plan there is one.
/// `more` are plans that are known already; with `only_more` no others are looked for. A bounded number.
std::vector<model::Surroundings> read_builds(const std::filesystem::path& dockerfile,
                                             const model::Document& document, std::span<const FoundPlan> more,
                                             bool only_more, Folders* known = nullptr);

/// `NAME.dockerignore` beside the Dockerfile, else `.dockerignore` in the context; nothing if neither is
/// there.
std::optional<model::Dockerignore> read_dockerignore(const std::filesystem::path& dockerfile,
                                                     const std::filesystem::path& context);

/// What lies in the folder that a Dockerfile is built with that stands in another file.
model::Surroundings read_context(const std::filesystem::path& context, const model::Document& document);

} // namespace dockwright::project
