#pragma once
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include "host/facts.hpp"
#include <string>

namespace dockwright::actions {

/// Has the engine ask the registry of this image's name for it, with the docker client's login for it where
/// there is one, and without a pull. That it refuses, or doesn't know the image, is an answer too.
boost::asio::awaitable<host::RegistryTrial> try_registry(std::shared_ptr<engine::Client> client,
                                                         engine::Environment environment, std::string image);

/// Whether a registry answered, by what the engine said when it got nothing from it. Nothing: not known.
std::optional<bool> answered(std::string_view words);

} // namespace dockwright::actions
