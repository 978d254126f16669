#include "actions/own_files.hpp"
#include "actions/bytes.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_container_size.hpp"
#include "engine/calls/object_texts.hpp"
#include "engine/recreate/own_layer.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

std::string place_of(const engine::MountPoint& mount) {
    const std::string target = printable(mount.destination);
    if (mount.type == "volume") {
        const bool anonymous = mount.name.size() == 64;
        return target + (anonymous ? message(" (a volume without a name, {})", {mount.name.substr(0, 12)})
                                   : message(" (the volume {})", {printable(mount.name)}));
    }
    return mount.type == "bind" ? target + message(" (the folder {})", {printable(mount.source)})
                                : target + " (in memory)";
}

} // namespace

asio::awaitable<std::expected<OwnFiles, Problem>> own_files(std::shared_ptr<engine::Client> client,
                                                            std::string id) {
    const auto container = co_await engine::inspect_container_size(client, id);
    if (!container) {
        co_return std::unexpected(container.error());
    }
    const auto changes = co_await engine::changes_text(client, id);
    if (!changes) {
        co_return std::unexpected(changes.error());
    }
    auto layer = engine::recreate::own_layer(*container, *changes);
    if (!layer) {
        co_return std::unexpected(std::move(layer.error()));
    }
    OwnFiles files{.size = container->size_rw.value_or(0), .layer = std::move(*layer)};
    for (const engine::MountPoint& mount : container->mounts) {
        files.elsewhere.push_back(place_of(mount));
    }
    co_return files;
}

std::string own_files_words(const OwnFiles& files) {
    if (files.layer.lasting == 0) {
        return {};
    }
    return message("{} in {} changed {}",
                   {bytes_text(static_cast<std::uint64_t>(std::max<std::int64_t>(files.size, 0))),
                    std::to_string(files.layer.total), files.layer.total == 1 ? "file" : "files"});
}

} // namespace dockwright::actions
