#pragma once
#include "actions/registry_auth.hpp"
#include "engine/image_reference.hpp"
#include "knowledge/tables.hpp"
#include <string_view>

/// What engines say when an image can't be fetched or sent, turned into what a person can do. Engines pass
/// on a registry's words, in the same texts from API 1.40 to the newest, and podman in its own.
namespace dockwright::actions {

namespace image_problem_kind {
inline constexpr std::string_view not_in_registry = "image-not-in-registry";
inline constexpr std::string_view login_needed = "registry-login-needed";
inline constexpr std::string_view limit_reached = "registry-limit-reached";
inline constexpr std::string_view not_reached = "registry-not-reached";
inline constexpr std::string_view not_trusted = "registry-not-trusted";
inline constexpr std::string_view no_platform = "image-platform-missing";
inline constexpr std::string_view disk_full = "disk-full";
inline constexpr std::string_view not_pulled = "image-not-pulled";
inline constexpr std::string_view not_pushed = "image-not-pushed";
} // namespace image_problem_kind

enum class Transfer : std::uint8_t { pull, push };

struct ImageTransfer {
    Transfer direction = Transfer::pull;
    engine::ImageReference image;
    /// As asked for; else empty.
    std::string platform;
    Login login;
};

/// `said` is foreign, escaped and cut here. Pure.
Problem image_problem(const ImageTransfer& transfer, std::string_view said,
                      const knowledge::Knowledge& knowledge = knowledge::built_in());

/// A mirror of Docker Hub that is known to work; empty if none is.
std::string_view working_hub_mirror(const knowledge::Knowledge& knowledge = knowledge::built_in());

} // namespace dockwright::actions
