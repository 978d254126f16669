#pragma once
#include "lint/rule.hpp"
#include <cstdint>
#include <vector>

/// What a shell has already done well when it comes to a place.
namespace dockwright::lint {

/// Nodes of the same text that have succeeded where `node` is run: those in front of it behind `&&`, the
/// condition of an `if` around it and, in a shell that ends at the first failure, earlier commands. Nearest
/// first.
std::vector<std::uint32_t> passed_before(const Facts& facts, const ShellScript& text, std::uint32_t node);

/// Those that have succeeded when the text as a whole has.
std::vector<std::uint32_t> passed_at_end(const Facts& facts, const ShellScript& text);

} // namespace dockwright::lint
