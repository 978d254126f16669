#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

std::string_view host_of(std::string_view address) {
    const std::size_t scheme = address.find("://");
    address.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + 3);
    return address.substr(0, address.find('/'));
}

/// The one that the dead ones' entries name in their place.
std::string_view working_mirror(const knowledge::Knowledge& knowledge) {
    const auto dead = std::ranges::find_if(knowledge.mirrors, [](const knowledge::Mirror& one) {
        return one.kind == "docker" && !one.works && !one.instead.empty();
    });
    return dead == knowledge.mirrors.end() ? std::string_view() : dead->instead;
}

Repair use_mirror(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const std::string host(working_mirror(knowledge));
    Repair out =
        change_daemon_json(facts, message("Where Docker Hub is not reached: use the mirror {}", {host}),
                           {"registry-mirrors"}, "\"https://" + host + "\"", true);
    if (const knowledge::Mirror* mirror = knowledge::mirror(knowledge, host, "docker")) {
        out.explanation += message(". {}", {mirror->text.substr(0, mirror->text.find_last_not_of('.') + 1)});
    }
    return out;
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    for (const std::string& mirror : facts.engine.registry_mirrors) {
        const knowledge::Mirror* known = knowledge::mirror(knowledge, host_of(mirror), "docker");
        if (known != nullptr && !known->works) {
            Finding out = warning(message("The mirror {} is dead: {}", {printable(mirror), known->text}),
                                  "Each pull waits for it in vain first");
            out.repairs = {use_mirror(facts, knowledge)};
            out.repairs.front().explanation += message("; take {} out of the list", {printable(mirror)});
            out.fact = known->fact;
            return out;
        }
    }
    const auto closed = std::ranges::find(facts.registries, std::optional(false), &RegistryTrial::reachable);
    if (closed == facts.registries.end()) {
        return facts.registries.empty()
                   ? unknown("No registry was asked")
                   : ok(message("{} answers", {printable(facts.registries.front().host)}));
    }
    Finding out{.status = facts.trial.started ? Status::warning : Status::failure,
                .found = message(
                    "{} does not answer{}",
                    {printable(closed->host), closed->words.empty() ? "" : ": " + printable(closed->words)}),
                .needed = "A way from the engine's machine to the registry",
                .why = "Images that are not on the machine yet can't be pulled"};
    if (closed->host.find("docker.io") == std::string::npos) {
        out.no_repair =
            "registry-mirrors of daemon.json serve Docker Hub alone; for this registry the name in "
            "FROM must name a mirror, or the machine needs a proxy";
    } else {
        out.repairs = {use_mirror(facts, knowledge)};
    }
    return out;
}

} // namespace

extern constexpr Check registry_access{
    .id = "registry-access", .title = "Registries answer", .place = 710, .needs = needs, .run = run};

} // namespace dockwright::host::checks
