#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"gpu-present"};

using knowledge::Version;

std::string capability_text(knowledge::Capability capability) {
    return std::to_string(capability / 10) + "." + std::to_string(capability % 10);
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const knowledge::Architecture* oldest = nullptr;
    std::string_view name;
    for (const Gpu& gpu : facts.nvidia.gpus) {
        const knowledge::Gpu* product = knowledge::gpu(knowledge, gpu.name);
        const auto capability =
            gpu.capability != 0 || product == nullptr ? gpu.capability : product->capability;
        const knowledge::Architecture* own = knowledge::architecture(knowledge, capability);
        if (own != nullptr && (oldest == nullptr || own->capability < oldest->capability)) {
            oldest = own;
            name = gpu.name;
        }
    }
    if (oldest == nullptr) {
        return unknown("The GPU's generation could not be seen");
    }
    const std::string found = message("{}: {}, compute capability {}",
                                      {printable(name), oldest->name, capability_text(oldest->capability)});
    if (oldest->capability < 30) {
        return {.status = Status::failure,
                .found = found,
                .needed = "Kepler or newer (compute capability 3.0)",
                .why = "The Container Toolkit does not serve older GPUs",
                .no_repair = "A GPU can't be made newer: use another machine",
                .fact = oldest->fact};
    }
    if (oldest->last_driver == 0) {
        return ok(found);
    }
    const std::string newest = std::to_string(oldest->last_driver);
    const Version cuda = knowledge::cuda_of_driver(knowledge, version_of(newest));
    Finding out =
        warning(found + message("; the newest driver for it is of branch {}", {newest}),
                cuda.known() ? message("That driver serves CUDA up to {}: choose images accordingly",
                                       {to_string(cuda)})
                             : "Choose images for an older CUDA");
    out.fact = oldest->fact;
    return out;
}

} // namespace

extern constexpr Check gpu_generation{
    .id = "gpu-generation", .title = "GPU is not too old", .place = 220, .needs = needs, .run = run};

} // namespace dockwright::host::checks
