#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// Takes a `--platform` out of a FROM that is not the machine's: the build then takes the machine's own.
void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    if (cause != Cause::wrong_platform && cause != Cause::base_platform_missing) {
        return;
    }
    std::vector<TextEdit> edits;
    std::string_view platform;
    const std::string_view text = ailing.document.text();
    for (const model::Stage& stage : ailing.document.stages()) {
        const model::Instruction& from = ailing.document.instructions()[stage.from];
        for (const syntax::Flag& flag : ailing.document.flags(from)) {
            const auto end = text.find_first_not_of(" \t", flag.span.end.index());
            const bool fixed = flag.name == "platform" && !flag.value.contains('$');
            if (fixed && (platform.empty() || flag.value == platform) && end != std::string_view::npos) {
                platform = flag.value;
                edits.push_back({{flag.span.begin, offset(end)}, ""});
            }
        }
    }
    if (!edits.empty()) {
        offers.add("Build for the platform of the machine, not for " + std::string(platform),
                   std::move(edits));
    }
}

} // namespace

extern constexpr Mend fixed_platform{.name = "fixed_platform", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
