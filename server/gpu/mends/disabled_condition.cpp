#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The image's condition about the driver is stricter than what CUDA needs. Tried behind the images
/// whose condition is met.
void offer(const Ailing& ailing, Offers& offers) {
    if (ailing.reason.cause != Cause::require_cuda_unsatisfied) {
        return;
    }
    const Span place = ailing.reason.place.span;
    const model::Instruction* instruction = instruction_at(ailing.document, place);
    if (instruction == nullptr) {
        return;
    }
    if (instruction->keyword == syntax::Keyword::env && ailing.document.words(*instruction).size() <= 2) {
        offers.add("Take the image's own condition about the driver out",
                   {without(ailing.document, *instruction)});
    }
    offers.add("Switch the image's own condition about the driver off (NVIDIA_DISABLE_REQUIRE)",
               {line_behind(ailing.document, *instruction, "ENV NVIDIA_DISABLE_REQUIRE=1")});
}

} // namespace

extern constexpr Mend disabled_condition{.name = "disabled_condition", .rank = 5, .offer = offer};

} // namespace dockwright::gpu::mends
