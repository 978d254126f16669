#pragma once
#include "base/problem.hpp"
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// A folder that a container gets to see.
struct Mount {
    /// The path on the engine's machine, or a volume's name.
    std::string source;
    std::string target; ///< absolute
    bool read_only = false;
    bool volume = false;

    bool operator==(const Mount&) const = default;
};

/// `--data` and `--results` as they were written: PATH[:TARGET]. Without a target one is `/data`, and
/// several are `/data/NAME` each. Paths may be relative yet. Problem: `mount-not-understood`.
std::expected<std::vector<Mount>, Problem> read_mounts(std::span<const std::string> texts,
                                                       std::string_view default_target, bool read_only);

/// Which of these paths of an image a mount would hide: those at or below its target.
std::vector<std::string> hidden_by(const Mount& mount, std::span<const std::string> paths);

/// Name of a volume made of foreign text: docker's grammar.
std::string volume_name(std::string_view prefix, std::string_view text);

} // namespace dockwright::actions
