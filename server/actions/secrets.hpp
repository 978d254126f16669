#pragma once
#include "engine/recreate/plan.hpp"
#include <string>
#include <string_view>
#include <vector>

/// What must not be given away with an image, as far as names and the look of values tell.
namespace dockwright::actions {

/// The names of variables that look like secrets; never their values. `environment`: "NAME=value".
std::vector<std::string> secret_variables(const std::vector<std::string>& environment);

/// Whether a file of this path usually holds a key, a password or a token.
bool is_secret_file(std::string_view path);

/// Of what was added or changed.
std::vector<std::string> secret_files(const engine::recreate::Layer& layer);

} // namespace dockwright::actions
