#include "gpu/mend.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::mends {
namespace {

void offer(const Ailing& ailing, Offers& offers) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::numpy_abi || command == nullptr) {
        return;
    }
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        if (knowledge::normalized(package.name) == "numpy") {
            offers.add("Install numpy 1", {{package.span, "\"numpy<2\""}});
            return;
        }
    }
    const Span place = ailing.reason.place.span;
    offers.add("Install numpy 1 with it", {{{place.end, place.end}, " \"numpy<2\""}});
}

} // namespace

extern constexpr Mend numpy_limit{.name = "numpy_limit", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
