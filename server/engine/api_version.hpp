#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// The version of the engine's HTTP API, `1.41`; not the engine's own version (20.10.24).
struct ApiVersion {
    int major = 0;
    int minor = 0;

    constexpr auto operator<=>(const ApiVersion&) const = default;
};

/// The newest version whose answers were read against; an engine that is newer is asked for this.
inline constexpr ApiVersion newest_known{1, 51};
/// `HostConfig.DeviceRequests`, without which nothing here makes sense, came with 1.40.
inline constexpr ApiVersion oldest_known{1, 40};

/// Digits, a dot, digits, and nothing else.
std::optional<ApiVersion> parse_api_version(std::string_view text);

/// `1.41`.
std::string to_string(ApiVersion version);

} // namespace dockwright::engine
