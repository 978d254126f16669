#include "config/run_profile.hpp"
#include "base/ascii.hpp"
#include "base/json_text.hpp"
#include "config/given.hpp"
#include <algorithm>
#include <array>

namespace dockwright::config {
namespace {

struct TextKey {
    std::string_view name;
    std::string RunProfile::* member;
};
struct ListKey {
    std::string_view name;
    std::vector<std::string> RunProfile::* member;
};
struct FlagKey {
    std::string_view name;
    bool RunProfile::* member;
};

constexpr std::array<TextKey, 11> texts = {{{"image", &RunProfile::image},
                                            {"context", &RunProfile::context},
                                            {"file", &RunProfile::file},
                                            {"target", &RunProfile::target},
                                            {"platform", &RunProfile::platform},
                                            {"name", &RunProfile::name},
                                            {"gpus", &RunProfile::gpus},
                                            {"shm-size", &RunProfile::shm_size},
                                            {"user", &RunProfile::user},
                                            {"workdir", &RunProfile::workdir},
                                            {"network", &RunProfile::network}}};
constexpr std::array<ListKey, 7> lists = {{{"command", &RunProfile::command},
                                           {"env", &RunProfile::env},
                                           {"build-args", &RunProfile::build_args},
                                           {"secrets", &RunProfile::secrets},
                                           {"data", &RunProfile::data},
                                           {"results", &RunProfile::results},
                                           {"ports", &RunProfile::ports}}};
constexpr std::array<FlagKey, 4> flags = {{{"share", &RunProfile::share},
                                           {"public", &RunProfile::public_ports},
                                           {"no-caches", &RunProfile::no_caches},
                                           {"rm", &RunProfile::remove}}};

std::vector<std::string_view> key_names() {
    std::vector<std::string_view> out;
    std::ranges::transform(texts, std::back_inserter(out), &TextKey::name);
    std::ranges::transform(lists, std::back_inserter(out), &ListKey::name);
    std::ranges::transform(flags, std::back_inserter(out), &FlagKey::name);
    return out;
}

template <class Keys>
auto member_of(const Keys& keys, std::string_view name) {
    const auto found = std::ranges::find(keys, name, [](const auto& key) { return key.name; });
    return found == keys.end() ? nullptr : &*found;
}

/// Any scalar: a port or a number among a command's words needs no quotes here, and a word may be empty.
bool take_text(Taker& take, const Entry& entry, const Node& value, std::string& into) {
    if (value.is_text()) {
        into = value.text;
    } else if (value.kind != Node::Kind::alias) {
        take.wrong_type(entry, "a text");
    }
    return value.is_text();
}

void take_texts(Taker& take, const Entry& entry, std::vector<std::string>& into) {
    std::string text;
    if (entry.value->kind != Node::Kind::sequence) {
        if (take_text(take, entry, *entry.value, text)) {
            into.push_back(std::move(text));
        }
        return;
    }
    for (const Node& item : entry.value->items) {
        if (take_text(take, entry, item, text)) {
            into.push_back(text);
        }
    }
}

void read_entry(Taker& take, const Entry& entry, RunProfile& out) {
    const std::string_view name = entry.key->text;
    if (const TextKey* const text = member_of(texts, name)) {
        take_text(take, entry, *entry.value, out.*(text->member));
    } else if (const ListKey* const list = member_of(lists, name)) {
        take_texts(take, entry, out.*(list->member));
    } else if (const FlagKey* const flag = member_of(flags, name)) {
        if (const auto given = take.boolean(entry)) {
            out.*(flag->member) = given->value;
        }
    } else {
        take.unknown_key(entry, key_names());
    }
}

} // namespace

RunProfileFile read_run_profile(std::string_view text) {
    RunProfileFile out;
    Yaml yaml = read_yaml(text);
    out.mistakes = std::move(yaml.mistakes);
    Taker take(out.mistakes);
    if (yaml.root.kind == Node::Kind::mapping) {
        for (const Entry& entry : take.entries(yaml.root, "")) {
            if (entry.value->kind != Node::Kind::null) {
                read_entry(take, entry, out.profile);
            }
        }
    } else if (yaml.root.kind != Node::Kind::null && yaml.root.kind != Node::Kind::alias) {
        take.wrong("wrong-type", yaml.root.span, "",
                   "The file must be a mapping, such as 'image: python:3.12'");
    }
    sort_by_place(out.mistakes);
    return out;
}

std::string write_run_profile(const RunProfile& profile) {
    std::string out = "# Run it with: dockwright run --profile NAME\n";
    // A text of JSON is one of YAML: every value is quoted, so none is taken for a number or a word.
    for (const TextKey& key : texts) {
        if (const std::string& value = profile.*(key.member); !value.empty()) {
            out.append(key.name).append(": ");
            json_text::append(out, value);
            out += "\n";
        }
    }
    for (const ListKey& key : lists) {
        const std::vector<std::string>& values = profile.*(key.member);
        if (values.empty()) {
            continue;
        }
        out.append(key.name).append(":\n");
        for (const std::string& value : values) {
            out += "  - ";
            json_text::append(out, value);
            out += "\n";
        }
    }
    for (const FlagKey& key : flags) {
        if (profile.*(key.member)) {
            out.append(key.name).append(": true\n");
        }
    }
    return out;
}

bool is_profile_name(std::string_view name) {
    constexpr std::size_t longest = 64;
    return !name.empty() && name.size() <= longest && name.front() != '-' && name.front() != '.' &&
           std::ranges::all_of(name, [](char c) { return ascii::is_name(c) || c == '.' || c == '-'; });
}

} // namespace dockwright::config
