#include "config/dockwright_file.hpp"
#include "base/message.hpp"
#include "config/glob.hpp"
#include "config/keys.hpp"
#include "config/machine.hpp"
#include "config/selectors.hpp"
#include <algorithm>
#include <array>

namespace dockwright::config {
namespace {

constexpr std::array<std::string_view, 5> levels = {"error", "warning", "info", "style", "none"};
constexpr std::array<std::string_view, 3> askings = {"auto", "always", "never"};
constexpr std::array<std::string_view, 5> presets = {"recommended", "strict", "all", "hadolint", "buildkit"};

/// What is wrong with a registry's name, as the end of a sentence, and what was meant.
std::optional<std::string_view> wrong_registry(std::string_view host) {
    if (host.find("://") != std::string_view::npos) {
        return "begins with a scheme; an image's name has none";
    }
    const std::size_t star = host.find('*', 1);
    if (star != std::string_view::npos && (star + 1 != host.size() || host.front() == '*')) {
        return "has a '*' in the middle; one may stand at the beginning or at the end";
    }
    return std::nullopt;
}

std::optional<std::string_view> wrong_path(std::string_view path) {
    if (path.find("://") != std::string_view::npos) {
        return "is no file: nothing is fetched";
    }
    if (path.starts_with('/') || path.starts_with('~')) {
        return "is absolute; it must be relative to this file";
    }
    return std::nullopt;
}

class Reader {
public:
    explicit Reader(DockwrightFile& out) : out_(out), take_(out.mistakes) {}

    void read(const Node& root) {
        if (root.kind == Node::Kind::mapping) {
            each(root, "", Section::file, [&](const Entry& entry, const Key& key) { top(entry, key); });
            contradictions(out_.rules, "");
        } else if (root.kind != Node::Kind::null && root.kind != Node::Kind::alias) {
            take_.wrong("wrong-type", root.span, "", "The file must be a mapping, such as 'preset: strict'");
        }
    }

private:
    /// Calls `use` for each key that the section has and that has a value.
    template <class Use>
    void each(const Node& mapping, std::string_view path, Section section, Use use) {
        for (const Entry& entry : take_.entries(mapping, path)) {
            const Key* key = find_key(section, entry.key->text);
            if (key == nullptr) {
                take_.unknown_key(entry, key_names(section));
            } else if (entry.value->kind != Node::Kind::null) {
                use(entry, *key);
            }
        }
    }

    template <class Use>
    void section(const Entry& entry, const Key& key, Use use) {
        if (entry.value->kind == Node::Kind::mapping) {
            each(*entry.value, entry.path, key.child, use);
        } else {
            take_.wrong_type(entry, what_is_right(key.kind));
        }
    }

    /// Calls `use` with each mapping of a list.
    template <class Use>
    void sections(const Entry& entry, const Key& key, Use use) {
        if (entry.value->kind != Node::Kind::sequence) {
            take_.wrong_type(entry, what_is_right(key.kind));
            return;
        }
        for (std::size_t i = 0; i < entry.value->items.size(); ++i) {
            const Entry one{.path = entry.path + "[" + std::to_string(i) + "]",
                            .key = entry.key,
                            .value = &entry.value->items[i]};
            if (one.value->kind == Node::Kind::mapping) {
                use(one);
            } else {
                take_.wrong_type(one, what_is_right(key.kind));
            }
        }
    }

