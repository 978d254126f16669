#include "engine/recreate/own_layer.hpp"
#include "base/json_text.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {

std::expected<Layer, Problem> own_layer(const Container& container, std::string_view changes_json) {
    array mounts;
    for (const MountPoint& mount : container.mounts) {
        mounts.push_back(object{{"Destination", mount.destination}});
    }
    for (const auto& [target, options] : container.host_config.tmpfs) {
        mounts.push_back(object{{"Destination", target}});
    }
    return layer_of(changes_json, object{{"Mounts", std::move(mounts)}});
}

std::string connect_body(std::string_view container_id, const NetworkConnection& connection) {
    std::string body = R"({"Container":)";
    json_text::append(body, container_id);
    return body.append(R"(,"EndpointConfig":)").append(connection.endpoint).append("}");
}

} // namespace dockwright::engine::recreate
