#pragma once
#include "actions/attach_target.hpp"
#include "actions/container_row.hpp"
#include "base/problem.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include "model/surroundings.hpp"
#include <expected>
#include <string>
#include <vector>

/// The actions for a program without a loop of its own, such as a terminal command: they block
/// until the engine has answered or its time is up, and have let go of all sockets by then.
namespace dockwright::actions {

struct ContainerList {
    /// Which engine answered, for a person.
    std::string engine;
    std::vector<ContainerRow> rows;
};

std::expected<ContainerList, Problem> containers_now(const engine::Choice& choice,
                                                     const engine::Environment& environment);

std::expected<AttachTarget, Problem> attach_target_now(const engine::Choice& choice,
                                                       const engine::Environment& environment,
                                                       const std::string& reference);

/// What the engine says of those of these images that it has. Nothing is pulled.
std::expected<std::vector<model::KnownImage>, Problem>
known_images_now(const engine::Choice& choice, const engine::Environment& environment,
                 std::vector<std::string> references);

} // namespace dockwright::actions
