#include "cli/format.hpp"
#include <algorithm>

namespace dockwright::cli {

const OutputFormat* find_format(std::string_view name) {
    const auto found = std::ranges::find(formats::all(), name, &OutputFormat::name);
    return found == formats::all().end() ? nullptr : *found;
}

} // namespace dockwright::cli
