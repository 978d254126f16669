#pragma once
#include "engine/endpoint.hpp"
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whose a container is. Engines know no owners, so it is told by what containers carry; never by what
/// is in them. For asking before somebody else's work is ended, not for keeping anybody out.
namespace dockwright::actions {

/// On every container that we make: `USER@HOST`, where the person sat.
inline constexpr std::string_view owner_label = "dockwright.owner";

/// What told it, the surest first.
enum class OwnerBy : std::uint8_t { label, compose, folder, process, unknown };
std::string_view name(OwnerBy by);

/// All of it foreign text: printable() where it is shown.
struct Owner {
    OwnerBy by = OwnerBy::unknown;
    std::string user; ///< a user's name; empty: not known
    std::string host; ///< where that user sat, if a label says so
    std::string path; ///< the folder that told it

    bool operator==(const Owner&) const = default;
};

/// `process_user` is the user of its processes as the engine's machine names them, or empty. root, and a
/// number below 1000, is no owner: most containers run as that, whoever started them.
Owner owner_of(const std::map<std::string, std::string>& labels, std::span<const engine::MountPoint> mounts,
               std::string_view process_user = {});
Owner owner_of(const engine::Container& container, std::string_view process_user = {});

/// `ada@laptop`, `ada`, a Compose project's folder, or `unknown`; printable.
std::string owner_words(const Owner& owner);

/// The person who asks.
struct Person {
    std::string user;
    std::string host;
    /// Further names of the same person on the engine's machine, and home folders.
    std::vector<std::string> also;
    std::vector<std::string> homes;

    bool operator==(const Person&) const = default;
};

/// Who runs this process, seen from an engine: over SSH also the user of the login. `home` may be
/// empty. Reads the user database: for the pool.
Person person_at(const engine::Endpoint& endpoint, const std::string& home);

/// The value of our label for this person.
std::string owner_value(const Person& person);

enum class Mine : std::uint8_t { no, unknown, yes };
std::string_view name(Mine mine);

/// `unknown` where nobody is named, and where a name that is many people's (root, ubuntu) comes from
/// another machine. Ask before a `no`; whether to ask before an `unknown` depends on what is lost.
Mine is_mine(const Owner& owner, const Person& person);

} // namespace dockwright::actions
