#pragma once
#include "ide/rich_text.hpp"
#include "lint/finding.hpp"
#include <span>

namespace dockwright::ide {

/// The finding that is meant at a place: the smallest there, of equal ones the first. Null: there is none.
const lint::Finding* finding_at(std::span<const lint::Finding> findings, Offset at);

/// Why a rule minds, how it looks when it is right, and how to allow it in one place. Not what is wrong
/// here: the editor shows the finding's message itself.
RichText rule_card(const lint::Rule& rule);

} // namespace dockwright::ide
