#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// Puts the Python that has the packages in front of the others.
void offer(const Ailing& ailing, Offers& offers) {
    const model::Instruction* instruction = instruction_at(ailing.document, ailing.reason.place.span);
    const bool starts = instruction != nullptr && (instruction->keyword == syntax::Keyword::cmd ||
                                                   instruction->keyword == syntax::Keyword::entrypoint);
    if (ailing.reason.cause != Cause::wrong_environment || !starts) {
        return;
    }
    for (const Installed& one : ailing.state.installed) {
        const PythonHome& home = ailing.state.homes[one.home];
        if (one.variant == nullptr || !one.variant->cuda.known() || home.prefix.empty() ||
            home.prefix.starts_with("python")) {
            continue;
        }
        const bool named = !home.prefix.starts_with('/');
        const std::string prefix = named ? "/opt/conda/envs/" + home.prefix : home.prefix;
        offers.add("Put " + prefix + "/bin in front on PATH",
                   {line_before(*instruction, "ENV PATH=" + prefix + "/bin:$PATH")});
        return;
    }
}

} // namespace

extern constexpr Mend python_on_path{.name = "python_on_path", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
