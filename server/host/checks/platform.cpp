#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_ways.hpp"

namespace dockwright::host::checks {
namespace {

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    const std::string& machine = facts.architecture.empty() ? facts.engine.architecture : facts.architecture;
    if (machine.empty()) {
        return unknown("The machine's processor could not be seen");
    }
    if (machine == "x86_64" || machine == "amd64") {
        return ok("Linux on x86-64");
    }
    const bool arm = machine == "aarch64" || machine == "arm64";
    if (arm && is_jetson(facts)) {
        return warning(
            "NVIDIA Jetson: an arm64 machine with a GPU of its own kind",
            "Only images made for Jetson (L4T) run here, and they are started with --runtime=nvidia");
    }
    if (arm) {
        return warning("Linux on arm64",
                       "Images for amd64, which most are, don't run here; take those that name linux/arm64");
    }
    return {.status = Status::failure,
            .found = message("The machine's processor is {}", {printable(machine)}),
            .needed = "x86-64, or arm64",
            .why = "NVIDIA's CUDA images and its Container Toolkit are made for these alone",
            .no_repair = "A processor can't be exchanged: use another machine"};
}

} // namespace

extern constexpr Check platform{.id = "platform", .title = "Platform", .place = 10, .run = run};

} // namespace dockwright::host::checks
