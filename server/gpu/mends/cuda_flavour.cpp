#include "gpu/mend.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// The other flavour of the same image: devel for nvcc, runtime for the libraries, with cuDNN.
void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const bool compiler = cause == Cause::needs_devel_image || cause == Cause::cpu_only_wheel ||
                          cause == Cause::compiler_missing;
    const bool library = cause == Cause::library_missing;
    const Span image = ailing.state.base_place.span;
    const std::string_view written = image.of(ailing.document.text());
    if ((!compiler && !library) || written.contains('$') || written.contains('@')) {
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
        const auto at = written.rfind(change.from);
        const bool doubled = change.to.contains("cudnn") && written.contains("cudnn");
        if (at == std::string_view::npos || doubled) {
            continue;
        }
        std::string changed(written);
        changed.replace(at, change.from.size(), change.to);
        offers.add("Build on " + changed, {{image, changed}});
    }
}

} // namespace

extern constexpr Mend cuda_flavour{.name = "cuda_flavour", .rank = 2, .offer = offer};

} // namespace dockwright::gpu::mends
