#include "config/keys.hpp"
#include <algorithm>
#include <array>

namespace dockwright::config {
namespace {

constexpr std::string_view preset_text =
    "Which rules run: recommended (right and calm), strict (also version pins and style), all, hadolint "
    "or buildkit (just what that tool finds).";
constexpr std::string_view select_text =
    "Rules that run besides those of the preset: ids, groups, or codes of hadolint and BuildKit.";
constexpr std::string_view ignore_text =
    "Rules that do not report: ids, groups, or codes of hadolint and BuildKit.";
constexpr std::string_view severity_text =
    "How grave the findings of a rule, a group or a code are: error, warning, info or style.";

constexpr std::array all_keys = {
    Key{Section::file, "extends", ValueKind::files,
        "A configuration, or a list of them, that this one builds on. Paths are relative to this file and "
        "stay inside the repository. What stands here wins."},
    Key{Section::file, "preset", ValueKind::preset, preset_text},
    Key{Section::file, "select", ValueKind::selectors, select_text},
    Key{Section::file, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::file, "severity", ValueKind::severities, severity_text},
    Key{Section::file, "fail-level", ValueKind::fail_level,
        "The mildest severity that makes 'dockwright lint' exit with 1: error, warning, info, style or "
        "none."},
    Key{Section::file, "rules", ValueKind::section, "Options of single rules.", Section::rules},
    Key{Section::file, "paths", ValueKind::sections,
        "What holds for some Dockerfiles only, one entry after the other.", Section::path},
    Key{Section::file, "stages", ValueKind::sections, "What holds in some stages only.", Section::stage},
    Key{Section::file, "locked", ValueKind::selectors,
        "Rules that no comment in a Dockerfile can silence: ids, groups or codes."},
    Key{Section::file, "suppressions", ValueKind::boolean,
        "Whether comments in a Dockerfile can silence findings. false: none can."},
    Key{Section::rules, "trusted-registries", ValueKind::registries,
        "Registries that base images may come from. A '*' may stand alone, at the beginning or at the end."},
    Key{Section::rules, "labels", ValueKind::section, "What labels an image has.", Section::labels},
    Key{Section::labels, "schema", ValueKind::label_types,
        "Labels that must be there, and what their values are: text, url, semver, hash, rfc3339, spdx or "
        "email."},
    Key{Section::labels, "strict", ValueKind::boolean, "Whether other labels than those are findings."},
    Key{Section::path, "match", ValueKind::globs,
        "Which Dockerfiles: paths relative to this file's folder. '*' and '?' stay inside a folder, '**' "
        "goes through any number of them. A pattern without '/' matches in every folder, and a folder's "
        "pattern matches all below it."},
    Key{Section::path, "preset", ValueKind::preset, preset_text},
    Key{Section::path, "select", ValueKind::selectors, select_text},
    Key{Section::path, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::path, "severity", ValueKind::severities, severity_text},
    Key{Section::stage, "match", ValueKind::stage_names,
        "Which stages: names, in which '*' and '?' are allowed, or numbers from 0."},
    Key{Section::stage, "select", ValueKind::selectors, select_text},
    Key{Section::stage, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::stage, "severity", ValueKind::severities, severity_text},
};
static_assert(std::ranges::is_sorted(all_keys, {}, &Key::section));

} // namespace

std::span<const Key> keys() {
    return all_keys;
}

std::span<const Key> keys_of(Section section) {
    const auto [begin, end] = std::ranges::equal_range(all_keys, section, {}, &Key::section);
    return {begin, end};
}

const Key* find_key(Section section, std::string_view name) {
    const auto own = keys_of(section);
    const auto found = std::ranges::find(own, name, &Key::name);
    return found == own.end() ? nullptr : &*found;
}

std::vector<std::string_view> key_names(Section section) {
    std::vector<std::string_view> out;
    for (const Key& key : keys_of(section)) {
        out.push_back(key.name);
    }
    return out;
}

std::string_view what_is_right(ValueKind kind) {
    switch (kind) {
    case ValueKind::boolean: return "true or false";
    case ValueKind::preset: return "a preset's name";
    case ValueKind::fail_level: return "a severity or none";
    case ValueKind::selectors: return "a list of rule ids, groups and codes";
    case ValueKind::severities: return "a mapping of rule ids, groups and codes to severities";
    case ValueKind::registries: return "a list of registries";
    case ValueKind::label_types: return "a mapping of labels to the types of their values";
    case ValueKind::files: return "a path or a list of paths";
    case ValueKind::globs: return "a pattern of paths or a list of them";
    case ValueKind::stage_names: return "a stage's name or a list of names";
    case ValueKind::section: return "a mapping";
    case ValueKind::sections: return "a list of mappings";
    }
    return "";
}

} // namespace dockwright::config
