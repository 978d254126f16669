#include "engine/image_manifest.hpp"
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine {

std::size_t count_missing(const std::string& manifest, const std::set<std::string>& members) {
    boost::system::error_code ec;
    const boost::json::value images = boost::json::parse(manifest, ec);
    std::size_t missing = 0;
    const auto look = [&](const boost::json::value* name) {
        const auto* const text = name == nullptr ? nullptr : name->if_string();
        if (text != nullptr && !members.contains(std::string(*text))) {
            ++missing;
        }
    };
    if (ec || !images.is_array()) {
        return 0; // the engine says what it thinks of it
    }
    for (const boost::json::value& image : images.get_array()) {
        const auto* const object = image.if_object();
        if (object == nullptr) {
            continue;
        }
        look(object->if_contains("Config"));
        const auto* const layers = object->if_contains("Layers");
        if (layers != nullptr && layers->is_array()) {
            for (const boost::json::value& layer : layers->get_array()) {
                look(&layer);
            }
        }
    }
    return missing;
}

} // namespace dockwright::engine
