#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

using knowledge::Version;

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const Version version = release_of(facts.engine);
    if (facts.engine.podman) {
        return skipped("Podman has rules of its own");
    }
    if (!version.known() && !facts.engine.version.empty()) {
        return ok(
            message("Docker {}, API {}", {printable(facts.engine.version), printable(facts.engine.api)}));
    }
    if (!version.known()) {
        return unknown("The engine's version could not be seen");
    }
    if (version >= Version::of("19.03")) {
        return ok(message("Docker {}", {printable(facts.engine.version)}));
    }
    const bool runtime = version >= Version::of("1.12");
    Finding out{.status = runtime ? Status::warning : Status::failure,
                .found = message("Docker {}", {printable(facts.engine.version)}),
                .needed = "Docker 19.03 or newer; 1.12 at least",
                .why = runtime ? "docker run --gpus is not known to it; only --runtime=nvidia gives a GPU"
                               : "It can't give a GPU to a container at all",
                .repairs = {from_recipe(facts, knowledge, "install-engine", "Install a newer engine",
                                        Disturbs::engine)},
                .fact = fact_of(knowledge, "docker-19.03-gpus")};
    return out;
}

} // namespace

extern constexpr Check engine_version{
    .id = "engine-version", .title = "Engine is new enough", .place = 110, .needs = needs, .run = run};

} // namespace dockwright::host::checks
