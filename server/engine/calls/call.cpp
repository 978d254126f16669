#include "engine/calls/call.hpp"

namespace dockwright::engine {

std::string target_of(std::string_view path, ApiVersion version, std::string_view reference) {
    std::string target = "/v" + to_string(version);
    constexpr std::string_view hole = "{id}";
    const std::size_t at = path.find(hole);
    if (at == std::string_view::npos) {
        return target.append(path);
    }
    return target.append(path.substr(0, at))
        .append(percent_encoded(reference))
        .append(path.substr(at + hole.size()));
}

} // namespace dockwright::engine