    void top(const Entry& entry, const Key& key) {
        if (key.name == "extends") {
            out_.extends = checked(entry, wrong_path, "bad-path");
        } else if (key.name == "preset") {
            out_.preset = preset(entry);
        } else if (key.name == "fail-level") {
            if (const auto level = take_.choice(entry, levels)) {
                const bool none = level->value + 1 == levels.size();
                out_.fail_level = Given<FailLevel>{
                    none ? FailLevel{} : FailLevel{static_cast<lint::Severity>(level->value)}, level->span};
            }
        } else if (key.name == "shellcheck") {
            if (const auto asking = take_.choice(entry, askings)) {
                out_.shellcheck = Given<Asking>{static_cast<Asking>(asking->value), asking->span};
            }
        } else if (key.name == "rules") {
            section(entry, key, [&](const Entry& one, const Key& own) { option(one, own); });
        } else if (key.name == "paths") {
            sections(entry, key, [&](const Entry& one) { path_entry(one, key); });
        } else if (key.name == "stages") {
            sections(entry, key, [&](const Entry& one) { stage_entry(one, key); });
        } else if (key.name == "locked") {
            out_.locked = selectors(entry, false);
        } else if (key.name == "suppressions") {
            out_.suppressions = take_.boolean(entry);
        } else if (key.name == "targets") {
            out_.targets = take_machines(take_, entry);
        } else if (key.name == "knowledge") {
            out_.knowledge = checked(entry, wrong_path, "bad-path");
        } else {
            rules(entry, key, out_.rules);
        }
    }

    void option(const Entry& entry, const Key& key) {
        if (key.name == "trusted-registries") {
            out_.trusted_registries = checked(entry, wrong_registry, "bad-pattern");
            return;
        }
        section(entry, key, [&](const Entry& one, const Key& own) {
            if (own.name == "schema") {
                out_.labels = take_.labels(one);
            } else {
                out_.strict_labels = take_.boolean(one);
            }
        });
    }

    void path_entry(const Entry& entry, const Key& key) {
        PathEntry& out = out_.paths.emplace_back();
        each(*entry.value, entry.path, key.child, [&](const Entry& one, const Key& own) {
            if (own.name == "match") {
                out.match = checked(one, wrong_glob, "bad-pattern");
            } else if (own.name == "preset") {
                out.preset = preset(one);
            } else {
                rules(one, own, out.rules);
            }
        });
        needs_match(entry);
        contradictions(out.rules, entry.path);
    }

    void stage_entry(const Entry& entry, const Key& key) {
        StageEntry& out = out_.stages.emplace_back();
        each(*entry.value, entry.path, key.child, [&](const Entry& one, const Key& own) {
            if (own.name == "match") {
                out.match = stage_names(one);
            } else {
                rules(one, own, out.rules);
            }
        });
        needs_match(entry);
        contradictions(out.rules, entry.path);
    }

    void needs_match(const Entry& entry) {
        const auto& own = entry.value->keys;
        if (std::ranges::find(own, "match", &Node::text) == own.end()) {
            const Span first = own.empty() ? entry.value->span : own.front().span;
            take_.wrong("missing-key", first, entry.path,
                        message("An entry of '{}' needs 'match', else it holds nowhere", {entry.key->text}));
        }
    }

    void rules(const Entry& entry, const Key& key, GivenRules& out) {
        if (key.name == "select") {
            out.select = selectors(entry, false);
        } else if (key.name == "ignore") {
            out.ignore = selectors(entry, true);
        } else {
            out.severities = severities(entry, key);
        }
    }

    std::optional<Given<lint::Preset>> preset(const Entry& entry) {
        const auto chosen = take_.choice(entry, presets);
        return chosen ? std::optional(
                            Given<lint::Preset>{static_cast<lint::Preset>(chosen->value), chosen->span})
                      : std::nullopt;
    }

    void unknown_rule(std::string_view written, Span span, const Entry& entry) {
        if (take_.is_full()) {
            return;
        }
        const auto near = near_selectors(written);
        take_.wrong(
            "unknown-rule", span, entry.path,
            message("'{}' names '{}', and there is no such rule, group or code", {entry.key->text, written}),
            near.empty() ? std::nullopt : std::optional(near.front()));
    }

