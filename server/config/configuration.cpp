#include "config/configuration.hpp"
#include "config/glob.hpp"
#include "config/selectors.hpp"
#include "gpu/host_text.hpp"
#include "lint/selectors.hpp"
#include <algorithm>

namespace dockwright::config {
namespace {

template <class Value>
struct From {
    Value value;
    Origin origin;
};

using Words = std::vector<From<std::string>>;

struct MergedRules {
    Words select;
    Words ignore;
    std::vector<From<lint::SeverityChange>> severities;
};

/// What is selected above is not ignored any more: of an ignored group only the others are.
void lift(Words& ignored, const std::string& selected) {
    Words out;
    for (From<std::string>& word : ignored) {
        const auto group = lint::group(word.value);
        if (word.value == selected) {
            continue;
        }
        bool kept_whole = true;
        std::vector<std::string_view> others;
        for (const lint::Rule* rule : lint::rules::all()) {
            if (!lint::selects(word.value, *rule)) {
                continue;
            }
            if (lint::selects(selected, *rule)) {
                kept_whole = false;
            } else {
                others.push_back(rule->id);
            }
        }
        if (kept_whole) {
            out.push_back(std::move(word));
        } else if (group) {
            for (const std::string_view id : others) {
                out.push_back({std::string(id), word.origin});
            }
        }
    }
    ignored = std::move(out);
}

void merge(MergedRules& into, const GivenRules& rules, std::size_t source) {
    const auto from = [&](Span span) { return Origin{Origin::Kind::file, source, span}; };
    for (const Given<std::string>& word : rules.select) {
        lift(into.ignore, word.value);
        into.select.push_back({word.value, from(word.span)});
    }
    for (const Given<std::string>& word : rules.ignore) {
        into.ignore.push_back({word.value, from(word.span)});
    }
    for (const GivenSeverity& change : rules.severities) {
        into.severities.push_back({{change.selector, change.severity}, from(change.span)});
    }
}

/// The Dockerfile's path as seen from a folder, or "" if it lies elsewhere.
std::string_view below(std::string_view path, std::string_view folder) {
    if (!path.starts_with(folder)) {
        return {};
    }
    path.remove_prefix(folder.size());
    if (!folder.ends_with('/')) {
        if (!path.starts_with('/')) {
            return {};
        }
        path.remove_prefix(1);
    }
    return path;
}

bool matches(const PathEntry& entry, std::string_view path) {
    return !path.empty() && std::ranges::any_of(entry.match, [&](const Given<std::string>& glob) {
        return glob_matches(glob.value, path);
    });
}

std::string word(bool value) {
    return value ? "true" : "false";
}

/// All values with where they come from, before they are settings.
struct Merged {
    From<lint::Preset> preset{lint::Preset::recommended, {}};
    From<FailLevel> fail_level{lint::Severity::warning, {}};
    From<Asking> shellcheck{Asking::automatic, {}};
    MergedRules rules;
    std::vector<std::pair<std::string, MergedRules>> stages;
    Words locked;
    From<bool> suppressions{true, {}};
    From<bool> strict_labels{false, {}};
    std::vector<From<const std::string*>> registries;
    std::vector<From<const GivenLabel*>> labels;
    std::vector<From<const gpu::Host*>> targets;
    std::vector<From<const std::string*>> knowledge;

    void take(const Source& source, std::size_t index, std::string_view path);
    void take(const Wishes& wishes);
};

void Merged::take(const Source& source, std::size_t index, std::string_view path) {
    const DockwrightFile& file = source.file;
    const auto from = [&](Span span) { return Origin{Origin::Kind::file, index, span}; };
    if (file.preset) {
        preset = {file.preset->value, from(file.preset->span)};
    }
    if (file.fail_level) {
        fail_level = {file.fail_level->value, from(file.fail_level->span)};
    }
    if (file.shellcheck) {
        shellcheck = {file.shellcheck->value, from(file.shellcheck->span)};
    }
    merge(rules, file.rules, index);
    for (const PathEntry& entry : file.paths) {
        if (matches(entry, below(path, source.folder))) {
            preset =
                entry.preset ? From<lint::Preset>{entry.preset->value, from(entry.preset->span)} : preset;
            merge(rules, entry.rules, index);
        }
    }
    for (const StageEntry& entry : file.stages) {
        for (const Given<std::string>& name : entry.match) {
            merge(stages.emplace_back(name.value, MergedRules{}).second, entry.rules, index);
        }
    }
    for (const Given<std::string>& selector : file.locked) {
        locked.push_back({selector.value, from(selector.span)});
    }
    if (file.suppressions) {
        suppressions = {file.suppressions->value, from(file.suppressions->span)};
    }
    if (file.strict_labels) {
        strict_labels = {file.strict_labels->value, from(file.strict_labels->span)};
    }
    if (file.trusted_registries) {
        registries.clear();
        for (const Given<std::string>& host : *file.trusted_registries) {
            registries.push_back({&host.value, from(host.span)});
        }
    }
    if (file.labels) {
        labels.clear();
        for (const GivenLabel& label : *file.labels) {
            labels.push_back({&label, from(label.span)});
        }
    }
    if (file.targets) {
        targets.clear();
        for (const Given<gpu::Host>& target : *file.targets) {
            targets.push_back({&target.value, from(target.span)});
        }
    }
    for (const Given<std::string>& name : file.knowledge) {
        knowledge.push_back({&name.value, from(name.span)});
    }
}

void Merged::take(const Wishes& wishes) {
    const Origin said{.kind = Origin::Kind::command_line};
    if (wishes.preset) {
        preset = {*wishes.preset, said};
    }
    if (wishes.fail_level) {
        fail_level = {*wishes.fail_level, said};
    }
    if (wishes.shellcheck) {
        shellcheck = {*wishes.shellcheck, said};
    }
    for (const std::string& selector : wishes.select) {
        lift(rules.ignore, selector);
        rules.select.push_back({selector, said});
    }
    for (const std::string& selector : wishes.ignore) {
        rules.ignore.push_back({selector, said});
    }
    if (!wishes.targets.empty()) {
        targets.clear();
        for (const gpu::Host& target : wishes.targets) {
            targets.push_back({&target, said});
        }
    }
}

class Output {
public:
    Output(lint::Settings& settings, std::vector<InForce>& in_force)
        : settings_(settings), in_force_(in_force) {}

