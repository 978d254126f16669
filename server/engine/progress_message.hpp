#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/pull_progress.hpp"
#include <expected>
#include <string>

namespace dockwright::engine {

/// One value of a progress stream (see JsonLines), read. The problem is `engine-not-an-engine`.
std::expected<ProgressMessage, Problem> progress_message(const std::string& text, const Endpoint& endpoint);

} // namespace dockwright::engine
