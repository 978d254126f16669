#pragma once
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/environment.hpp"
#include "engine/objects.gen.hpp"
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions {

/// What the engine has of it; nothing is pulled. Problem: `image-not-there`.
boost::asio::awaitable<std::expected<engine::Image, Problem>>
image_there(std::shared_ptr<engine::Client> client, std::string name);

/// What a look into an image tells that its configuration doesn't.
struct InsideImage {
    bool knows_user = false;
    /// Those of the asked folders that hold something.
    std::vector<std::string> filled;
};

/// Makes a container of the image that is never started, reads its list of users and looks into the
/// folders, and removes it again.
boost::asio::awaitable<std::expected<InsideImage, Problem>>
look_into_image(std::shared_ptr<engine::Client> client, std::string image, std::uint32_t uid,
                std::vector<std::string> folders);

/// Whether a text of /etc/passwd's form has a user of that number.
bool has_user(std::string_view passwd, std::uint32_t uid);

} // namespace dockwright::actions
