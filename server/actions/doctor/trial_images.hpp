#pragma once
#include "engine/client.hpp"
#include <string>
#include <vector>

namespace dockwright::actions {

/// Images of this engine in which a trial can be made, the best first, at most three: of the machine's
/// processor, with a tag, and without volumes (a container of one with volumes would leave some behind).
/// Those made for CUDA come first, then those of distributions with glibc, then the smaller ones. Nothing is
/// pulled.
boost::asio::awaitable<std::expected<std::vector<std::string>, Problem>>
trial_images(std::shared_ptr<engine::Client> client);

/// How well an image suits by its name alone; the lower the better.
unsigned trial_rank(std::string_view name);

} // namespace dockwright::actions
