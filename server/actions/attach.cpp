#include "actions/attach.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/container_id.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Container;

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string bare_name(const Container& container) {
    return container.name.starts_with('/') ? container.name.substr(1) : container.name;
}

asio::awaitable<engine::GpuUse> gpu_of(std::shared_ptr<engine::Client> client, Container container) {
    std::string runtime;
    if (engine::needs_default_runtime(container)) {
        auto info = co_await engine::system_info(std::move(client));
        runtime = info ? std::move(info->default_runtime) : std::string();
    }
    co_return engine::gpu_use(container, runtime);
}

} // namespace

EditorUri editor_uri(const Container& container, const engine::Endpoint& endpoint) {
    engine::AttachedContainer attached{.container_name = "/" + bare_name(container), .settings = {}};
    // The editor runs docker's client, which asks the platform's default when nothing names
    // another; whatever was named to us may not be named to it.
    if (endpoint.source != engine::Source::platform_default) {
        attached.settings = engine::AttachedEngine{.host = endpoint.host()};
    }
    std::string json;
    encode(json, attached);
    const std::string& folder = container.config.working_dir;
    return {.authority = "attached-container+" + hexadecimal(json),
            .path = folder.starts_with('/') ? folder : std::string("/")};
}

asio::awaitable<std::expected<AttachTarget, Problem>>
attach_target(std::shared_ptr<engine::Client> client, std::string reference, ClientPrograms programs) {
    auto container = co_await engine::inspect_container(client, std::move(reference));
    if (!container) {
        co_return std::unexpected(std::move(container.error()));
    }
    if (container->state.status != "running") {
        const std::string_view program = client->spoken().podman ? "podman" : "docker";
        co_return std::unexpected(
            engine::container_not_running(program, bare_name(*container), container->state.status));
    }
    auto terminal = shell_command(programs, client->endpoint(), client->spoken().podman, container->id);
    if (!terminal) {
        co_return std::unexpected(std::move(terminal.error()));
    }
    ContainerRow row{.id = container->id,
                     .short_id = std::string(engine::short_id(container->id)),
                     .name = bare_name(*container),
                     .image = container->config.image,
                     .gpu = {},
                     .state = container->state.status,
                     .status = {},
                     .engine = client->endpoint().description()};
    row.gpu = co_await gpu_of(client, *container);
    co_return AttachTarget{.container = std::move(row),
                           .terminal = std::move(*terminal),
                           .editor = editor_uri(*container, client->endpoint())};
}

} // namespace dockwright::actions
