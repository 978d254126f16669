#include "config/complete.hpp"
#include "base/message.hpp"
#include "config/dockwright_file.hpp"
#include "config/keys.hpp"
#include "config/machine.hpp"
#include "config/place.hpp"
#include "knowledge/tables.hpp"
#include "lint/rule.hpp"

namespace dockwright::config {
namespace {

class Offers {
public:
    explicit Offers(const Place& place) : place_(place) {}

    void keys(Section section) {
        for (const Key& key : keys_of(section)) {
            add(key.name, key.what, true);
        }
    }

    void words(std::span<const std::string_view> words) {
        for (const std::string_view word : words) {
            add(word, "", false);
        }
    }

    void selectors(bool as_keys) {
        for (const lint::Rule* rule : lint::rules::all()) {
            add(rule->id, rule->title, as_keys);
        }
        for (std::size_t i = 0; i < lint::group_count; ++i) {
            add(lint::name(static_cast<lint::Group>(i)), "A group of rules", as_keys);
        }
        for (const lint::Rule* rule : lint::rules::all()) {
            for (const std::string_view code : rule->also) {
                add(code, rule->title, as_keys);
            }
        }
    }

    void gpus() {
        for (const knowledge::Gpu& gpu : knowledge::built_in().gpus) {
            add(gpu.name, "A GPU", false);
        }
    }

    void values(ValueKind kind) {
        constexpr std::string_view booleans[] = {"true", "false"};
        switch (kind) {
        case ValueKind::boolean: return words(booleans);
        case ValueKind::preset: return words(preset_names());
        case ValueKind::fail_level: return words(fail_level_names());
        case ValueKind::asking: return words(asking_names());
        case ValueKind::selectors: return selectors(false);
        case ValueKind::machines:
        case ValueKind::gpus: return gpus();
        case ValueKind::system: return words(system_names());
        case ValueKind::request: return words(request_names());
        case ValueKind::mode: return words(mode_names());
        case ValueKind::platform: return words(platform_names());
        default: return; // names of files, registries and stages are not known here
        }
    }

    std::vector<Completion> all;

private:
    void add(std::string_view label, std::string_view about, bool is_key) {
        std::string text(label);
        text += is_key && !place_.has_colon ? ": " : "";
        all.push_back({std::string(label), std::move(text), std::string(about), is_key});
    }

    const Place& place_;
};

} // namespace

Completions complete(std::string_view text, Offset at) {
    const Place place = place_at(text, at);
    Offers offers(place);
    Section section = Section::file;
    const Key* key = nullptr;
    std::size_t depth = 0;
    for (; depth < place.path.size(); ++depth) {
        key = find_key(section, place.path[depth]);
        if (key == nullptr || !has_child(key->kind)) {
            break;
        }
        section = key->child;
    }
    const std::size_t deeper = place.path.size() - depth; // this key, and what the user named below it
    if (deeper == 0) {
        if (!place.is_value || !place.path.empty()) {
            offers.keys(section);
            offers.values(key == nullptr ? ValueKind::section : key->kind);
        }
    } else if (key == nullptr) {
        return {place.word, {}};
    } else if (key->kind == ValueKind::severities && deeper == 1) {
        offers.selectors(true);
    } else if (key->kind == ValueKind::severities) {
        offers.words(severity_names());
    } else if (key->kind == ValueKind::label_types && deeper == 2) {
        offers.words(label_type_names());
    } else if (deeper == 1) {
        offers.values(key->kind);
    }
    return {place.word, std::move(offers.all)};
}

} // namespace dockwright::config
