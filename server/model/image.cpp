#include "model/image.hpp"
#include "base/image_name.hpp"

namespace dockwright::model {

ReferenceParts split_reference(std::string_view name) {
    const image_name::Parts parts = image_name::split(name);
    return {.registry = parts.registry, .path = parts.path, .tag = parts.tag, .digest = parts.digest};
}

bool is_valid_reference(std::string_view name) {
    return image_name::is_valid(name);
}

} // namespace dockwright::model
