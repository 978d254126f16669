#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-version"};

using knowledge::Version;

bool is_ubuntu(std::string_view distribution) {
    return distribution.starts_with("ubuntu");
}

/// Newest first in the table; of those that are still there, on the distribution that most build on.
const knowledge::CudaImage* newest_image(const knowledge::Knowledge& knowledge, const Version& cuda) {
    const auto found = std::ranges::find_if(knowledge.cuda_images, [&](const knowledge::CudaImage& image) {
        return image.cuda.cut(2) <= cuda && image.state != knowledge::TagState::gone &&
               std::ranges::any_of(image.distributions, is_ubuntu) &&
               std::ranges::find(image.flavours, "base") != image.flavours.end();
    });
    return found == knowledge.cuda_images.end() ? nullptr : &*found;
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    Version cuda = version_of(facts.nvidia.cuda);
    if (!cuda.known()) {
        cuda = knowledge::cuda_of_driver(
            knowledge, version_of(facts.nvidia.driver.empty() ? facts.module.version : facts.nvidia.driver));
    }
    if (!cuda.known()) {
        return unknown("Which CUDA the driver serves could not be seen");
    }
    const knowledge::CudaMajor* major = knowledge::cuda_major(knowledge, cuda.major());
    const bool whole_major = major != nullptr && major->min_driver.known();
    Finding out = ok(message("The driver serves CUDA up to {}", {to_string(cuda)}));
    if (const knowledge::CudaImage* image = newest_image(knowledge, cuda)) {
        out.found +=
            message("; the newest image of nvidia/cuda for it is {}-base-{}",
                    {to_string(image->cuda), *std::ranges::find_if(image->distributions, is_ubuntu)});
        out.fact = image->fact;
    }
    if (whole_major) {
        out.found +=
            message(". Most programs for a newer CUDA {} run as well", {std::to_string(cuda.major())});
    }
    return out;
}

} // namespace

extern constexpr Check driver_cuda{
    .id = "driver-cuda", .title = "CUDA of the driver", .place = 375, .needs = needs, .run = run};

} // namespace dockwright::host::checks
