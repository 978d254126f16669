#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"engine-reachable"};

using knowledge::Version;

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.engine.reachable) {
        return unknown("The container engine was not asked");
    }
    if (!facts.engine.podman) {
        return skipped("The engine is Docker");
    }
    const Version version = version_of(facts.engine.version);
    if (!version.known()) {
        return unknown("Podman's version could not be seen");
    }
    if (version >= Version::of("5.4")) {
        return ok(message("Podman {} gives GPUs by CDI, also to programs that speak Docker's language",
                          {printable(facts.engine.version)}));
    }
    const bool any = version >= Version::of("3.2");
    Repair by_hand;
    by_hand.title = "Name the GPU by CDI on podman's own command line";
    by_hand.commands = {"podman run --rm --device nvidia.com/gpu=all IMAGE nvidia-smi"};
    Finding out{.status = any ? Status::warning : Status::failure,
                .found = message("Podman {}", {printable(facts.engine.version)}),
                .needed = "Podman 5.4 or newer; 3.2 at least",
                .why = any ? "Asked by a program in Docker's way (docker, Compose, VS Code) it starts the "
                             "container without a GPU and says nothing"
                           : "It knows no CDI, by which Podman gives GPUs to containers",
                .fact = fact_of(knowledge, "podman-gpus")};
    if (any) {
        out.repairs = {std::move(by_hand)};
    } else {
        out.no_repair = "A newer Podman comes with a newer release of the distribution";
    }
    return out;
}

} // namespace

extern constexpr Check podman{
    .id = "podman", .title = "Podman gives GPUs", .place = 150, .needs = needs, .run = run};

} // namespace dockwright::host::checks
