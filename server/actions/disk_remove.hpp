#pragma once
#include "actions/disk.hpp"
#include "actions/progress.hpp"
#include <string_view>

namespace dockwright::actions {

/// What a person named to be removed, found on the engine.
struct Named {
    enum class Kind : std::uint8_t { container, image, volume };
    Kind kind = Kind::image;
    /// What the engine goes by; foreign.
    std::string id;
    /// What is removed and what is lost with it: "image toy:1 (24 MB, no registry is known to have it)".
    /// Printable.
    std::string words;
    /// Of an image that was named by one of several names: its place in DiskUse::images.
    std::optional<std::size_t> one_name_of;
};

/// `name` is a container's, an image's or a volume's; where it is more than one of them, it is written
/// container:NAME, image:NAME or volume:NAME. Problems: `not-on-disk`, `name-not-clear`, and `in-use` where a
/// container runs or has it. Pure.
std::expected<Named, Problem> find_named(const DiskUse& use, std::string_view name);

/// The same for several: an image of which all names are named goes whole, and its words say so.
std::expected<std::vector<Named>, Problem> find_all_named(const DiskUse& use,
                                                          const std::vector<std::string>& names);

struct RemoveOptions {
    std::vector<std::string> names;
    /// That the person knows what is lost.
    bool consent = false;
};

/// Removes what was named, one after the other; nothing if one of the names can't be removed. Without consent
/// the problem is `consent-needed` and says what would be lost. Gives what was removed, in words.
boost::asio::awaitable<std::expected<std::vector<std::string>, Problem>>
disk_remove(std::shared_ptr<engine::Client> client, RemoveOptions options, OnProgress progress);

} // namespace dockwright::actions
