#include "actions/doctor/registry_trial.hpp"
#include "actions/registry_auth.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_distribution.hpp"
#include "engine/image_reference.hpp"
#include <algorithm>
#include <array>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

// As dockerd and containerd write what Go's network library says.
constexpr auto silent = std::to_array<std::string_view>(
    {"no such host", "connection refused", "i/o timeout", "no route to host", "network is unreachable",
     "context deadline exceeded", "tls handshake timeout", "client.timeout", "x509:", "server misbehaving",
     "proxyconnect", "connection reset"});
constexpr auto answers = std::to_array<std::string_view>(
    {"unauthorized", "authentication required", "denied", "not found", "manifest unknown", "toomanyrequests",
     "no basic auth credentials", "name unknown", "insufficient_scope"});

template <std::size_t N>
bool has_one(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

std::optional<bool> answered(std::string_view words) {
    const std::string lowered = ascii::lowered(words);
    if (has_one(lowered, silent)) {
        return false;
    }
    return has_one(lowered, answers) ? std::optional(true) : std::nullopt;
}

asio::awaitable<host::RegistryTrial> try_registry(std::shared_ptr<engine::Client> client,
                                                  engine::Environment environment, std::string image) {
    host::RegistryTrial out;
    const auto reference = engine::parse_image_reference(image);
    if (!reference) {
        out.host = printable(image);
        out.words = reference.error().message;
        co_return out;
    }
    out.host = reference->registry;
    std::string name = engine::full_name(*reference);
    Login login = co_await login_for(client, std::move(environment), reference->registry);
    out.login = !login.anonymous;
    std::string header = login.anonymous ? std::string() : std::move(login.header);
    const auto found =
        co_await engine::inspect_distribution(std::move(client), std::move(name), std::move(header));
    if (found) {
        out.reachable = true;
    } else {
        out.words = found.error().message;
        out.reachable = answered(out.words);
    }
    co_return out;
}

} // namespace dockwright::actions
