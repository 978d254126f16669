#include "base/message.hpp"
#include "host/check.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (!facts.engine.reachable) {
        return unknown("The container engine was not asked");
    }
    const EngineFacts& engine = facts.engine;
    const std::string& proxy = engine.https_proxy.empty() ? engine.http_proxy : engine.https_proxy;
    const bool refused = std::ranges::any_of(facts.registries,
                                             [](const RegistryTrial& one) { return one.reachable == false; });
    if (proxy.empty()) {
        return ok("The engine uses no proxy");
    }
    if (!refused) {
        return ok(message("The engine pulls through the proxy {}", {printable(proxy)}));
    }
    Repair look;
    look.title = "See where the proxy is set, and mend it there";
    look.commands = {"systemctl show docker --property=Environment"};
    look.explanation = "It stands in a file in /etc/systemd/system/docker.service.d, or as \"proxies\" in "
                       "daemon.json; the proxy of your own shell is not used for pulls";
    look.disturbs = Disturbs::engine;
    Finding out = warning(
        message("The engine pulls through the proxy {}, and a registry was not reached", {printable(proxy)}),
        "A proxy that is gone or refuses the registry makes every pull fail");
    out.repairs = {std::move(look)};
    return out;
}

} // namespace

extern constexpr Check daemon_proxy{
    .id = "daemon-proxy", .title = "Proxy of the engine", .place = 700, .needs = needs, .run = run};

} // namespace dockwright::host::checks
