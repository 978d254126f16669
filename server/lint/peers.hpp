#pragma once
#include "lint/finding.hpp"
#include "lint/settings.hpp"
#include <cstdint>
#include <optional>
#include <string_view>

/// What must be known of the tools whose codes we carry.
namespace dockwright::lint {

enum class Peer : std::uint8_t { hadolint, buildkit, dockerfile_utils };

/// Whose code it is: `DL3006` and `SC2086` are hadolint's, `StageNameCasing` is BuildKit's,
/// `CASING_INSTRUCTION` is dockerfile-utils'.
Peer peer_of(std::string_view code);

/// Whose findings a preset reproduces; nothing for our own presets.
std::optional<Peer> peer_behind(Preset preset);

/// How grave the peer calls it, if it is not what our rule says. hadolint's README, "Rules"; of
/// ShellCheck's codes, as they come from running hadolint.
std::optional<Severity> severity_of(std::string_view code);

/// The peer has the code but does not show it unless it is asked to.
bool is_off_by_default(std::string_view code);

/// BuildKit checks it before it looks at the comments above single instructions, so that only a
/// `# check=skip=` at the top of the file skips it.
bool ignores_comments_above(std::string_view code);

} // namespace dockwright::lint