    /// `ignored`: codes of hadolint's that no rule carries here are left out without a word.
    GivenWords selectors(const Entry& entry, bool ignored) {
        GivenWords out;
        for (const Given<std::string>& word : take_.words(entry, true).value_or(GivenWords{})) {
            if (auto known = known_selector(word.value)) {
                const bool repeated = std::ranges::any_of(
                    out, [&](const Given<std::string>& earlier) { return earlier.value == *known; });
                if (!repeated) {
                    out.push_back({std::move(*known), word.span});
                }
            } else if (!ignored || !is_hadolint_code(word.value)) {
                unknown_rule(word.value, word.span, entry);
            }
        }
        return out;
    }

    std::vector<GivenSeverity> severities(const Entry& entry, const Key& key) {
        std::vector<GivenSeverity> out;
        if (entry.value->kind != Node::Kind::mapping) {
            take_.wrong_type(entry, what_is_right(key.kind));
            return out;
        }
        for (const Entry& one : take_.entries(*entry.value, entry.path)) {
            auto known = known_selector(one.key->text);
            if (!known) {
                unknown_rule(one.key->text, one.key->span, entry);
            }
            const auto severity = take_.choice(one, severity_names());
            if (known && severity) {
                out.push_back(
                    {std::move(*known), static_cast<lint::Severity>(severity->value), one.key->span});
            }
        }
        return out;
    }

    /// Words that are each checked; a wrong one is left out.
    GivenWords checked(const Entry& entry, std::optional<std::string_view> (*wrong)(std::string_view),
                       std::string_view kind) {
        GivenWords out;
        for (Given<std::string>& word : take_.words(entry, true).value_or(GivenWords{})) {
            if (const auto why = wrong(word.value)) {
                take_.wrong(kind, word.span, entry.path,
                            message("'{}': '{}' {}", {entry.key->text, word.value, *why}));
            } else {
                out.push_back(std::move(word));
            }
        }
        return out;
    }

    /// A number is a stage's, and no wrong type.
    GivenWords stage_names(const Entry& entry) {
        const Node& value = *entry.value;
        GivenWords out;
        const auto one = [&](const Node& node) {
            if (node.is_text() && !node.text.empty()) {
                out.push_back({node.text, node.span});
            } else {
                take_.wrong_type({.path = entry.path, .key = entry.key, .value = &node},
                                 what_is_right(ValueKind::stage_names));
            }
        };
        if (value.kind == Node::Kind::sequence) {
            std::ranges::for_each(value.items, one);
        } else {
            one(value);
        }
        return out;
    }

    /// What is selected and ignored at one level is ignored, and that is hardly meant.
    void contradictions(const GivenRules& rules, std::string_view path) {
        for (const Given<std::string>& word : rules.select) {
            const bool ignored = std::ranges::any_of(
                rules.ignore, [&](const Given<std::string>& other) { return other.value == word.value; });
            if (ignored) {
                take_.wrong(
                    "contradiction", word.span, std::string(path) + (path.empty() ? "" : ".") + "select",
                    message("'select' names '{}', which 'ignore' beside it takes away", {word.value}));
            }
        }
    }

    DockwrightFile& out_;
    Taker take_;
};

} // namespace

DockwrightFile read_dockwright_file(std::string_view text) {
    DockwrightFile out;
    Yaml yaml = read_yaml(text);
    out.mistakes = std::move(yaml.mistakes);
    Reader(out).read(yaml.root);
    sort_by_place(out.mistakes);
    return out;
}

std::span<const std::string_view> severity_names() {
    return std::span(levels).first(levels.size() - 1);
}

std::span<const std::string_view> fail_level_names() {
    return levels;
}

std::span<const std::string_view> preset_names() {
    return presets;
}

std::span<const std::string_view> asking_names() {
    return askings;
}

std::string_view name(Asking asking) {
    return askings[static_cast<std::size_t>(asking)];
}

std::string_view name(FailLevel level) {
    return level ? lint::name(*level) : levels.back();
}

} // namespace dockwright::config
