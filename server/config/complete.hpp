#pragma once
#include "base/span.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::config {

/// What may stand at a place of `.dockwright.yaml`.
struct Completion {
    std::string label;
    std::string text;  ///< what is put in place of the span: the label, a key with its colon
    std::string about; ///< one sentence or a title; may be empty
    bool is_key = false;

    bool operator==(const Completion&) const = default;
};

struct Completions {
    Span replaced; ///< the word that the cursor stands in
    std::vector<Completion> all;
};

/// Keys, or the values of the key that the cursor stands behind. Goes by indentation, line by line:
/// what is being typed is seldom YAML yet.
Completions complete(std::string_view text, Offset at);

} // namespace dockwright::config
