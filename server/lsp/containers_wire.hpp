#pragma once
#include "actions/container_row.hpp"
#include "base/problem.hpp"
#include "lsp/dockwright.gen.hpp"

/// What the actions say of containers, in the words of protocol/dockwright.model.
namespace dockwright::lsp {

ContainerItem item_of(const actions::ContainerRow& row);
ProblemAnswer answer_of(const Problem& problem);

} // namespace dockwright::lsp
