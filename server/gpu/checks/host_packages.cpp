#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

/// `535` of nvidia-driver-535.
std::uint32_t branch_of(std::string_view package) {
    std::uint32_t branch = 0;
    for (std::size_t i = 0; i < package.size(); ++i) {
        if (package[i] != '-' || i + 4 > package.size()) {
            continue;
        }
        const auto number = Version::parse(package.substr(i + 1, package.find('-', i + 1) - i - 1));
        if (number && number->size == 1 && number->major() >= 300 && number->major() < 2000) {
            branch = number->major();
        }
    }
    return branch;
}

bool is_toolkit(std::string_view package) {
    return package.starts_with("nvidia-container") || package.starts_with("nvidia-docker") ||
           package.starts_with("libnvidia-container");
}

/// Its packages are always the newest.
bool rolls(const ImageState& state) {
    return state.family != nullptr && state.family->repositories.front() == "archlinux";
}

std::uint32_t newest_branch(const knowledge::Knowledge& knowledge) {
    std::uint32_t newest = 0;
    for (const knowledge::DriverBranch& driver : knowledge.drivers) {
        newest = std::max<std::uint32_t>(newest, driver.branch);
    }
    return newest;
}

void run(const Case& asked, Reasons& reasons) {
    const model::Stage& stage = asked.document.stages()[asked.state.stage];
    for (const ImageState* state : asked.built) {
        const bool shipped = state->stage == asked.state.stage || stage.image.stage == state->stage;
        for (const BuildStep& step : state->steps) {
            if (step.kind != BuildStep::Kind::installs_driver || !shipped) {
                continue;
            }
            const std::uint32_t branch = rolls(*state) && !is_toolkit(step.what)
                                             ? newest_branch(asked.knowledge)
                                             : branch_of(step.what);
            const bool newer =
                asked.host != nullptr && asked.host->driver.known() && branch > asked.host->driver.major();
            const bool wsl =
                asked.host != nullptr && asked.host->system == System::wsl2 && !is_toolkit(step.what);
            std::string message;
            if (wsl) {
                message =
                    "'" + step.what +
                    "' brings driver libraries into the image; under WSL 2 those of Windows are put at the "
                    "same places, and the container does not start (\"file exists\")";
            } else if (is_toolkit(step.what)) {
                message = "'" + step.what +
                          "' belongs on the machine that runs containers, not into one: it does nothing here";
            } else if (newer) {
                message = "'" + step.what +
                          "' puts a newer driver library into the image than the machine's " +
                          asked.host->driver_text + ": the two do not work together, and no GPU is found";
            } else {
                message = "'" + step.what +
                          "' brings driver libraries into the image; those of the machine are put in at "
                          "start, and where "
                          "the versions differ no GPU is found";
            }
            reasons.add(Cause::driver_in_image,
                        newer || wsl            ? Weight::fails
                        : is_toolkit(step.what) ? Weight::note
                                                : Weight::caveat,
                        step.place, std::move(message), principle(asked, "driver-in-image"));
        }
    }
}

} // namespace

extern constexpr Check host_packages{.name = "host_packages", .run = run};

} // namespace dockwright::gpu::checks
