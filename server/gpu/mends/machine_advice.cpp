#include "gpu/machine.hpp"
#include "gpu/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The branch of the least driver that carries every CUDA in the image and knows every GPU.
void newer_driver(const Ailing& ailing, Offers& offers) {
    Version cuda = ailing.state.cuda.cuda;
    for (const Installed& one : ailing.state.installed) {
        if (one.place.span == ailing.reason.place.span && one.variant != nullptr &&
            one.variant->cuda.known()) {
            cuda = one.variant->cuda;
        }
    }
    const auto* major = cuda.known() ? knowledge::cuda_major(ailing.knowledge, cuda.major()) : nullptr;
    Version least = major != nullptr && major->min_driver.known() ? major->min_driver : Version();
    for (const Host* host : ailing.hosts) {
        for (const Device& device :
             host != nullptr ? devices(*host, ailing.knowledge) : std::vector<Device>{}) {
            if (device.architecture == nullptr) {
                continue;
            }
            const auto first = Version::parse(std::to_string(device.architecture->first_driver));
            least = first ? std::max(least, *first) : least;
            if (device.architecture->last_driver != 0 && least.major() > device.architecture->last_driver) {
                return; // no driver serves both
            }
        }
    }
    if (least.known()) {
        const std::string branch = std::to_string(least.major());
        offers.advise("Install driver " + driver_text(least) + " or newer on the machine",
                      {"sudo apt-get install nvidia-driver-" + branch}, least);
    }
}

void older_driver(const Ailing& ailing, Offers& offers) {
    for (const Host* host : ailing.hosts) {
        for (const Device& device :
             host != nullptr ? devices(*host, ailing.knowledge) : std::vector<Device>{}) {
            if (device.architecture != nullptr && device.architecture->last_driver != 0) {
                const std::string branch = std::to_string(device.architecture->last_driver);
                offers.advise("Install driver branch " + branch + " on the machine, the last one for " +
                                  device.name,
                              {"sudo apt-get install nvidia-driver-" + branch});
                return;
            }
        }
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    switch (ailing.reason.cause) {
    case Cause::driver_too_old:
    case Cause::ptx_too_new:
    case Cause::require_cuda_unsatisfied:
    case Cause::compat_package_refused: newer_driver(ailing, offers); break;
    case Cause::driver_dropped_gpu: older_driver(ailing, offers); break;
    case Cause::gpu_not_requested:
        offers.advise("Ask for the GPU at start", {"docker run --gpus all IMAGE"});
        break;
    case Cause::toolkit_missing:
        offers.advise("Install the NVIDIA Container Toolkit on the machine",
                      {"sudo apt-get install -y nvidia-container-toolkit",
                       "sudo nvidia-ctk runtime configure --runtime=docker",
                       "sudo systemctl restart docker"});
        break;
    case Cause::wrong_platform: {
        const Host* host = ailing.hosts.front();
        const std::string platform =
            host == nullptr || host->platform.empty() ? "linux/amd64" : host->platform;
        offers.advise("Build for the machine's platform", {"docker build --platform " + platform + " ."});
        break;
    }
    case Cause::shared_memory:
        offers.advise("Give it more shared memory at start", {"docker run --shm-size=8g IMAGE"});
        break;
    default: break;
    }
}

} // namespace

extern constexpr Mend machine_advice{.name = "machine_advice", .rank = 9, .offer = offer};

} // namespace dockwright::gpu::mends
