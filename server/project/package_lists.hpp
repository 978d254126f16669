#pragma once
#include "model/document.hpp"
#include "model/list_files.hpp"
#include "model/surroundings.hpp"
#include "project/context.hpp"
#include <span>
#include <vector>

namespace dockwright::project {

/// Reads what the installations of a Dockerfile read, and the files that those name in turn. Blocks.
std::vector<model::PackageList> read_package_lists(Context& context, const model::Document& document,
                                                   std::span<const model::ListFile> files);

} // namespace dockwright::project
