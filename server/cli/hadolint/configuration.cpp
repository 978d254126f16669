#include "cli/hadolint/configuration.hpp"
#include "base/message.hpp"
#include "config/given.hpp"
#include "lint/peers.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::cli::hadolint {
namespace {

constexpr std::string_view parse_error = "DL1000";

void append(std::vector<std::string>& all, std::vector<std::string> more) {
    all.insert(all.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
}

std::vector<std::string> words_of(const std::optional<config::GivenWords>& given) {
    std::vector<std::string> out;
    if (given) {
        for (const auto& word : *given) {
            out.push_back(word.value);
        }
    }
    return out;
}

bool is_set(const std::optional<config::Given<bool>>& given) {
    return given && given->value;
}

/// Words that are no code mean nothing to hadolint; to our settings they might be a rule's id. A
/// parse error can be neither ignored nor made milder.
bool is_settable(std::string_view code) {
    return lint::peer_of(code) == lint::Peer::hadolint && code != parse_error;
}

void show_list(std::string& out, std::string_view name, const std::vector<std::string>& items) {
    out += "  " + std::string(name) + ":\n";
    for (const std::string& item : items) {
        out += "    - " + printable(item) + '\n';
    }
    out += items.empty() ? "    none\n" : "";
}

void show_truth(std::string& out, std::string_view name, bool value) {
    out += "  " + std::string(name) + (value ? ": True\n" : ": False\n");
}

} // namespace

void Configuration::add(Configuration later) {
    append(formats, std::move(later.formats));
    if (later.threshold) {
        threshold = std::move(later.threshold);
    }
    for (std::size_t i = 0; i < overrides.size(); ++i) {
        append(overrides[i], std::move(later.overrides[i]));
    }
    append(ignored, std::move(later.ignored));
    for (Label& label : later.labels) {
        if (std::ranges::find(labels, label.key, &Label::key) == labels.end()) {
            labels.push_back(std::move(label));
        }
    }
    append(registries, std::move(later.registries));
    no_fail = no_fail || later.no_fail;
    no_color = no_color || later.no_color;
    verbose = verbose || later.verbose;
    strict_labels = strict_labels || later.strict_labels;
    disable_ignore_pragma = disable_ignore_pragma || later.disable_ignore_pragma;
}

bool is_threshold(std::string_view word) {
    return std::ranges::find(threshold_names, word) != threshold_names.end();
}

std::optional<Label> read_label(std::string_view written) {
    const std::size_t colon = std::min(written.find(':'), written.size());
    const std::string_view type = written.substr(std::min(colon + 1, written.size()));
    Label out{.key = std::string(written.substr(0, colon))};
    if (type.empty()) {
        return out;
    }
    const auto names = config::label_type_names();
    const auto found = std::ranges::find(names, type);
    if (found == names.end()) {
        return std::nullopt;
    }
    out.type = static_cast<lint::LabelType>(found - names.begin());
    return out;
}

Configuration configuration_of(const config::HadolintFile& file) {
    Configuration out;
    if (file.format) {
        out.formats = {file.format->value};
    }
    if (file.failure_threshold) {
        out.threshold = file.failure_threshold->value;
    }
    out.overrides = {words_of(file.override_error), words_of(file.override_warning),
                     words_of(file.override_info), words_of(file.override_style)};
    out.ignored = words_of(file.ignored);
    if (file.label_schema) {
        for (const config::GivenLabel& label : *file.label_schema) {
            out.labels.push_back({label.key, label.type});
        }
    }
    out.registries = words_of(file.trusted_registries);
    out.no_fail = is_set(file.no_fail);
    out.no_color = is_set(file.no_color);
    out.strict_labels = is_set(file.strict_labels);
    out.disable_ignore_pragma = is_set(file.disable_ignore_pragma);
    return out;
}

lint::Severity fail_level(const Configuration& configuration) {
    const std::string_view word = configuration.threshold ? *configuration.threshold : default_threshold;
    const auto found = std::ranges::find(threshold_names, word);
    const auto index = static_cast<std::size_t>(found - threshold_names.begin());
    return static_cast<lint::Severity>(std::min(index, static_cast<std::size_t>(lint::Severity::style)));
}

LintSettings settings_of(const Configuration& configuration) {
    LintSettings out;
    lint::Settings& settings = out.settings;
    settings.preset = lint::Preset::hadolint;
    settings.honours_comments = !configuration.disable_ignore_pragma;
    settings.locked = {std::string(parse_error)};
    std::ranges::copy_if(configuration.ignored, std::back_inserter(settings.rules.ignore), is_settable);
    // Of several the gravest holds, whatever their order; the linter takes the last.
    for (std::size_t i = configuration.overrides.size(); i-- > 0;) {
        for (const std::string& code : configuration.overrides[i]) {
            if (is_settable(code)) {
                settings.rules.severities.push_back({code, static_cast<lint::Severity>(i)});
                settings.rules.select.push_back(code); // some codes are off until they have a severity
            }
        }
    }
    for (const Label& label : configuration.labels) {
        out.labels.push_back({label.key, label.type});
    }
    out.registries.assign(configuration.registries.begin(), configuration.registries.end());
    settings.options = {.labels = out.labels,
                        .strict_labels = configuration.strict_labels,
                        .trusted_registries = out.registries};
    return out;
}

std::string shown(const Configuration& configuration) {
    std::string out = "Configuration:\n";
    show_truth(out, "no fail", configuration.no_fail);
    show_truth(out, "no color", configuration.no_color);
    show_list(out, "output format", configuration.formats);
    out += "  failure threshold: " + configuration.threshold.value_or(std::string(default_threshold)) + '\n';
    for (std::size_t i = 0; i < configuration.overrides.size(); ++i) {
        const auto severity = static_cast<lint::Severity>(i);
        show_list(out, "override " + std::string(lint::name(severity)), configuration.overrides[i]);
    }
    show_list(out, "override ignore", configuration.ignored);
    show_truth(out, "strict labels", configuration.strict_labels);
    std::vector<std::string> labels;
    for (const Label& label : configuration.labels) {
        const auto type = static_cast<std::size_t>(label.type);
        labels.push_back(label.key + ": " + std::string(config::label_type_names()[type]));
    }
    show_list(out, "label schema", labels);
    show_truth(out, "disable ignore pragma", configuration.disable_ignore_pragma);
    show_list(out, "allowed registries", configuration.registries);
    return out;
}

} // namespace dockwright::cli::hadolint
