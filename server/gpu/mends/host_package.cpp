#include "gpu/image/system_packages.hpp"
#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// Takes the packages of the driver out of an installation.
void offer(const Ailing& ailing, Offers& offers) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::driver_in_image || command == nullptr) {
        return;
    }
    const auto words = ailing.document.packages().of(*command);
    std::vector<TextEdit> edits;
    for (const model::Package& word : words) {
        const auto edit =
            belongs_on_host(word.name) ? without_word(ailing.document, *command, word) : std::nullopt;
        if (edit) {
            edits.push_back(*edit);
        }
    }
    if (!edits.empty() && edits.size() < words.size()) {
        offers.add("Leave the driver out: the machine gives its own to the container", std::move(edits));
    } else if (const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
               run != nullptr && edits.size() == words.size()) {
        offers.add("Leave the driver out: the machine gives its own to the container",
                   {without(ailing.document, *run)});
    }
}

} // namespace

extern constexpr Mend host_package{.name = "host_package", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
