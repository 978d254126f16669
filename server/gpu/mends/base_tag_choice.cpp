#include "gpu/base_image.hpp"
#include "gpu/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The tag's text in the FROM, if it is written there as it is.
std::optional<Span> tag_span(const Ailing& ailing) {
    const Span image = ailing.state.base_place.span;
    const std::string_view written = image.of(ailing.document.text());
    const model::ReferenceParts parts = model::split_reference(written);
    if (written.contains('$') || written.contains('@')) {
        return std::nullopt;
    }
    if (parts.tag.empty()) {
        return Span{image.end, image.end};
    }
    return Span{image.end - parts.tag.size(), image.end};
}

void add(const Ailing& ailing, Offers& offers, const std::string& tag, std::string_view what) {
    if (const auto span = tag_span(ailing)) {
        const std::string text = span->empty() ? ":" + tag : tag;
        if (span->of(ailing.document.text()) != text) {
            offers.add("Build on " + std::string(what) + ":" + tag, {{*span, text}});
        }
    }
}

/// The flavour as this version of CUDA names it: `cudnn8-runtime` became `cudnn-runtime`.
std::string_view flavour_in(const knowledge::CudaImage& image, std::string_view flavour) {
    for (const std::string_view candidate : image.flavours) {
        const bool cudnn = flavour.contains("cudnn") == candidate.contains("cudnn");
        const auto end = flavour.rfind('-');
        const std::string_view part = end == std::string_view::npos ? flavour : flavour.substr(end + 1);
        if (cudnn && candidate.ends_with(part) && !candidate.contains("tensorrt")) {
            return candidate;
        }
    }
    return {};
}

void cuda_tags(const Ailing& ailing, Offers& offers) {
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    const auto tag = cuda_tag(parts.tag);
    const std::string flavour = tag && !tag->flavour.empty() ? tag->flavour : std::string("base");
    const std::string_view distribution =
        tag && !tag->distribution.empty() ? tag->distribution : std::string_view("ubuntu22.04");
    std::vector<const knowledge::CudaImage*> fitting;
    for (const bool same_minor : {true, false}) {
        for (const knowledge::CudaImage& image : ailing.knowledge.cuda_images) {
            const bool near = tag && image.cuda.cut(2) == tag->cuda.cut(2);
            const bool alive = image.state == knowledge::TagState::active;
            if (near == same_minor && (alive || (near && image.state == knowledge::TagState::listed)) &&
                suits_driver(ailing, image.cuda)) {
                fitting.push_back(&image);
            }
        }
    }
    std::size_t offered = 0;
    const auto add_with = [&](const knowledge::CudaImage& image, std::string_view wanted) {
        const bool has = std::ranges::find(image.distributions, wanted) != image.distributions.end();
        const std::string_view part = flavour_in(image, flavour);
        if (has && !part.empty() && offered < 8) {
            ++offered;
            const std::string name =
                (ailing.state.base.starts_with("nvcr.io") ? "nvcr.io/nvidia/cuda" : "nvidia/cuda");
            add(ailing, offers, to_string(image.cuda) + "-" + std::string(part) + "-" + std::string(wanted),
                name);
        }
    };
    for (const knowledge::CudaImage* image : fitting) {
        add_with(*image, distribution);
    }
    for (const std::string_view other : {"ubuntu20.04", "ubuntu22.04", "ubuntu24.04"}) {
        for (const knowledge::CudaImage* image : fitting) {
            if (other > distribution) {
                add_with(*image, other);
            }
        }
    }
}

/// Tags of the same repository and flavour whose CUDA these machines' drivers carry.
void other_tags(const Ailing& ailing, Offers& offers) {
    const knowledge::ImageFamily* family = ailing.state.family;
    if (family == nullptr) {
        return;
    }
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    const auto ending = [](std::string_view tag) {
        const auto dash = tag.rfind('-');
        return dash == std::string_view::npos ? std::string_view() : tag.substr(dash);
    };
    const std::string_view first = parts.tag.substr(0, parts.tag.find('-'));
    std::size_t offered = 0;
    for (const bool same_framework : {true, false}) {
        for (const knowledge::ImageTag& tag : ailing.knowledge.image_tags) {
            const bool same = tag.tag.substr(0, tag.tag.find('-')) == first;
            if (tag.repository != family->repositories.front() || tag.tag.contains('*') ||
                tag.tag == parts.tag || same != same_framework || ending(tag.tag) != ending(parts.tag) ||
                offered >= 8) {
                continue;
            }
            const bool carried = !tag.cuda.known() || suits_driver(ailing, tag.cuda);
            if (carried) {
                ++offered;
                add(ailing, offers, std::string(tag.tag), family->repositories.front());
            }
        }
    }
}

/// A newer or older Python for packages that this one does not suit.
void pythons(const Ailing& ailing, Offers& offers) {
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    const Version& python = ailing.state.homes.front().python;
    const std::string number = python.known() ? to_string(python.cut(2)) : std::string();
    if (!parts.tag.starts_with(number) || number.empty()) {
        return;
    }
    std::string_view rest = parts.tag.substr(number.size());
    if (rest.starts_with('.')) {
        const auto dash = rest.find('-');
        rest = dash == std::string_view::npos ? std::string_view() : rest.substr(dash);
    }
    for (const std::string_view other : {"3.12", "3.11", "3.10", "3.9", "3.8"}) {
        if (other != number) {
            add(ailing, offers, std::string(other) + std::string(rest), "python");
        }
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const ImageState& state = ailing.state;
    const std::string_view repository =
        state.family != nullptr ? state.family->repositories.front() : std::string_view();
    const Cause cause = ailing.reason.cause;
    const bool about_python =
        cause == Cause::wheel_absent || cause == Cause::python_mismatch || cause == Cause::glibc_too_old;
    if (repository == "python" && about_python) {
        pythons(ailing, offers);
    }
    const bool about_base = ailing.reason.place.span == state.base_place.span ||
                            cause == Cause::compat_package_refused || cause == Cause::library_missing ||
                            cause == Cause::cudnn_mismatch || cause == Cause::glibc_too_old ||
                            cause == Cause::library_conflict || cause == Cause::repository_key_rotated ||
                            cause == Cause::wheel_cuda_mismatch;
    if (!about_base) {
        return;
    }
    if (repository == "nvidia/cuda") {
        cuda_tags(ailing, offers);
    } else if (repository != "python") {
        other_tags(ailing, offers);
    }
}

} // namespace

extern constexpr Mend base_tag_choice{.name = "base_tag_choice", .rank = 3, .offer = offer};

} // namespace dockwright::gpu::mends
