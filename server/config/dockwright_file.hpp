#pragma once
#include "config/given.hpp"
#include "config/hadolint_file.hpp"
#include "lint/settings.hpp"
#include <optional>
#include <string_view>
#include <vector>

/// `.dockwright.yaml` as values with places. keys.cpp says what each key means.
namespace dockwright::config {

struct GivenSeverity {
    std::string selector;
    lint::Severity severity = lint::Severity::warning;
    Span span; ///< of the selector
};

/// What may stand at the top, in `paths` and in `stages`. Selectors are spelt as the rules spell them.
struct GivenRules {
    GivenWords select;
    GivenWords ignore;
    std::vector<GivenSeverity> severities;
};

struct PathEntry {
    GivenWords match;
    std::optional<Given<lint::Preset>> preset;
    GivenRules rules;
};

struct StageEntry {
    GivenWords match;
    GivenRules rules;
};

/// Nothing: no finding makes the exit code 1.
using FailLevel = std::optional<lint::Severity>;

/// Whether another program is asked: where it is installed, or it must be installed.
enum class Asking : std::uint8_t { automatic, always, never };

struct DockwrightFile {
    GivenWords extends;
    std::optional<Given<lint::Preset>> preset;
    GivenRules rules;
    std::optional<Given<FailLevel>> fail_level;
    std::optional<Given<Asking>> shellcheck;
    std::optional<GivenWords> trusted_registries;
    std::optional<std::vector<GivenLabel>> labels;
    std::optional<Given<bool>> strict_labels;
    std::vector<PathEntry> paths;
    std::vector<StageEntry> stages;
    GivenWords locked;
    std::optional<Given<bool>> suppressions;
    std::optional<std::vector<Given<gpu::Host>>> targets;
    GivenWords knowledge; ///< paths of files with facts, relative to this one
    /// By place. What is right beside a mistake is read nevertheless.
    std::vector<Mistake> mistakes;
};

/// Total: any bytes give a file. Mistakes of yaml.hpp and `unknown-key`, `wrong-type`,
/// `unknown-value`, `unknown-rule`, `duplicate-key`, `missing-key`, `bad-pattern`, `bad-path`,
/// `contradiction`, and those of machine.hpp.
DockwrightFile read_dockwright_file(std::string_view text);

/// hadolint's file in our words. A code that hadolint leaves off until it is given a severity is
/// selected by that.
DockwrightFile from_hadolint(HadolintFile file);

/// The names of what a severity and a fail level may be, in the order of the enumerations.
std::span<const std::string_view> severity_names();
std::span<const std::string_view> fail_level_names();
std::span<const std::string_view> preset_names();
std::span<const std::string_view> asking_names();
std::string_view name(FailLevel level);
std::string_view name(Asking asking);

} // namespace dockwright::config
