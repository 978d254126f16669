#pragma once
#include "base/problem.hpp"
#include "engine/api_version.hpp"
#include "engine/recreate/changes.hpp"
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// A container made again: there is no API that adds a port or a mount to one that exists. Pure; the
/// facts and traps were seen on engines of API 1.41 and 1.56 and on podman 4.3.
namespace dockwright::engine::recreate {

/// What an engine says of a container and of what it stands on. The texts are the bodies of its
/// answers, asked with `version`; members that we don't know are kept. At most 1.51 tells a hardware
/// address that was chosen from one that the engine made up for a running container.
struct Source {
    std::string_view container{};
    /// The image of the container's `Image`, an id; empty where it is gone.
    std::string_view image{};
    /// The id that the container's `Config.Image` names today; empty where it names nothing.
    std::string named_image_id{};
    ApiVersion version{};
    bool podman = false;
    /// From the engine's info; empty where unknown.
    std::string default_runtime{};
    std::string host_name{};
    /// From the engine's version, in Go's words: linux, amd64.
    std::string os{};
    std::string arch{};
};

/// For POST /networks/{network}/connect between create and start.
struct NetworkConnection {
    std::string network{};
    /// The member `EndpointConfig`, a JSON object.
    std::string endpoint{};

    bool operator==(const NetworkConnection&) const = default;
};

struct CreateRequest {
    /// The old container's, without the slash.
    std::string name{};
    /// For `?platform=`; empty where the engine's own is right.
    std::string platform{};
    std::string body{};
    std::vector<NetworkConnection> connect{};
    /// What had to be decided, each a sentence for the person.
    std::vector<std::string> notes{};
};

/// The request that makes the container again with these changes. Refused where the image is gone,
/// or where a change can't be (a port of a container without a network of its own, a name that is
/// none); whether the machine can give it is seen at create and at start.
std::expected<CreateRequest, Problem> create_request(const Source& source, const Changes& changes);

} // namespace dockwright::engine::recreate
