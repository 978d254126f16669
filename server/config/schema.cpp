#include "config/schema.hpp"
#include "base/json_text.hpp"
#include "config/dockwright_file.hpp"
#include "config/keys.hpp"
#include "config/machine.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace dockwright::config {
namespace {

std::string quoted(std::string_view text) {
    std::string out;
    json_text::append(out, text);
    return out;
}

std::string enumeration(std::span<const std::string_view> words) {
    std::string out = "{\"enum\": [";
    for (const std::string_view word : words) {
        out += word == words.front() ? "" : ", ";
        out += quoted(word);
    }
    return out + "]}";
}

std::vector<std::string_view> all_selectors() {
    std::vector<std::string_view> out;
    out.reserve(lint::group_count);
    for (std::size_t i = 0; i < lint::group_count; ++i) {
        out.push_back(lint::name(static_cast<lint::Group>(i)));
    }
    for (const lint::Rule* rule : lint::rules::all()) {
        out.push_back(rule->id);
        out.insert(out.end(), rule->also.begin(), rule->also.end());
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

constexpr std::string_view definition(Section section) {
    switch (section) {
    case Section::file: return "file";
    case Section::rules: return "rules";
    case Section::labels: return "labels";
    case Section::path: return "path";
    case Section::stage: return "stage";
    case Section::machine: return "machine";
    case Section::gpu: return "gpu";
    case Section::toolkit: return "toolkit";
    }
    return "";
}

std::string reference(std::string_view name) {
    return "{\"$ref\": \"#/definitions/" + std::string(name) + "\"}";
}

std::string list_of(const std::string& one) {
    return "{\"type\": \"array\", \"items\": " + one + "}";
}

std::string any_of(std::initializer_list<std::string> kinds) {
    std::string out = "{\"anyOf\": [";
    for (const std::string& kind : kinds) {
        out += (&kind == kinds.begin() ? "" : ", ") + kind;
    }
    return out + "]}";
}

std::string one_or_list_of(const std::string& one) {
    return any_of({one, list_of(one)});
}

std::string mapping_to(const std::string& names, const std::string& value) {
    const std::string keys = names.empty() ? "" : "\"propertyNames\": " + names + ", ";
    return "{\"type\": \"object\", " + keys + "\"additionalProperties\": " + value + "}";
}

std::string value_of(const Key& key) {
    const std::string word = "{\"type\": \"string\", \"minLength\": 1}";
    switch (key.kind) {
    case ValueKind::boolean: return "{\"type\": \"boolean\"}";
    case ValueKind::preset: return enumeration(preset_names());
    case ValueKind::fail_level: return enumeration(fail_level_names());
    case ValueKind::asking: return enumeration(asking_names());
    case ValueKind::selectors:
        return one_or_list_of(reference(key.name == "ignore" ? "ignored" : "selector"));
    case ValueKind::severities: return mapping_to(reference("selector"), enumeration(severity_names()));
    case ValueKind::label_types: return mapping_to("", enumeration(label_type_names()));
    case ValueKind::stage_names:
        return one_or_list_of("{\"type\": [\"string\", \"integer\"], \"minLength\": 1, \"minimum\": 0}");
    case ValueKind::section: return reference(definition(key.child));
    case ValueKind::sections: return list_of(reference(definition(key.child)));
    case ValueKind::machines:
    case ValueKind::gpus: return list_of(any_of({word, reference(definition(key.child))}));
    case ValueKind::toolkit: return any_of({word, reference(definition(key.child)), "{\"type\": \"null\"}"});
    case ValueKind::version:
    case ValueKind::capability: return "{\"type\": [\"string\", \"number\"]}";
    case ValueKind::memory: return "{\"type\": [\"string\", \"integer\"]}";
    case ValueKind::system: return enumeration(system_names());
    case ValueKind::request: return enumeration(request_names());
    case ValueKind::mode: return enumeration(mode_names());
    case ValueKind::word:
    case ValueKind::platform: return word;
    case ValueKind::registries:
    case ValueKind::files:
    case ValueKind::globs: break;
    }
    return one_or_list_of(word);
}

/// The members of an object that a section is.
std::string members_of(Section section, std::string_view indent) {
    std::string out = "\"type\": \"object\", \"additionalProperties\": false,";
    for (const std::string_view needed : {"match", "gpus"}) {
        if (find_key(section, needed) != nullptr) {
            out += " \"required\": [" + quoted(needed) + "],";
        }
    }
    out += "\n" + std::string(indent) + "\"properties\": {";
    for (const Key& key : keys_of(section)) {
        std::string value = value_of(key);
        if (key.kind == ValueKind::section) { // in draft 7 what stands beside a reference is not read
            value = "{\"allOf\": [" + value + "]}";
        }
        value.insert(1, "\"description\": " + quoted(key.what) + ", ");
        out += (&key == &keys_of(section).front() ? "\n" : ",\n") + std::string(indent) + "  " +
               quoted(key.name) + ": " + value;
    }
    return out + "\n" + std::string(indent) + "}";
}

} // namespace

std::string schema() {
    std::string out = "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
                      "  \"title\": \"The configuration of Dockwright, .dockwright.yaml\",\n"
                      "  \"definitions\": {\n    \"selector\": " +
                      enumeration(all_selectors()) + ",\n    \"ignored\": {\"anyOf\": [" +
                      reference("selector") +
                      ", {\"type\": \"string\", \"pattern\": \"^(DL|SC)[0-9]{4}$\"}]}";
    for (const Section section : {Section::rules, Section::labels, Section::path, Section::stage,
                                  Section::machine, Section::gpu, Section::toolkit}) {
        out += ",\n    " + quoted(definition(section)) + ": {" + members_of(section, "      ") + "}";
    }
    return out + "\n  },\n  " + members_of(Section::file, "  ") + "\n}\n";
}

} // namespace dockwright::config
