#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"gpu-present"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const Toolkit& toolkit = facts.toolkit;
    if (!toolkit.installed) {
        return unknown("Whether the NVIDIA Container Toolkit is installed could not be seen");
    }
    if (*toolkit.installed) {
        return ok(toolkit.version.empty()
                      ? "The NVIDIA Container Toolkit is installed"
                      : message("NVIDIA Container Toolkit {}", {printable(toolkit.version)}));
    }
    Repair install = from_recipe(facts, knowledge, "install-toolkit", "Install the NVIDIA Container Toolkit",
                                 Disturbs::engine);
    const Repair tell = facts.engine.podman ? renew_cdi(facts) : register_toolkit(facts);
    if (facts.engine.podman) {
        install.disturbs = Disturbs::nothing;
    }
    install.commands.insert(install.commands.end(), tell.commands.begin(), tell.commands.end());
    return {.status = Status::failure,
            .found = "The NVIDIA Container Toolkit is not installed",
            .needed = "The toolkit, on the machine where the engine runs",
            .why = "It puts the driver's files and the GPU's devices into containers; without it "
                   "docker run --gpus fails with \"could not select device driver\"",
            .repairs = {std::move(install)},
            .fact = fact_of(knowledge, "docker-19.03-gpus")};
}

} // namespace

extern constexpr Check toolkit_installed{.id = "toolkit-installed",
                                         .title = "NVIDIA Container Toolkit is installed",
                                         .place = 500,
                                         .needs = needs,
                                         .run = run};

} // namespace dockwright::host::checks
