#include "ide/image_tags.hpp"
#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::ide {
namespace {

using knowledge::CudaImage;
using knowledge::Knowledge;
using knowledge::TagState;

constexpr std::string_view cuda_repository = "nvidia/cuda";

bool is_living(TagState state) {
    return state == TagState::active || state == TagState::seen;
}

KnownTag cuda_tag(const CudaImage& image, std::string_view flavour, std::string_view distribution) {
    std::string text = to_string(image.cuda) + "-" + std::string(flavour) + "-" + std::string(distribution);
    return {.text = std::move(text),
            .state = image.state,
            .cuda = image.cuda,
            .cudnn = flavour.contains("cudnn") ? image.cudnn : knowledge::Version(),
            .python = {},
            .distribution = distribution,
            .packages = {}};
}

std::vector<KnownTag> cuda_tags(const Knowledge& knowledge) {
    std::vector<KnownTag> out;
    for (const CudaImage& image : knowledge.cuda_images) {
        if (image.state == TagState::gone) {
            continue;
        }
        for (const std::string_view distribution : image.distributions) {
            for (const std::string_view flavour : image.flavours) {
                out.push_back(cuda_tag(image, flavour, distribution));
            }
        }
    }
    // What most people build on stands first among equals.
    const auto rare = [](const KnownTag& tag) { return !tag.distribution.starts_with("ubuntu"); };
    std::ranges::sort(out, [&](const KnownTag& a, const KnownTag& b) {
        return std::tuple(!is_living(a.state), b.cuda, rare(a), b.distribution, a.text) <
               std::tuple(!is_living(b.state), a.cuda, rare(b), a.distribution, b.text);
    });
    return out;
}

/// `cudnn8-devel` and `cudnn-devel` are one thing to whoever looks for a newer one.
std::string without_numbers(std::string_view flavour) {
    std::string out(flavour);
    std::erase_if(out, [](char c) { return c >= '0' && c <= '9'; });
    return out;
}

std::uint32_t apart(std::uint32_t a, std::uint32_t b) {
    return a < b ? b - a : a - b;
}

} // namespace

std::vector<KnownTag> known_tags(const Knowledge& knowledge, std::string_view repository) {
    const knowledge::ImageFamily* family = knowledge::image_family(knowledge, repository);
    if (family == nullptr) {
        return {};
    }
    if (family->repositories.front() == cuda_repository) {
        return cuda_tags(knowledge);
    }
    std::vector<KnownTag> out;
    for (const knowledge::ImageTag& tag : knowledge.image_tags) {
        if (tag.repository != family->tag_repository() || tag.tag.contains('*')) {
            continue;
        }
        out.push_back({.text = std::string(tag.tag),
                       .cuda = tag.cuda,
                       .cudnn = tag.cudnn,
                       .python = tag.python,
                       .distribution = tag.distribution,
                       .packages = tag.packages});
    }
    return out;
}

std::vector<std::string> living_cuda_tags(const Knowledge& knowledge, std::string_view tag) {
    const auto wanted = gpu::cuda_tag(tag);
    if (!wanted) {
        return {};
    }
    const std::string flavour = without_numbers(wanted->flavour);
    std::vector<KnownTag> near = cuda_tags(knowledge);
    std::erase_if(near, [&](const KnownTag& one) {
        const auto parts = gpu::cuda_tag(one.text);
        return !is_living(one.state) || !parts || without_numbers(parts->flavour) != flavour;
    });
    const auto far = [&](const KnownTag& one) {
        return std::tuple(one.distribution != wanted->distribution,
                          apart(one.cuda.major(), wanted->cuda.major()),
                          apart(one.cuda.minor(), wanted->cuda.minor()));
    };
    std::ranges::sort(near, [&](const KnownTag& a, const KnownTag& b) {
        return std::tuple(far(a), b.cuda, b.text) < std::tuple(far(b), a.cuda, a.text);
    });
    std::vector<std::string> out;
    for (std::size_t i = 0; i < near.size() && out.size() < 3; ++i) {
        if (i == 0 || near[i].cuda.cut(2) != near[i - 1].cuda.cut(2)) {
            out.push_back(near[i].text);
        }
    }
    return out;
}

} // namespace dockwright::ide
