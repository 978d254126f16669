#pragma once
#include "base/problem.hpp"
#include "engine/recreate/changes.hpp"
#include <expected>
#include <string>
#include <vector>

namespace dockwright::cli {

/// What is written for `recreate`, as words.
struct ChangeWords {
    std::vector<std::string> ports{};
    std::vector<std::string> remove_ports{};
    std::vector<std::string> volumes{};
    std::vector<std::string> remove_volumes{};
    std::vector<std::string> environment{};
    std::vector<std::string> unset{};
    std::string gpus{};
    std::string shm_size{};
    std::string memory{};
    std::string restart{};
};

/// The problem is `change-not-understood` or that of a GPU request.
std::expected<engine::recreate::Changes, Problem> changes_of(const ChangeWords& words);

} // namespace dockwright::cli
