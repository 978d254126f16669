#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"toolkit-installed"};

using knowledge::Version;

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const Version version = version_of(facts.toolkit.version);
    if (!version.known()) {
        return unknown("The toolkit's version could not be seen");
    }
    Finding out = ok(message("Toolkit {}", {printable(facts.toolkit.version)}));
    if (version >= Version::of("1.17.4") && version <= Version::of("1.17.6")) {
        out.needed = "1.17.7 or newer";
        out.why =
            "In 1.17.4 to 1.17.6 images with a newer CUDA than the driver's don't get their own libcuda "
            "(package cuda-compat), so they fail on drivers on which they had run";
        out.fact = fact_of(knowledge, "toolkit-1.17.4");
    } else if (version == Version::of("1.19.1")) {
        const Version engine = version_of(facts.engine.version);
        const bool old = !facts.engine.podman && engine.known() && engine < Version::of("26.1");
        out.needed = old ? "Docker 26.1 or newer, or another release of the toolkit"
                         : "Another release than 1.19.1, if CUDA does not start in containers";
        out.why =
            old ? "It writes CDI specifications that this engine can't read"
                : "With 1.19.1 containers were seen that lack /dev/nvidia-uvm: nvidia-smi works in them, "
                  "CUDA does not";
        out.fact = fact_of(knowledge, "toolkit-1.19.1");
    } else {
        return out;
    }
    out.status = Status::warning;
    out.repairs = {
        from_recipe(facts, knowledge, "install-toolkit", "Install the newest toolkit", Disturbs::nothing)};
    return out;
}

} // namespace

extern constexpr Check toolkit_version{
    .id = "toolkit-version", .title = "Release of the toolkit", .place = 510, .needs = needs, .run = run};

} // namespace dockwright::host::checks
