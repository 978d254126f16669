#pragma once
#include "base/problem.hpp"
#include "config/own_facts.hpp"
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace dockwright::cli {

/// The facts of `--knowledge` over others. Blocks. What is wrong with a file is said, each mistake with
/// its line; the problem then says so.
std::optional<Problem> add_facts(config::OwnFacts& facts, std::span<const std::string> files);

} // namespace dockwright::cli
