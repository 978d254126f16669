#include "gpu/cuda_tags.hpp"
#include "knowledge/queries.hpp"
#include "model/image.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

/// The part of a flavour that says how much of CUDA there is: `runtime` of `cudnn8-runtime`.
std::string_view part_of(std::string_view flavour) {
    const auto dash = flavour.rfind('-');
    return dash == std::string_view::npos ? flavour : flavour.substr(dash + 1);
}

/// The cuDNN of the flavours that name it. Where the table has no number it is 9, as everywhere from
/// 12.4.1 on (principle cudnn-number).
std::uint32_t cudnn_of(const knowledge::CudaImage& image) {
    if (image.cudnn.known()) {
        return image.cudnn.major();
    }
    return image.cuda >= Version::of("12.4.1") ? 9 : 0;
}

std::string_view flavour_in(const knowledge::CudaImage& image, const CudaWish& wish) {
    for (const std::string_view flavour : image.flavours) {
        const bool has_cudnn = flavour.starts_with("cudnn");
        const bool right = has_cudnn ? wish.cudnn != 0 && cudnn_of(image) == wish.cudnn : wish.cudnn == 0;
        if (right && part_of(flavour) == wish.part && (has_cudnn || flavour == wish.part)) {
            return flavour;
        }
    }
    return {};
}

bool has_distribution(const knowledge::CudaImage& image, std::string_view distribution) {
    return std::ranges::find(image.distributions, distribution) != image.distributions.end();
}

std::string nearest_of(const knowledge::Knowledge& knowledge, const CudaWish& wish) {
    const knowledge::CudaImage* best = nullptr;
    for (const knowledge::CudaImage& image : knowledge.cuda_images) {
        const bool kept =
            image.state == knowledge::TagState::active || image.state == knowledge::TagState::seen;
        const bool near = image.cuda.major() == wish.cuda.major() && image.cuda >= wish.cuda &&
                          (!wish.same_minor || image.cuda.cut(2) == wish.cuda.cut(2));
        if (kept && near && has_distribution(image, wish.distribution) && !flavour_in(image, wish).empty() &&
            (best == nullptr || image.cuda < best->cuda)) {
            best = &image;
        }
    }
    return best == nullptr ? std::string()
                           : to_string(best->cuda) + "-" + std::string(flavour_in(*best, wish)) + "-" +
                                 std::string(wish.distribution);
}

} // namespace

bool has_ended(const knowledge::Knowledge& knowledge, std::string_view distribution) {
    const knowledge::Distribution* known = knowledge::distribution(knowledge, distribution);
    return known != nullptr && !known->end_of_life.empty() && known->end_of_life < knowledge.as_of;
}

std::string nearest_cuda_tag(const knowledge::Knowledge& knowledge, const CudaWish& wish) {
    if (!wish.or_newer_ubuntu || !wish.distribution.starts_with("ubuntu")) {
        return nearest_of(knowledge, wish);
    }
    std::string ended; // on the oldest that is left, if none is kept up
    for (const std::string_view newer : {wish.distribution, std::string_view("ubuntu20.04"),
                                         std::string_view("ubuntu22.04"), std::string_view("ubuntu24.04")}) {
        CudaWish there = wish;
        there.distribution = newer;
        std::string found = newer < wish.distribution ? "" : nearest_of(knowledge, there);
        if (!found.empty() && !has_ended(knowledge, newer)) {
            return found;
        }
        ended = ended.empty() ? std::move(found) : std::move(ended);
    }
    return ended;
}

bool is_on_cuda_image(const ImageState& state) {
    return state.family != nullptr && state.family->repositories.front() == "nvidia/cuda";
}

std::string with_cuda_tag(const ImageState& state, std::string_view tag) {
    if (tag.empty() || !is_on_cuda_image(state) || state.mirrored) {
        return {};
    }
    const model::ReferenceParts parts = model::split_reference(state.base);
    std::string image;
    if (!parts.registry.empty()) {
        image = std::string(parts.registry) + "/";
    }
    return image + std::string(parts.path) + ":" + std::string(tag);
}

} // namespace dockwright::gpu
