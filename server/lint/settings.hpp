#pragma once
#include "gpu/host.hpp"
#include "lint/finding.hpp"
#include "lint/options.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {

/// recommended: right and calm. strict: also version pins and style. all: every rule. hadolint and
/// buildkit: what that peer finds under its codes, faults included, at that peer's places, and
/// only that peer's suppressions are honoured.
enum class Preset : std::uint8_t { recommended, strict, all, hadolint, buildkit };
std::optional<Preset> preset(std::string_view name);
std::string_view name(Preset preset);

struct SeverityChange {
    std::string selector;
    Severity severity = Severity::warning;
};

/// Which rules run, and how grave they are. A selector is a rule's id, a group or a peers' code.
struct Selection {
    std::vector<std::string> select;        ///< adds to the preset
    std::vector<std::string> ignore;        ///< takes away, last
    std::vector<SeverityChange> severities; ///< the last that names a finding holds
};

/// What holds in some stages only, besides what holds everywhere.
struct StageSelection {
    std::string stage; ///< a name in any case, `*` and `?` allowed in it, or a stage's number
    Selection rules;
};

struct Settings {
    Preset preset = Preset::recommended;
    Selection rules;
    std::vector<StageSelection> stages;
    /// Comments in the Dockerfile may suppress findings, but for those that `locked` selects.
    bool honours_comments = true;
    std::vector<std::string> locked;
    Options options;
    std::vector<gpu::Host> targets; ///< the machines that it must run on
    /// Also look for the edits with which what fails on a GPU would run: many texts are judged for them, so
    /// an editor asks only when a person does.
    bool gpu_repairs = true;
    /// The facts to judge by; null: those of the program. Outlives the settings.
    const knowledge::Knowledge* knowledge = nullptr;
};

} // namespace dockwright::lint
