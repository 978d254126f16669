#include "actions/pull_space.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/objects.gen.hpp"
#include "engine/on_pool.hpp"
#include <array>
#include <filesystem>
#include <functional>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Free = std::optional<std::uint64_t>;

/// Layers of Python and CUDA images unpack to between 1.9 and 2.6 times of what is sent.
constexpr std::uint64_t unpacked = 2;

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

bool is_unpacked(const engine::LayerProgress& layer) {
    return layer.state == engine::LayerState::done || layer.state == engine::LayerState::present;
}

} // namespace

SpaceNeeded space_needed(const engine::PullProgress& progress) {
    SpaceNeeded needed;
    for (const engine::LayerProgress& layer : progress.layers()) {
        if (layer.total && !is_unpacked(layer)) {
            const auto total = static_cast<std::uint64_t>(*layer.total);
            const std::uint64_t left = total - static_cast<std::uint64_t>(layer.done);
            needed.at_least += left;
            needed.probably += left + unpacked * total;
        }
    }
    return needed;
}

asio::awaitable<std::optional<std::string>> local_data_root(std::shared_ptr<engine::Client> client) {
    if (!client->endpoint().is_local()) {
        co_return std::nullopt;
    }
    const auto info = co_await engine::system_info(client);
    if (!info || info->docker_root_dir.empty() || info->name != host_name()) {
        co_return std::nullopt; // a virtual machine's folder, or one behind a forwarded socket
    }
    co_return info->docker_root_dir;
}

asio::awaitable<Free> free_space(std::shared_ptr<engine::Client> client, std::string folder) {
    std::function<Free()> asking = [folder = std::move(folder)]() -> Free {
        std::error_code ec;
        const std::filesystem::space_info space = std::filesystem::space(folder, ec);
        if (ec) {
            return std::nullopt;
        }
        return space.available;
    };
    co_return co_await engine::on_pool<Free>(client->pool(), std::move(asking));
}

} // namespace dockwright::actions
