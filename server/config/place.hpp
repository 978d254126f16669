#pragma once
#include "base/span.hpp"
#include "config/keys.hpp"
#include <string_view>
#include <vector>

namespace dockwright::config {

/// Where a cursor stands in a text that may not be YAML yet.
struct Place {
    Span word;                          ///< that the cursor touches; may be empty
    std::vector<std::string_view> path; ///< the keys above and on the line, outermost first
    bool is_value = false;              ///< behind the last key of the path
    bool has_colon = false;             ///< a colon follows the word
};

Place place_at(std::string_view text, Offset at);

} // namespace dockwright::config