    void say(std::string key, std::string_view value, const Origin& origin) {
        in_force_.push_back({std::move(key), std::string(value), origin});
    }

    void put(lint::Selection& into, const MergedRules& rules, const std::string& before) {
        for (const auto& [selector, origin] : rules.select) {
            std::vector<std::string> meant = selectors_for(selector, settings_.preset);
            std::ranges::move(meant, std::back_inserter(into.select));
            say(before + "select", selector, origin);
        }
        for (const auto& [selector, origin] : rules.ignore) {
            into.ignore.push_back(selector);
            say(before + "ignore", selector, origin);
        }
        for (const auto& [change, origin] : rules.severities) {
            into.severities.push_back(change);
            say(before + "severity." + change.selector, lint::name(change.severity), origin);
        }
    }

private:
    lint::Settings& settings_;
    std::vector<InForce>& in_force_;
};

} // namespace

bool Configuration::has_mistakes() const {
    return std::ranges::any_of(sources, [](const Source& source) { return !source.file.mistakes.empty(); });
}

std::string Source::file_path() const {
    return folder + (folder.ends_with('/') ? "" : "/") + path.substr(path.rfind('/') + 1);
}

bool same(const Configuration* a, const Configuration* b) {
    if (a == nullptr || b == nullptr) {
        return a == b;
    }
    return std::ranges::equal(a->sources, b->sources, [](const Source& one, const Source& other) {
        return one.path == other.path && one.text == other.text && one.file.mistakes == other.file.mistakes;
    });
}

bool Configuration::is_uniform() const {
    return std::ranges::all_of(sources, [](const Source& source) { return source.file.paths.empty(); });
}

Resolved::Resolved(std::shared_ptr<const Configuration> configuration, std::string_view path,
                   const Wishes& wishes)
    : configuration_(std::move(configuration)) {
    Merged merged;
    if (wishes.default_preset) {
        merged.preset = {*wishes.default_preset, {.kind = Origin::Kind::editor}};
    }
    for (const gpu::Host& target : wishes.default_targets) {
        merged.targets.push_back({&target, {.kind = Origin::Kind::editor}});
    }
    if (configuration_) {
        for (std::size_t i = 0; i < configuration_->sources.size(); ++i) {
            merged.take(configuration_->sources[i], i, path);
        }
    }
    merged.take(wishes);

    Output output(settings_, in_force_);
    settings_.preset = merged.preset.value;
    output.say("preset", lint::name(settings_.preset), merged.preset.origin);
    fail_level_ = merged.fail_level.value;
    output.say("fail-level", name(fail_level_), merged.fail_level.origin);
    output.put(settings_.rules, merged.rules, "");
    for (const auto& [stage, rules] : merged.stages) {
        output.put(settings_.stages.emplace_back(stage, lint::Selection{}).rules, rules,
                   "stages." + stage + ".");
    }
    for (const auto& [selector, origin] : merged.locked) {
        settings_.locked.push_back(selector);
        output.say("locked", selector, origin);
    }
    settings_.honours_comments = merged.suppressions.value;
    output.say("suppressions", word(merged.suppressions.value), merged.suppressions.origin);
    shellcheck_ = merged.shellcheck.value;
    output.say("shellcheck", name(shellcheck_), merged.shellcheck.origin);
    for (const auto& [host, origin] : merged.registries) {
        registries_.push_back(*host);
        output.say("rules.trusted-registries", *host, origin);
    }
    for (const auto& [label, origin] : merged.labels) {
        labels_.push_back({label->key, label->type});
        output.say("rules.labels.schema." + label->key,
                   label_type_names()[static_cast<std::size_t>(label->type)], origin);
    }
    settings_.options = {
        .labels = labels_, .strict_labels = merged.strict_labels.value, .trusted_registries = registries_};
    output.say("rules.labels.strict", word(merged.strict_labels.value), merged.strict_labels.origin);
    for (const auto& [target, origin] : merged.targets) {
        settings_.targets.push_back(*target);
        output.say("targets", gpu::describe(*target), origin);
    }
    for (const auto& [path_of_facts, origin] : merged.knowledge) {
        output.say("knowledge", *path_of_facts, origin);
    }
    if (configuration_ && configuration_->facts) {
        settings_.knowledge = &configuration_->facts->all();
    }
}

} // namespace dockwright::config
