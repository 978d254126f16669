#include "gpu/cuda_tags.hpp"
#include "gpu/image/base_image.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

std::string_view tag_of(const ImageState& state) {
    const model::ReferenceParts parts = model::split_reference(state.base);
    return parts.digest.empty() ? (parts.tag.empty() ? std::string_view("latest") : parts.tag)
                                : std::string_view();
}

/// `ubuntu` and `24.04` of ubuntu24.04.
std::pair<std::string_view, std::string_view> parts_of(std::string_view distribution) {
    const auto digits = std::min(distribution.find_first_of("0123456789"), distribution.size());
    return {distribution.substr(0, digits), distribution.substr(digits)};
}

/// A release of a distribution that is newer than those of the lists, and numbered like them.
bool is_newer_distribution(const Case& asked, std::string_view distribution) {
    const auto [name, number] = parts_of(distribution);
    const auto version = Version::parse(number);
    if (!version) {
        return false;
    }
    bool newer = true;
    bool known = false;
    for (const knowledge::CudaImage& image : asked.knowledge.cuda_images) {
        for (const std::string_view listed : image.distributions) {
            const auto [other, there] = parts_of(listed);
            if (const auto before = other == name ? Version::parse(there) : std::nullopt) {
                known = true;
                newer = newer && *before < *version && number.contains('.') == there.contains('.');
            }
        }
    }
    return newer && known;
}

/// Months of `2025-03`, counted from the year 0; nothing if it is no such date.
std::optional<std::uint32_t> months_of(std::string_view date) {
    const auto year = Version::parse(date.substr(0, date.find('-')));
    const auto month = Version::parse(date.substr(std::min(date.find('-') + 1, date.size())));
    return year && month ? std::optional(year->major() * 12 + month->major()) : std::nullopt;
}

/// Its minor version was still young where the lists end, so that a patch of it, or an image for a newer
/// distribution, may have come since.
bool may_have_come_since(const Case& asked, const CudaTag& tag) {
    Version last;
    Version newest;
    for (const knowledge::CudaImage& image : asked.knowledge.cuda_images) {
        if (image.state != knowledge::TagState::seen) {
            last = std::max(last, image.cuda);
            newest = image.cuda.cut(2) == tag.cuda.cut(2) ? std::max(newest, image.cuda) : newest;
        }
    }
    const auto* ends_with = knowledge::toolkit(asked.knowledge, last);
    const auto* own = newest.known() ? knowledge::toolkit(asked.knowledge, newest) : nullptr;
    const auto end = ends_with != nullptr ? months_of(ends_with->released) : std::nullopt;
    const auto begin = own != nullptr ? months_of(own->released) : std::nullopt;
    constexpr std::uint32_t year = 12;
    return end && begin && *end <= *begin + year &&
           (newest < tag.cuda || is_newer_distribution(asked, tag.distribution));
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

constexpr std::string_view pull_fails = "and then this build stops (\"manifest unknown\")";
constexpr std::string_view pull_has_failed = "so this build stops here (\"manifest unknown\")";

/// `: take 12.8.1-runtime-ubuntu22.04 with the same CUDA 12.8`; "" if no table has such a tag.
std::string same_cuda(const Case& asked, const CudaTag& tag, const ImageState& state) {
    constexpr std::array<std::string_view, 3> parts{"devel", "runtime", "base"};
    const auto part = std::ranges::find_if(parts, [&](std::string_view one) { return tag.has(one); });
    if (tag.has("tensorrt") || part == parts.end()) {
        return {};
    }
    const CudaWish wish{.cuda = tag.cuda,
                        .same_minor = true,
                        .part = *part,
                        .cudnn = tag.has("cudnn") ? state.cuda.cudnn.major() : 0,
                        .distribution = tag.distribution,
                        .or_newer_ubuntu = true};
    const std::string found = nearest_cuda_tag(asked.knowledge, wish);
    if (found.empty()) {
        return {};
    }
    const bool newer = !found.ends_with(tag.distribution);
    return ": take " + found + " with the same CUDA " + to_string(tag.cuda.cut(2)) +
           (!newer                                         ? ""
            : has_ended(asked.knowledge, tag.distribution) ? " on a newer Ubuntu, as this one has ended, too"
                                                           : " on a newer Ubuntu");
}

void of_cuda(const Case& asked, Reasons& reasons, const ImageState& state) {
    const std::string text(tag_of(state));
    const auto tag = cuda_tag(text);
    const Place place = state.base_place;
    const knowledge::Fact policy = principle(asked, "support-policy");
    if (!tag) {
        if (text == "latest") {
            gone(reasons, place,
                 "nvidia/cuda has no tag 'latest' any more, " + std::string(pull_has_failed) +
                     ": give a whole one, such as 12.8.1-base-ubuntu24.04",
                 policy);
        }
        return;
    }
    if (state.cuda_tag == nullptr) {
        if (is_beyond_lists(asked, tag->cuda) || may_have_come_since(asked, *tag)) {
            reasons.add(Cause::base_tag_gone, Weight::unknown, place,
                        "'" + text + "' is newer than the lists of tags, so whether it exists is not known",
                        policy);
            return;
        }
        gone(reasons, place,
             "nvidia/cuda has no tag '" + text + "', " + std::string(pull_has_failed) +
                 same_cuda(asked, *tag, state),
             policy);
        return;
    }
    switch (state.cuda_tag->state) {
    case knowledge::TagState::gone:
        gone(reasons, place,
             "NVIDIA has deleted '" + text + "', " + std::string(pull_has_failed) +
                 same_cuda(asked, *tag, state),
             state.cuda_tag->fact);
        break;
    case knowledge::TagState::listed:
        reasons.add(Cause::base_tag_gone, Weight::note, place,
                    "NVIDIA no longer updates '" + text + "' and may delete it, " + std::string(pull_fails) +
                        same_cuda(asked, *tag, state),
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
        if (is_on_cuda_image(*state)) {
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
