#pragma once
#include "config/given.hpp"
#include "config/mistake.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// hadolint's own configuration file, as hadolint 2.15.1 reads it (found out by running it).
namespace dockwright::config {

/// Each key is there or not (null counts as not).
struct HadolintFile {
    std::optional<Given<std::string>> failure_threshold; ///< error warning info style ignore none
    std::optional<Given<std::string>> format;            ///< one of the ten names
    std::optional<GivenWords> ignored;
    /// `override`: the codes of each severity.
    std::optional<GivenWords> override_error;
    std::optional<GivenWords> override_warning;
    std::optional<GivenWords> override_info;
    std::optional<GivenWords> override_style;
    std::optional<std::vector<GivenLabel>> label_schema;
    std::optional<Given<bool>> no_color;
    std::optional<Given<bool>> no_fail;
    std::optional<Given<bool>> strict_labels;
    std::optional<Given<bool>> disable_ignore_pragma;
    std::optional<GivenWords> trusted_registries;
    /// By place. What is right beside a mistake is read nevertheless. hadolint itself drops the
    /// whole file for any but `unknown-key`, `unknown-rule` and `alias`.
    std::vector<Mistake> mistakes;
};

/// Total: any bytes give a file. Mistakes of `config/yaml.hpp` and `unknown-key`, `wrong-type`,
/// `unknown-value`, `duplicate-key`, `empty-file`, `unknown-rule` (a code that is none of DL or SC
/// and digits).
HadolintFile read_hadolint_file(std::string_view text);

/// Whether hadolint itself would take nothing from this file.
bool hadolint_refuses(const HadolintFile& file);

} // namespace dockwright::config
