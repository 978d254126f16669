#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::model {

/// What an image is built for, as `--platform` names it: `linux/arm64/v8`.
struct Platform {
    std::string os;           ///< "linux" where only an architecture was given
    std::string architecture; ///< Go's name: amd64, arm64, arm, 386 …; "amd64" where only a system was given
    std::string variant;

    bool operator==(const Platform&) const = default;
};

/// Reads `os`, `architecture`, `os/architecture` or `os/architecture/variant` with the usual other
/// names (x86_64, aarch64), as github.com/containerd/platforms does on linux/amd64. Nothing if it
/// is none.
std::optional<Platform> parse_platform(std::string_view text);

/// The architecture (Go's name) that an image's own name speaks of, or "": `arm64v8/python` and
/// `python:3.12-arm64` are images of one architecture.
std::string_view architecture_in_name(std::string_view path, std::string_view tag);

/// The image's own name says that it is there for one platform alone: as above, and also of images
/// of Windows and of NVIDIA's Jetson (`l4t-pytorch`), or with an architecture anywhere in it.
bool is_named_for_one_platform(std::string_view path, std::string_view tag);

} // namespace dockwright::model
