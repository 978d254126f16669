#include "lint/rule.hpp"
#include "lint/settings.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint {
namespace {

constexpr std::array<std::string_view, 4> severities = {"error", "warning", "info", "style"};
constexpr std::array<std::string_view, 2> safeties = {"safe", "unsafe"};
constexpr std::array<std::string_view, group_count> groups = {
    "syntax", "correctness", "reproducibility", "security", "style", "deprecated", "labels", "size", "gpu"};
constexpr std::array<std::string_view, 3> levels = {"recommended", "strict", "all"};
constexpr std::array<std::string_view, 3> fixes_words = {"none", "sometimes", "always"};
constexpr std::array<std::string_view, 5> presets = {"recommended", "strict", "all", "hadolint", "buildkit"};

} // namespace

std::string_view name(Severity severity) {
    return severities[static_cast<std::size_t>(severity)];
}
std::string_view name(Safety safety) {
    return safeties[static_cast<std::size_t>(safety)];
}
std::string_view name(Group group) {
    return groups[static_cast<std::size_t>(group)];
}
std::optional<Group> group(std::string_view name) {
    const auto found = std::ranges::find(groups, name);
    return found == groups.end() ? std::nullopt : std::optional(static_cast<Group>(found - groups.begin()));
}
std::string_view name(Level level) {
    return levels[static_cast<std::size_t>(level)];
}
std::string_view name(Fixes fixes) {
    return fixes_words[static_cast<std::size_t>(fixes)];
}
std::string_view name(Preset preset) {
    return presets[static_cast<std::size_t>(preset)];
}
std::optional<Preset> preset(std::string_view name) {
    const auto found = std::ranges::find(presets, name);
    return found == presets.end() ? std::nullopt
                                  : std::optional(static_cast<Preset>(found - presets.begin()));
}

} // namespace dockwright::lint
