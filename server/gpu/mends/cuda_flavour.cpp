#include "gpu/cuda_tags.hpp"
#include "gpu/repair/mend.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// The nearest CUDA that comes with this cuDNN, where the image's own comes with another one: 12.3.2 in
/// place of 12.1.0 for cuDNN 9.
void nearest_with_cudnn(const Ailing& ailing, Offers& offers) {
    const ImageState& state = ailing.state;
    if (state.distribution == nullptr || !state.cuda.cuda.known()) {
        return;
    }
    for (const std::uint32_t cudnn : {9U, 8U}) {
        const std::string tag = nearest_cuda_tag(
            ailing.knowledge, {.cuda = state.cuda.cuda,
                               .part = state.cuda.has_nvcc() ? std::string_view("devel") : "runtime",
                               .cudnn = cudnn,
                               .distribution = state.distribution->name});
        const std::string image = with_cuda_tag(state, tag);
        const std::string title = "Build on " + image;
        const bool offered =
            std::ranges::any_of(offers.all(), [&](const Offer& other) { return other.title == title; });
        if (const auto edit = image.empty() || offered ? std::nullopt : with_base(ailing, image)) {
            offers.add(title, {*edit});
        }
    }
}

/// The other flavour of the same image: devel for nvcc, runtime for the libraries, with cuDNN.
void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const bool compiler = cause == Cause::needs_devel_image || cause == Cause::cpu_only_wheel ||
                          cause == Cause::compiler_missing;
    const bool library = cause == Cause::library_missing;
    const std::string_view base = ailing.state.base;
    if (!compiler && !library) {
        return;
    }
    struct Change {
        std::string_view from;
        std::string_view to;
    };
    constexpr std::array<Change, 2> to_devel{{{"-runtime", "-devel"}, {"-base", "-devel"}}};
    constexpr std::array<Change, 5> to_libraries{{{"-base-", "-runtime-"},
                                                  {"-base-", "-cudnn-runtime-"},
                                                  {"-base-", "-cudnn8-runtime-"},
                                                  {"-runtime-", "-cudnn-runtime-"},
                                                  {"-runtime-", "-cudnn8-runtime-"}}};
    const auto changes = compiler ? std::span<const Change>(to_devel) : std::span<const Change>(to_libraries);
    for (const Change& change : changes) {
        const auto at = base.rfind(change.from);
        const bool doubled = change.to.contains("cudnn") && base.contains("cudnn");
        if (at == std::string_view::npos || doubled) {
            continue;
        }
        std::string changed(base);
        changed.replace(at, change.from.size(), change.to);
        if (const auto edit = with_base(ailing, changed)) {
            offers.add("Build on " + changed, {*edit});
        }
    }
    if (library) {
        nearest_with_cudnn(ailing, offers);
    }
}

} // namespace

extern constexpr Mend cuda_flavour{.name = "cuda_flavour", .rank = 2, .offer = offer};

} // namespace dockwright::gpu::mends
