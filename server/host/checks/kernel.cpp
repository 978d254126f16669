#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

using knowledge::Version;

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const std::string& text = facts.kernel.empty() ? facts.engine.kernel : facts.kernel;
    const Version kernel = version_of(text);
    if (!kernel.known()) {
        return unknown("The version of the Linux kernel could not be seen");
    }
    if (kernel > Version::of("3.10")) {
        return ok(message("Linux {}", {printable(text)}));
    }
    return {.status = Status::failure,
            .found = message("Linux {}", {printable(text)}),
            .needed = "A kernel newer than 3.10 (NVIDIA's guides up to toolkit 1.13)",
            .why = "Containers need parts of the kernel that this one does not have",
            .repairs = {},
            .no_repair = "A newer kernel comes with a newer release of the distribution; ask who keeps the "
                         "machine",
            .fact = fact_of(knowledge, "toolkit-min-driver")};
}

} // namespace

extern constexpr Check kernel{.id = "kernel", .title = "Kernel", .place = 20, .run = run};

} // namespace dockwright::host::checks
