#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

/// The images that a Dockerfile builds on or copies from, by name, each once; those with variables that
/// have no value are left out.
std::vector<std::string> images_of(const model::Document& document);

model::KnownImage known_image(std::string reference, const engine::Image& image);

/// What the engine says of those that it has. Nothing is pulled.
boost::asio::awaitable<std::expected<std::vector<model::KnownImage>, Problem>>
known_images(std::shared_ptr<engine::Client> client, std::vector<std::string> references);

} // namespace dockwright::actions
