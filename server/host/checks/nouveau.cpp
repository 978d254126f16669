#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-installed"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.module.nouveau) {
        return unknown("Whether nouveau is loaded could not be seen");
    }
    if (!*facts.module.nouveau) {
        return ok("nouveau is not loaded");
    }
    Repair block =
        from_recipe(facts, knowledge, "block-nouveau", "Keep nouveau from being loaded", Disturbs::machine);
    const std::string file = "/etc/modprobe.d/dockwright-nouveau.conf";
    block.files = {{"dockwright-nouveau.conf", "blacklist nouveau\noptions nouveau modeset=0\n"}};
    block.commands.insert(block.commands.begin(),
                          as_root(facts, "install -m 644 dockwright-nouveau.conf " + file));
    return {.status = Status::failure,
            .found = "nouveau, the free driver that comes with Linux, holds the GPU",
            .needed = "NVIDIA's driver alone",
            .why = "Only one driver can have the GPU, and nouveau has no CUDA",
            .repairs = {std::move(block)}};
}

} // namespace

extern constexpr Check nouveau{
    .id = "nouveau", .title = "nouveau is out of the way", .place = 310, .needs = needs, .run = run};

} // namespace dockwright::host::checks
