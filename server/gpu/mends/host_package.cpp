#include "gpu/mend.hpp"
#include "gpu/system_packages.hpp"
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
    const auto arguments =
        ailing.document.commands().arguments_of(ailing.document.commands().all[command->command]);
    std::vector<TextEdit> edits;
    for (const model::Package& word : words) {
        if (!belongs_on_host(word.name)) {
            continue;
        }
        const auto here = std::ranges::find(arguments, word.span, &model::Argument::span);
        if (here != arguments.end() && here != arguments.begin()) {
            edits.push_back({{std::prev(here)->span.end, word.span.end}, ""});
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
