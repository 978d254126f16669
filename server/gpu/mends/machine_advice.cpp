#include "gpu/machine.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The lowest driver that knows the GPUs of all machines; nothing where no driver serves it and them.
std::optional<Version> serving(const Ailing& ailing, Version least) {
    for (const Host* host : ailing.hosts) {
        for (const Device& device :
             host != nullptr ? devices(*host, ailing.knowledge) : std::vector<Device>{}) {
            if (device.architecture == nullptr) {
                continue;
            }
            const auto first = Version::parse(std::to_string(device.architecture->first_driver));
            least = first ? std::max(least, *first) : least;
            if (device.architecture->last_driver != 0 && least.major() > device.architecture->last_driver) {
                return std::nullopt;
            }
        }
    }
    return least;
}

/// The CUDA that the reason speaks of.
Version cuda_of(const Ailing& ailing) {
    for (const Installed& one : ailing.state.installed) {
        if (one.place.span == ailing.reason.place.span && one.variant != nullptr &&
            one.variant->cuda.known()) {
            return one.variant->cuda;
        }
    }
    return ailing.state.cuda.cuda;
}

void advise(const Ailing& ailing, Offers& offers, const Version& least) {
    const auto driver = least.known() ? serving(ailing, least) : std::nullopt;
    if (driver) {
        offers.add({.title = "Install driver " + driver_text(*driver) + " or newer on the machine",
                    .commands = {"sudo apt-get install nvidia-driver-" + std::to_string(driver->major())},
                    .remedy = Remedy::driver,
                    .driver = *driver});
    }
}

/// What carries every CUDA of that major, or else this very CUDA.
void newer_driver(const Ailing& ailing, Offers& offers) {
    const Version cuda = cuda_of(ailing);
    const auto* major = cuda.known() ? knowledge::cuda_major(ailing.knowledge, cuda.major()) : nullptr;
    const Version native = cuda.known() ? knowledge::native_driver(ailing.knowledge, cuda) : Version::of("1");
    if (major != nullptr && major->min_driver.known()) {
        advise(ailing, offers, major->min_driver);
    }
    advise(ailing, offers, native);
}

void older_driver(const Ailing& ailing, Offers& offers) {
    for (const Host* host : ailing.hosts) {
        for (const Device& device :
             host != nullptr ? devices(*host, ailing.knowledge) : std::vector<Device>{}) {
            if (device.architecture != nullptr && device.architecture->last_driver != 0 &&
                ailing.hosts.size() == 1) {
                const std::string branch = std::to_string(device.architecture->last_driver);
                offers.add({.title = "Install driver branch " + branch +
                                     " on the machine, the last one for " + device.name,
                            .commands = {"sudo apt-get install nvidia-driver-" + branch},
                            .remedy = Remedy::driver,
                            .driver = Version::parse(branch).value_or(Version())});
                return;
            }
        }
    }
}

void shared_memory(const Ailing& ailing, Offers& offers) {
    const Place& place = ailing.reason.place;
    if (place.file.empty()) {
        offers.add({.title = "Give it more shared memory at start",
                    .commands = {"docker run --gpus all --shm-size=8g IMAGE"},
                    .remedy = Remedy::shared_memory});
        return;
    }
    const std::string where(place.file);
    offers.add(
        {.title = "Set shm_size for the service at line " + std::to_string(place.line) + " of " + where,
         .commands = {"shm_size: 8gb"},
         .remedy = Remedy::shared_memory});
}

void offer(const Ailing& ailing, Offers& offers) {
    switch (ailing.reason.cause) {
    case Cause::driver_too_old:
    case Cause::ptx_too_new:
    case Cause::require_cuda_unsatisfied:
    case Cause::compat_package_refused: newer_driver(ailing, offers); break;
    case Cause::driver_dropped_gpu: older_driver(ailing, offers); break;
    case Cause::gpu_not_requested:
        offers.add({.title = "Ask for the GPU at start",
                    .commands = {"docker run --gpus all IMAGE"},
                    .remedy = Remedy::request});
        break;
    case Cause::toolkit_missing:
        offers.add({.title = "Install the NVIDIA Container Toolkit on the machine",
                    .commands = {"sudo apt-get install -y nvidia-container-toolkit",
                                 "sudo nvidia-ctk runtime configure --runtime=docker",
                                 "sudo systemctl restart docker"},
                    .remedy = Remedy::toolkit});
        break;
    case Cause::shared_memory: shared_memory(ailing, offers); break;
    default: break;
    }
}

} // namespace

extern constexpr Mend machine_advice{.name = "machine_advice", .rank = 9, .offer = offer};

} // namespace dockwright::gpu::mends
