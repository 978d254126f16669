#include "gpu/image/base_image.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// The image's repository as written, with another tag.
void add(const Ailing& ailing, Offers& offers, std::string_view tag) {
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    std::string reference(ailing.state.base);
    reference.resize(reference.size() - (parts.tag.empty() ? 0 : parts.tag.size() + 1));
    reference += ":" + std::string(tag);
    if (const auto edit = with_base(ailing, reference)) {
        offers.add("Build on " + reference, {*edit});
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

/// What nvcc or CMake is told to compile for.
bool is_about_compiling(const Ailing& ailing) {
    return ailing.reason.cause == Cause::nvcc_arch_unsupported ||
           std::ranges::any_of(ailing.document.commands().all, [&](const model::Command& command) {
               return (command.name == "nvcc" || command.name == "cmake") &&
                      command.span.covers(ailing.reason.place.span);
           });
}

/// Its compiler knows the machines' GPUs, where something is compiled for them.
bool compiles_for(const Ailing& ailing, const Version& cuda) {
    if (!is_about_compiling(ailing)) {
        return true;
    }
    ImageState state = ailing.state;
    state.cuda.cuda = cuda;
    const Ailing there{.document = ailing.document,
                       .surroundings = ailing.surroundings,
                       .knowledge = ailing.knowledge,
                       .state = state,
                       .reason = ailing.reason,
                       .hosts = ailing.hosts};
    return !compile_targets(there).empty() || ailing.hosts.front() == nullptr;
}

/// The images of CUDA that suit the machines, the smaller change first: the same minor version, the
/// nearest newer one where the tag is gone or its compiler too old, then those that the drivers carry
/// natively, then the others.
std::vector<const knowledge::CudaImage*> fitting_images(const Ailing& ailing,
                                                        const std::optional<CudaTag>& tag) {
    std::vector<const knowledge::CudaImage*> same;
    std::vector<const knowledge::CudaImage*> above;
    std::vector<const knowledge::CudaImage*> native;
    std::vector<const knowledge::CudaImage*> others;
    for (const knowledge::CudaImage& image : ailing.knowledge.cuda_images) {
        const bool near = tag && image.cuda.cut(2) == tag->cuda.cut(2);
        const bool alive = image.state == knowledge::TagState::active ||
                           (near && image.state == knowledge::TagState::listed);
        if (!alive || !suits_driver(ailing, image.cuda) || !compiles_for(ailing, image.cuda)) {
            continue;
        }
        const bool carried = carried_natively(ailing, image.cuda);
        (near ? same : carried ? native : others).push_back(&image);
        if (carried && tag && !near && tag->cuda < image.cuda) {
            above.push_back(&image);
        }
    }
    const bool gone = ailing.reason.cause == Cause::base_tag_gone;
    const bool nearest = is_about_compiling(ailing) || gone;
    std::ranges::reverse(above);
    if (gone) { // of each major version the last one, which lives longest
        std::erase_if(above, [all = above](const knowledge::CudaImage* one) {
            return std::ranges::any_of(all, [&](const knowledge::CudaImage* other) {
                return other->cuda.major() == one->cuda.major() && one->cuda < other->cuda;
            });
        });
    }
    for (const auto* part : {&above, &native, &others}) {
        if (part != &above || nearest) {
            same.insert(same.end(), part->begin(), part->end());
        }
    }
    return same;
}

/// The distribution as it is, else another one that has the same package manager, a newer one first.
std::string_view distribution_in(const knowledge::CudaImage& image, std::string_view wanted) {
    const auto has = [&](std::string_view name) {
        return std::ranges::find(image.distributions, name) != image.distributions.end();
    };
    if (has(wanted) || !wanted.starts_with("ubuntu")) {
        return has(wanted) ? wanted : std::string_view();
    }
    constexpr std::array<std::string_view, 4> newer{"ubuntu20.04", "ubuntu22.04", "ubuntu24.04",
                                                    "ubuntu26.04"};
    for (const std::string_view other : newer) {
        if (other > wanted && has(other)) {
            return other;
        }
    }
    for (auto older = newer.rbegin(); older != newer.rend(); ++older) {
        if (*older < wanted && has(*older)) {
            return *older;
        }
    }
    return {};
}

void cuda_tags(const Ailing& ailing, Offers& offers) {
    constexpr std::size_t most = 8;
    const auto tag = cuda_tag(model::split_reference(ailing.state.base).tag);
    const std::string flavour = tag && !tag->flavour.empty() ? tag->flavour : std::string("base");
    const std::string_view wanted =
        tag && !tag->distribution.empty() ? tag->distribution : std::string_view("ubuntu22.04");
    for (const knowledge::CudaImage* image : fitting_images(ailing, tag)) {
        const std::string_view distribution = distribution_in(*image, wanted);
        const std::string_view part = flavour_in(*image, flavour);
        const bool elsewhere = distribution != wanted &&
                               knowledge::cuda_image(ailing.knowledge, image->cuda, part, wanted) != nullptr;
        if (!distribution.empty() && !part.empty() && !elsewhere && offers.all().size() < most) {
            add(ailing, offers,
                to_string(image->cuda) + "-" + std::string(part) + "-" + std::string(distribution));
        }
    }
}

/// What an image holds runs on the machines' GPUs.
bool suits_packages(const Ailing& ailing, const knowledge::ImageTag& tag) {
    return std::ranges::all_of(tag.packages, [&](const knowledge::Bundled& bundled) {
        const auto version = Version::parse(bundled.version);
        const auto* release =
            version ? knowledge::release(ailing.knowledge, bundled.package, *version) : nullptr;
        const auto* variant = release != nullptr ? knowledge::variant(*release, bundled.variant) : nullptr;
        return variant == nullptr || !variant->cuda.known() || suits(ailing, *variant);
    });
}

/// Tags of the same repository and flavour whose CUDA these machines' drivers carry: those with the
/// same version of the framework first.
void other_tags(const Ailing& ailing, Offers& offers) {
    const model::ReferenceParts parts = model::split_reference(ailing.state.base);
    const auto ending = [](std::string_view tag) {
        const auto dash = tag.rfind('-');
        return dash == std::string_view::npos ? std::string_view() : tag.substr(dash);
    };
    const std::string_view first = parts.tag.substr(0, parts.tag.find('-'));
    // PyTorch's `latest` is a runtime image.
    const bool latest = (parts.tag.empty() || parts.tag == "latest") &&
                        ailing.state.family->repositories.front() == "pytorch/pytorch";
    const std::string_view wanted = latest ? std::string_view("-runtime") : ending(parts.tag);
    std::size_t offered = 0;
    for (const bool same_framework : {true, false}) {
        if (!same_framework && ailing.reason.weight == Weight::caveat) {
            return; // too much for what runs
        }
        for (const knowledge::ImageTag& tag : ailing.knowledge.image_tags) {
            const bool same = tag.tag.substr(0, tag.tag.find('-')) == first;
            const bool other = tag.repository == ailing.state.family->tag_repository() &&
                               !tag.tag.contains('*') && tag.tag != parts.tag;
            if (other && same == same_framework && ending(tag.tag) == wanted && offered < 8 &&
                (!tag.cuda.known() || suits_driver(ailing, tag.cuda)) && suits_packages(ailing, tag)) {
                ++offered;
                add(ailing, offers, tag.tag);
            }
        }
    }
}

/// Tags that differ in one word: with a GPU, for another CUDA.
void tag_words(const Ailing& ailing, Offers& offers) {
    const std::string_view repository = ailing.state.family->repositories.front();
    const std::string tag(model::split_reference(ailing.state.base).tag);
    if (repository == "tensorflow/tensorflow" && tag.find("gpu") == std::string::npos) {
        const auto jupyter = tag.find("-jupyter");
        add(ailing, offers, std::string(tag).insert(std::min(jupyter, tag.size()), "-gpu"));
    }
    if (repository.contains("jupyter") && repository.contains("notebook")) {
        if (tag.starts_with("cuda13-")) {
            add(ailing, offers, "cuda12-" + tag.substr(7));
        } else if (!tag.starts_with("cuda") && ailing.reason.cause == Cause::cpu_only_wheel) {
            add(ailing, offers, "cuda12-" + (tag.empty() ? std::string("latest") : tag));
        }
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 6> anywhere{Cause::compat_package_refused, Cause::library_missing,
                                            Cause::cudnn_mismatch,         Cause::glibc_too_old,
                                            Cause::library_conflict,       Cause::repository_key_rotated};
    constexpr std::array<Cause, 7> of_others{
        Cause::gpu_not_requested,  Cause::toolkit_missing,  Cause::gpu_hidden,   Cause::wrong_platform,
        Cause::driver_dropped_gpu, Cause::memory_too_small, Cause::shared_memory};
    const Cause cause = ailing.reason.cause;
    const ImageState& state = ailing.state;
    const auto is_in = [&](std::span<const Cause> list) {
        return std::ranges::find(list, cause) != list.end();
    };
    const bool about_compiler =
        cause == Cause::wheel_cuda_mismatch || cause == Cause::ptx_too_new || is_about_compiling(ailing);
    const bool about_base =
        ailing.reason.place.span == state.base_place.span || is_in(anywhere) || about_compiler;
    const bool not_known = cause == Cause::base_tag_gone && ailing.reason.weight == Weight::unknown;
    if (!about_base || is_in(of_others) || state.family == nullptr || state.mirrored || not_known) {
        return;
    }
    const std::string_view repository = state.family->repositories.front();
    if (repository == "nvidia/cuda") {
        cuda_tags(ailing, offers);
    } else if (repository != "python" && repository != "ubuntu" && repository != "debian") {
        tag_words(ailing, offers);
        other_tags(ailing, offers);
    }
}

} // namespace

extern constexpr Mend base_tag_choice{.name = "base_tag_choice", .rank = 3, .offer = offer};

} // namespace dockwright::gpu::mends
