#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::mends {
namespace {

/// Two packages that are one module: the one for CPUs goes.
void offer(const Ailing& ailing, Offers& offers) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::cpu_only_wheel || command == nullptr ||
        ailing.state.find("onnxruntime-gpu") == nullptr) {
        return;
    }
    const model::Package* word = package_of(ailing.document, *command, "onnxruntime");
    if (word == nullptr || word->span != ailing.reason.place.span) {
        return;
    }
    if (ailing.document.packages().of(*command).size() > 1) {
        if (const auto edit = without_word(ailing.document, *command, *word)) {
            offers.add("Leave onnxruntime out: onnxruntime-gpu is there", {*edit});
        }
    }
}

} // namespace

extern constexpr Mend shadowing_package{.name = "shadowing_package", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
