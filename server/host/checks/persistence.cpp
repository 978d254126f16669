#include "host/check.hpp"
#include "host/repairs.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-answers"};

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (facts.wsl) {
        return skipped("Under WSL Windows looks after the driver");
    }
    const auto off = std::ranges::find(facts.nvidia.gpus, std::optional(false), &Gpu::persistence);
    if (off == facts.nvidia.gpus.end()) {
        return facts.nvidia.gpus.empty() || !facts.nvidia.gpus.front().persistence
                   ? unknown("Whether persistence mode is on could not be seen")
                   : ok("Persistence mode is on");
    }
    Repair on;
    on.title = "To change that: let the driver stay ready";
    on.commands = {as_root(facts, "systemctl enable --now nvidia-persistenced")};
    on.explanation = "Where there is no such service: nvidia-smi -pm 1, anew after each start";
    Finding out = ok("Persistence mode is off: the first program on an idle GPU starts some seconds later");
    out.repairs = {std::move(on)};
    return out;
}

} // namespace

extern constexpr Check persistence{
    .id = "persistence", .title = "Driver stays ready", .place = 430, .needs = needs, .run = run};

} // namespace dockwright::host::checks
