#pragma once
#include "base/span.hpp"
#include "config/mistake.hpp"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// YAML as a plain tree with places. The only file that knows the library is yaml.cpp. Aliases are
/// not expanded: a few lines of them can stand for gigabytes.
namespace dockwright::config {

/// Larger configurations are refused with one sentence.
inline constexpr std::size_t max_configuration_size = 1U << 20U;

struct Node {
    enum class Kind : std::uint8_t { null, scalar, sequence, mapping, alias };

    Kind kind = Kind::null;
    bool quoted = false;       ///< of a scalar: it is a text whatever it looks like
    Span span;                 ///< of a scalar with its quotes; of the others to the end of what they hold
    std::string text;          ///< of a scalar, without quotes and escapes
    std::vector<Node> keys{};  ///< of a mapping: as many as items
    std::vector<Node> items{}; ///< of a sequence and a mapping

    bool is_text() const { return kind == Kind::scalar; }
};

struct Yaml {
    Node root; ///< null for an empty text, or if nothing could be read
    std::vector<Mistake> mistakes;
};

/// Total: any bytes give a tree, as far as they can be read. Mistakes: `bad-yaml`, `alias`,
/// `not-text` (no UTF-8), `too-large`, `several-documents`.
Yaml read_yaml(std::string_view text);

/// The words of YAML's core schema.
bool is_true(const Node& node);
bool is_false(const Node& node);
/// What the core schema takes for a number.
bool is_number(const Node& node);

} // namespace dockwright::config
