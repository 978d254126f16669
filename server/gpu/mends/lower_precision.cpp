#include "gpu/repair/mend.hpp"

namespace dockwright::gpu::mends {
namespace {

/// vLLM's other type of two bytes, which every GPU that it runs on computes with.
void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::string_view name = "bfloat16";
    const Span place = ailing.reason.place.span;
    const std::string_view written = place.of(ailing.document.text());
    const auto at = written.find(name);
    if (ailing.reason.cause != Cause::feature_needs_newer_gpu || at == std::string_view::npos) {
        return;
    }
    const Offset begin = place.begin + at;
    offers.add("Compute with half in place of bfloat16", {{{begin, begin + name.size()}, "half"}});
}

} // namespace

extern constexpr Mend lower_precision{.name = "lower_precision", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
