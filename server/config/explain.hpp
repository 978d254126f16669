#pragma once
#include "base/span.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::config {

/// What a place of `.dockwright.yaml` means. Our own text alone: nothing of the file is quoted.
struct Explanation {
    Span span;
    std::string_view heading;
    std::string text;
};

/// Of a key, or of a rule, a group or a code that is named.
std::optional<Explanation> explain(std::string_view text, Offset at);

} // namespace dockwright::config
