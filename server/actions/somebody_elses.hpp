#pragma once
#include "actions/owner.hpp"
#include <optional>
#include <string>

namespace dockwright::actions {

/// Whom to name in the question before a container is ended or changed: nothing where it is the person's, or
/// where nothing tells whose it is. Printable.
std::optional<std::string> somebody_elses(const engine::Container& container, const Person& person);

} // namespace dockwright::actions
