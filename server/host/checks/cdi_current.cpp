#include "base/message.hpp"
#include "host/check.hpp"
#include "host/gpu_request_way.hpp"
#include "host/gpu_ways.hpp"
#include "host/repairs.hpp"
#include <algorithm>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-loaded", "toolkit-installed"};

/// The engine looks for specifications and says which devices it found (/info has them since API 1.50):
/// none of NVIDIA.
bool engine_finds_none(const EngineFacts& engine) {
    const auto api = knowledge::Version::parse(engine.api);
    const bool says = api && *api >= knowledge::Version::of("1.50") && !engine.cdi_folders.empty();
    return says && !engine.podman && std::ranges::none_of(engine.cdi_devices, [](const std::string& device) {
               return device.starts_with("nvidia.com/");
           });
}

/// Whether a container with a GPU can't start so. --gpus falls back to the toolkit's hook where that is
/// there.
bool needs_cdi(const Facts& facts) {
    const GpuWays ways = gpu_ways(facts);
    if (!facts.trial.gpus.empty()) {
        return false;
    }
    const bool no_hook = ways.hook == false;
    return facts.toolkit.mode == "cdi" || (no_hook && (uses_cdi(facts).value_or(false) || !ways.runtime));
}

std::string folders(const EngineFacts& engine) {
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(engine.cdi_folders.size(), 4); ++i) {
        out += (i == 0 ? "" : ", ") + printable(engine.cdi_folders[i]);
    }
    return out;
}

/// How the container that was tried got its GPUs all the same.
std::string fallback(const Facts& facts) {
    const bool instead =
        !facts.trial.gpus.empty() && request_way(facts) == RequestWay::gpus && uses_cdi(facts).value_or(true);
    return instead ? "; the container that was tried got its GPUs by the toolkit's hook instead" : "";
}

Finding none_found(const Facts& facts) {
    const GpuWays ways = gpu_ways(facts);
    const auto& files = facts.toolkit.cdi_files;
    const bool toolkit = facts.toolkit.installed.value_or(ways.runtime || !facts.trial.gpus.empty());
    if (!toolkit || (files.empty() && uses_cdi(facts) == false)) {
        return skipped(toolkit ? "There is no CDI specification, and --gpus needs none here"
                               : "The engine names no GPU by CDI");
    }
    Finding out{.status = needs_cdi(facts) ? Status::failure : Status::warning,
                .needed = "A specification, written by the toolkit, in which the engine finds the GPUs",
                .why = "CDI is the file that lists the driver's files for containers. Without it --device "
                       "nvidia.com/gpu=all is refused",
                .repairs = {renew_cdi(facts)}};
    out.found = files.empty() ? message("The engine finds no CDI specification of NVIDIA's GPUs in {}",
                                        {folders(facts.engine)})
                              : message("The engine finds no GPU in {}: it can't be read, or it names none",
                                        {printable(files.front())});
    out.found += fallback(facts);
    if (out.status == Status::failure) {
        out.why += ", and no other way gives a container its GPU here";
    } else if (uses_cdi(facts).value_or(true)) {
        out.why += "; --gpus tries CDI first and then takes the toolkit's hook";
    }
    return out;
}

Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    if (engine_finds_none(facts.engine)) {
        return none_found(facts);
    }
    const std::string& driver = facts.nvidia.driver.empty() ? facts.module.version : facts.nvidia.driver;
    if (facts.toolkit.cdi_files.empty() || !facts.toolkit.cdi_driver) {
        return facts.toolkit.cdi_files.empty() ? skipped("There is no CDI specification")
                                               : unknown("The CDI specification names no driver");
    }
    if (driver.empty() || *facts.toolkit.cdi_driver == driver) {
        return driver.empty() ? unknown("The driver's version could not be seen")
                              : ok(message("The CDI specification is for driver {}", {printable(driver)}));
    }
    return {.status = uses_cdi(facts).value_or(false) ? Status::failure : Status::warning,
            .found = message("The CDI specification is for driver {}, loaded is {}",
                             {printable(*facts.toolkit.cdi_driver), printable(driver)}),
            .needed = "A specification that was written after the last update of the driver",
            .why =
                "CDI is the file that lists the driver's files for containers; those that it names are gone, "
                "so containers with a GPU don't start",
            .repairs = {renew_cdi(facts)}};
}

} // namespace

extern constexpr Check cdi_current{
    .id = "cdi-current", .title = "CDI specification is current", .place = 530, .needs = needs, .run = run};

} // namespace dockwright::host::checks
