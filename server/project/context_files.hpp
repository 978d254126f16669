#pragma once
#include "model/copies.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include "project/folders.hpp"
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace dockwright::project {

/// What COPY and ADD name in the context, patterns aside: each source once, of so many the first. They are
/// the document's.
using NamedSources = std::vector<std::reference_wrapper<const model::Copied>>;
NamedSources named_sources(const model::Document& document, std::size_t most);

/// Holds what a Dockerfile takes from the build context against what lies there: Surroundings'
/// `missing`, `unstartable` and `unwanted`. `ignored` must have been read.
///
/// `folders` are those that may be the context, the likeliest first; `sure`: there is but the one. What
/// git ignores is made by something else than git, so it is never missing; nor is what belongs into a
/// folder that is empty, as a submodule's is, nor what people don't write themselves: programs, archives,
/// models. A bounded number of questions to the disk;
/// `known` remembers what folders hold. Blocks.
void look_at_context(model::Surroundings& out, const model::Document& document,
                     std::span<const std::filesystem::path> folders, bool sure, Folders& known);

} // namespace dockwright::project
