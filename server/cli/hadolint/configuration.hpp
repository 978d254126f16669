#pragma once
#include "config/hadolint_file.hpp"
#include "lint/options.hpp"
#include "lint/settings.hpp"
#include <array>
#include <optional>
#include <string>
#include <vector>

/// `dockwright hadolint`: the program that pipelines know as hadolint 2.15.1, with its flags,
/// files, environment, formats and exit codes. What it does was found out by running it.
namespace dockwright::cli::hadolint {

struct Label {
    std::string key;
    lint::LabelType type = lint::LabelType::text;
};

/// What the environment, the file or the command line says, or all of them together.
struct Configuration {
    std::vector<std::string> formats;
    std::optional<std::string> threshold; ///< one of threshold_names
    /// The codes that are to have a severity, indexed by it.
    std::array<std::vector<std::string>, 4> overrides;
    std::vector<std::string> ignored;
    std::vector<Label> labels;
    std::vector<std::string> registries;
    bool no_fail = false;
    bool no_color = false;
    bool verbose = false;
    bool strict_labels = false;
    bool disable_ignore_pragma = false;

    /// Takes what `later` says too: lists grow, of labels the first of a key holds, what is
    /// switched on stays on, and the later threshold holds.
    void add(Configuration later);
};

inline constexpr std::array<std::string_view, 6> threshold_names = {"error", "warning", "info",
                                                                    "style", "ignore",  "none"};
inline constexpr std::string_view default_threshold = "info";
inline constexpr std::string_view default_format = "tty";

bool is_threshold(std::string_view word);

/// `key:type`, where no type means text. Nothing if there is no such type.
std::optional<Label> read_label(std::string_view written);

Configuration configuration_of(const config::HadolintFile& file);

/// The mildest severity that makes the exit code 1. With `ignore` and `none` each one does.
lint::Severity fail_level(const Configuration& configuration);

/// Settings of the linter with what they are views of. They hold views of `configuration` too.
struct LintSettings {
    std::vector<lint::LabelSchema> labels;
    std::vector<std::string_view> registries;
    lint::Settings settings;
};
LintSettings settings_of(const Configuration& configuration);

/// What `--verbose` says on standard error: all values, as YAML.
std::string shown(const Configuration& configuration);

} // namespace dockwright::cli::hadolint
