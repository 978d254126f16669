#include "config/explain.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "config/keys.hpp"
#include "config/selectors.hpp"
#include "config/yaml.hpp"
#include "knowledge/queries.hpp"
#include "lint/rule.hpp"
#include "lint/selectors.hpp"

namespace dockwright::config {
namespace {

std::string about_group(lint::Group group) {
    std::string out;
    for (const lint::Rule* rule : lint::rules::all()) {
        if (rule->group == group) {
            out += out.empty() ? "These rules: " : ", ";
            out += rule->id;
        }
    }
    return out + ".";
}

std::optional<Explanation> of_selector(const Node& node) {
    const auto known = known_selector(node.text);
    if (!node.is_text() || !known) {
        return std::nullopt;
    }
    if (const auto group = lint::group(*known)) {
        return Explanation{node.span, lint::name(*group), about_group(*group)};
    }
    const lint::Rule* rule = lint::find_rule(*known);
    return rule == nullptr
               ? std::nullopt
               : std::optional(Explanation{node.span, rule->id, message("{}. {}", {rule->title, rule->why})});
}

/// A GPU's name, perhaps with a driver behind a comma.
std::optional<Explanation> of_gpu(const Node& node) {
    const std::string_view name = ascii::trimmed(std::string_view(node.text).substr(0, node.text.find(',')));
    const knowledge::Knowledge& facts = knowledge::built_in();
    const knowledge::Gpu* gpu = node.is_text() ? knowledge::gpu(facts, name) : nullptr;
    if (gpu == nullptr) {
        return std::nullopt;
    }
    const knowledge::Architecture* architecture = knowledge::architecture(facts, gpu->capability);
    std::string text = message("{}compute capability {}.{}",
                               {architecture != nullptr ? std::string(architecture->name) + ", " : "",
                                std::to_string(gpu->capability / 10), std::to_string(gpu->capability % 10)});
    if (gpu->memory_gib != 0) {
        text += message(", up to {} GiB of memory", {std::to_string(gpu->memory_gib)});
    }
    return Explanation{node.span, gpu->name, text + "."};
}

class Search {
public:
    explicit Search(Offset at) : at_(at) {}

    std::optional<Explanation> in(const Node& mapping, Section section) {
        for (std::size_t i = 0; i < mapping.keys.size(); ++i) {
            const Node& name = mapping.keys[i];
            const Key* key = name.is_text() ? find_key(section, name.text) : nullptr;
            if (key == nullptr) {
                continue;
            }
            if (name.span.touches(at_)) {
                return Explanation{name.span, key->name, std::string(key->what)};
            }
            if (mapping.items[i].span.touches(at_)) {
                return in_value(mapping.items[i], *key);
            }
        }
        return std::nullopt;
    }

private:
    std::optional<Explanation> in_value(const Node& value, const Key& key) {
        switch (key.kind) {
        case ValueKind::section: return in(value, key.child);
        case ValueKind::toolkit: return in(value, key.child);
        case ValueKind::machines:
        case ValueKind::gpus:
            return first(value.items, [&](const Node& item) {
                return item.is_text() ? of_gpu(item) : in(item, key.child);
            });
        case ValueKind::sections:
            return first(value.items, [&](const Node& item) { return in(item, key.child); });
        case ValueKind::severities: return first(value.keys, of_selector);
        case ValueKind::selectors:
            return value.is_text() ? of_selector(value) : first(value.items, of_selector);
        default: return std::nullopt;
        }
    }

    template <class Use>
    std::optional<Explanation> first(const std::vector<Node>& nodes, Use use) {
        for (const Node& node : nodes) {
            if (node.span.touches(at_)) {
                return use(node);
            }
        }
        return std::nullopt;
    }

    Offset at_;
};

} // namespace

std::optional<Explanation> explain(std::string_view text, Offset at) {
    return Search(at).in(read_yaml(text).root, Section::file);
}

} // namespace dockwright::config
