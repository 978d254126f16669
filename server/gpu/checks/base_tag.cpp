#include "gpu/image/base_image.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

bool is_cuda(const ImageState& state) {
    return state.family != nullptr && state.family->repositories.front() == "nvidia/cuda";
}

std::string_view tag_of(const ImageState& state) {
    const model::ReferenceParts parts = model::split_reference(state.base);
    return parts.digest.empty() ? (parts.tag.empty() ? std::string_view("latest") : parts.tag)
                                : std::string_view();
}

/// The lists of tags do not reach so far: it is newer than they are, or was seen elsewhere by some of
/// its tags only.
bool is_beyond_lists(const Case& asked, const Version& cuda) {
    Version newest;
    for (const knowledge::CudaImage& image : asked.knowledge.cuda_images) {
        if (image.state != knowledge::TagState::seen) {
            newest = std::max(newest, image.cuda);
        } else if (image.cuda == cuda) {
            return true;
        }
    }
    return newest < cuda;
}

void gone(Reasons& reasons, Place place, std::string message, knowledge::Fact fact) {
    reasons.add(Cause::base_tag_gone, Weight::build_fails, place, std::move(message), fact);
}

void of_cuda(const Case& asked, Reasons& reasons, const ImageState& state) {
    const std::string_view text = tag_of(state);
    const auto tag = cuda_tag(text);
    const Place place = state.base_place;
    const knowledge::Fact policy = principle(asked, "support-policy");
    if (!tag) {
        if (text == "latest") {
            gone(
                reasons, place,
                "nvidia/cuda has no tag 'latest' any more: give a whole one, such as 12.8.1-base-ubuntu24.04",
                policy);
        }
        return;
    }
    if (state.cuda_tag == nullptr) {
        if (is_beyond_lists(asked, tag->cuda)) {
            reasons.add(Cause::base_tag_gone, Weight::unknown, place,
                        "CUDA " + std::string(tag->version) +
                            " is newer than the lists of tags, so whether this one exists is not known",
                        policy);
            return;
        }
        gone(reasons, place, "there is no such tag of nvidia/cuda: '" + std::string(text) + "'", policy);
        return;
    }
    switch (state.cuda_tag->state) {
    case knowledge::TagState::gone:
        gone(reasons, place,
             "NVIDIA has deleted its images of CUDA " + std::string(tag->version) + ", so pulling '" +
                 std::string(text) + "' fails (manifest unknown)",
             state.cuda_tag->fact);
        break;
    case knowledge::TagState::listed:
        reasons.add(Cause::base_tag_gone, Weight::note, place,
                    "CUDA " + std::string(tag->version) +
                        " images are past their end of life: NVIDIA may delete them any day",
                    state.cuda_tag->fact);
        break;
    default: break;
    }
}

void run(const Case& asked, Reasons& reasons) {
    for (const ImageState* state : asked.built) {
        const model::Stage& stage = asked.document.stages()[state->stage];
        if (stage.image.stage || state->mirrored || tag_of(*state).empty()) {
            continue;
        }
        if (is_cuda(*state)) {
            of_cuda(asked, reasons, *state);
        } else if (asked.meant_for_gpu && cuda_users(asked).empty() && state->family != nullptr &&
                   state->family->gpu && state->tag == nullptr && !state->base_known) {
            reasons.add(Cause::base_tag_gone, Weight::unknown, state->base_place,
                        "Dockwright does not know the tag '" + std::string(tag_of(*state)) + "' of " +
                            std::string(state->family->repositories.front()) +
                            ", so what is in it is not known",
                        state->family->fact);
        }
    }
}

} // namespace

extern constexpr Check base_tag{.name = "base_tag", .run = run};

} // namespace dockwright::gpu::checks
