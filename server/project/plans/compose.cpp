#include "base/ascii.hpp"
#include "project/plans/compose_merge.hpp"
#include "project/plans/compose_services.hpp"
#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <algorithm>
#include <array>
#include <span>

namespace dockwright::project {
namespace {

using model::RunPlan;
using Mistake = RunPlan::GpuMistake::Kind;

constexpr std::size_t most_services = 256;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

/// A device of a reservation or of `gpus`.
struct Device {
    const Tree& tree;
    std::string driver;
    const Tree* capabilities;

    explicit Device(const Tree& device)
        : tree(device), driver(ascii::lowered(device.text_of("driver"))),
          capabilities(device.find("capabilities")) {}

    bool has_capability(std::string_view name) const {
        return capabilities != nullptr && std::ranges::any_of(capabilities->as_list(), [&](const Tree* one) {
                   return one->text == name;
               });
    }
    bool is_gpu() const {
        return has_capability("gpu") || is_one_of(driver, {"nvidia", "amd", "cdi"}) ||
               driver.starts_with("nvidia.");
    }
    bool is_wanted() const { return tree.text_of("count") != "0"; }

    /// A driver of Docker's has all that is asked for at once: moby, daemon/nvidia_linux.go and devices.go.
    bool is_taken() const {
        const bool any = driver.empty();
        const bool other = !any && !is_one_of(driver, {"nvidia", "nvidia.runtime-hook", "amd"});
        return other || // cdi doesn't look at them
               ((any || driver.starts_with("nvidia")) &&
                all_of(
                    {"gpu", "nvidia", "compute", "compat32", "graphics", "utility", "video", "display"})) ||
               ((any || driver == "amd") && all_of({"gpu", "amd"}));
    }

private:
    bool all_of(std::initializer_list<std::string_view> names) const {
        return std::ranges::all_of(capabilities->as_list(), [&](const Tree* one) {
            return is_one_of(one->text, names) || one->text.contains('$');
        });
    }
};

/// Capabilities of NVIDIA's driver, which say what a GPU is wanted for.
bool names_driver_capabilities(const Device& device) {
    constexpr std::array names = {"compute", "utility",  "graphics", "video",
                                  "display", "compat32", "ngx",      "all"};
    return std::ranges::any_of(names, [&](std::string_view name) { return device.has_capability(name); });
}

void check_device(RunPlan& plan, const Device& device, bool reserved) {
    const std::uint32_t line = device.tree.line;
    const Tree* ids = device.tree.find("device_ids");
    if (reserved && device.capabilities == nullptr) {
        add_mistake(plan, Mistake::capabilities_missing, line);
    } else if (reserved && !device.has_capability("gpu") && !device.is_taken() &&
               (device.is_gpu() || names_driver_capabilities(device))) {
        add_mistake(plan, Mistake::gpu_capability_missing, device.capabilities->line);
    }
    if (device.tree.find("count") != nullptr && ids != nullptr) {
        add_mistake(plan, Mistake::count_and_ids, ids->line);
    }
    const Tree* driver = device.tree.find("driver");
    const bool known = is_one_of(driver != nullptr ? std::string_view(driver->text) : "",
                                 {"", "nvidia", "amd", "cdi", "nvidia.cdi", "nvidia.runtime-hook"});
    const bool is_variable = driver != nullptr && driver->text.contains('$');
    if (!known && !is_variable &&
        (device.has_capability("gpu") || names_driver_capabilities(device) || !reserved)) {
        add_mistake(plan, Mistake::unknown_driver, driver->line);
    }
}

/// Devices of the host by their names: `nvidia.com/gpu=all`, `/dev/nvidia0:/dev/nvidia0`.
bool names_gpu_devices(const Tree& service) {
    return std::ranges::any_of(service.list_of("devices"), [](const Tree* device) {
        const std::string_view text =
            device->is_text() ? std::string_view(device->text) : device->text_of("source");
        return text.contains(".com/gpu=") || text.starts_with("/dev/nvidia") || text.starts_with("/dev/kfd");
    });
}

/// The libraries for drawing, and what lists them, the runtime mounts more fully than a reservation does:
/// NVIDIA/libnvidia-container issue 118.
bool wants_graphics(const RunPlan& plan) {
    return std::ranges::any_of(plan.environment, [](const auto& pair) {
        return pair.first == "NVIDIA_DRIVER_CAPABILITIES" &&
               (pair.second.contains("all") || pair.second.contains("graphics") ||
                pair.second.contains("display"));
    });
}

void read_gpus(RunPlan& plan, const Tree& service) {
    const Tree* reserved = service.find({"deploy", "resources", "reservations", "devices"});
    const Tree* gpus = service.find("gpus");
    bool reserves = false;
    for (const Tree* item : reserved != nullptr ? reserved->as_list() : std::vector<const Tree*>{}) {
        const Device device(*item);
        check_device(plan, device, true);
        reserves = reserves || device.is_gpu() || names_driver_capabilities(device);
        plan.asks_for_gpu = plan.asks_for_gpu ||
                            (device.is_wanted() && (device.is_gpu() || names_driver_capabilities(device)));
    }
    for (const Tree* item : gpus != nullptr ? gpus->as_list() : std::vector<const Tree*>{}) {
        if (item->is_table()) {
            check_device(plan, Device(*item), false);
        }
        plan.asks_for_gpu =
            plan.asks_for_gpu || (item->is_table() ? Device(*item).is_wanted() : item->text != "0");
    }
    if (gpus != nullptr && reserves) {
        add_mistake(plan, Mistake::two_blocks, gpus->line);
    }
    if (plan.runtime == "nvidia" && !(reserves && wants_graphics(plan))) {
        add_mistake(plan, Mistake::old_runtime, service.find("runtime")->line);
    }
    plan.asks_for_gpu = plan.asks_for_gpu || plan.runtime == "nvidia" || names_gpu_devices(service);
    std::erase_if(plan.mistakes,
                  [](const RunPlan::GpuMistake& one) { return one.line == 0; }); // another file's
    std::ranges::sort(plan.mistakes, {}, &RunPlan::GpuMistake::line);
}

void read_source(Planned& out, const Tree& build, const Lookup& variables) {
    const auto path = [&](std::string_view key, std::string_view usual) -> std::optional<std::string> {
        const Tree* item = build.find(key);
        return item == nullptr   ? std::optional(std::string(usual))
               : item->is_text() ? interpolated(item->text, variables)
                                 : std::nullopt;
    };
    const auto context = build.is_text() ? interpolated(build.text, variables) : path("context", ".");
    const auto dockerfile = path("dockerfile", "Dockerfile");
    const bool is_folder = context && !context->contains("://");
    out.context = is_folder ? *context : "";
    if (const Tree* text = build.find("dockerfile_inline")) {
        const bool is_here = text->line != 0;
        out.source = text->is_text() && is_here ? Planned::Source::text : Planned::Source::nothing;
        out.text = text->text;
        out.text_begin = text->begin;
        out.text_line = text->line;
    } else if (is_folder && dockerfile) {
        out.source = Planned::Source::dockerfile;
        out.dockerfile = *dockerfile;
    }
}

void read_build(Planned& out, const Tree& build, const Lookup& variables) {
    RunPlan& plan = out.plan;
    read_source(out, build, variables);
    plan.stage = read_text(build, "target", variables);
    if (plan.platform.empty()) {
        plan.platform = only_platform(build.find("platforms"), variables);
    }
    plan.build_arguments = read_pairs(build.find("args"), variables);
    if (const Tree* contexts = build.find("additional_contexts")) {
        plan.named_contexts = as_table(*contexts).keys;
    }
}

Planned read_service(const ComposeService& from, const Lookup& variables) {
    const Tree& service = from.tree;
    Planned out{.plan = {.kind = RunPlan::Kind::compose, .name = from.name, .line = service.line},
                .context = "",
                .dockerfile = "",
                .source = Planned::Source::nothing,
                .file = from.file};
    RunPlan& plan = out.plan;
    plan.platform = read_text(service, "platform", variables);
    if (const Tree* build = service.find("build"); build != nullptr && !from.is_template) {
        read_build(out, *build, variables);
    }
    plan.environment = read_pairs(service.find("environment"), variables);
    plan.runtime = read_text(service, "runtime", variables);
    plan.shm_size = read_bytes(read_text(service, "shm_size", variables));
    plan.host_ipc = read_text(service, "ipc", variables) == "host";
    plan.command = joined_words(service.find("command"));
    read_gpus(plan, service);
    return out;
}

std::vector<Planned> read_all(std::span<const ComposeService> services, const Lookup& variables) {
    std::vector<Planned> out;
    for (const ComposeService& service : services.first(std::min(services.size(), most_services))) {
        out.push_back(read_service(service, variables));
    }
    return out;
}

bool is_of_no_file(const Planned& planned) {
    return planned.source != Planned::Source::dockerfile;
}

} // namespace

std::vector<Planned> read_services(const Tree& root, const Lookup& variables, const OtherFile& other) {
    return read_all(compose_services(root, variables, other), variables);
}

std::vector<Planned> read_compose(std::string_view text, const Lookup& variables, const OtherFile& other) {
    std::vector<Planned> out = read_services(read_yaml_tree(text).root, variables, other);
    std::erase_if(out, is_of_no_file);
    return out;
}

std::vector<Planned> read_compose_override(std::string_view text, std::string_view over,
                                           const Lookup& variables, const OtherFile& other) {
    const Tree root = read_yaml_tree(text).root;
    const Tree over_root = read_yaml_tree(over).root;
    std::vector<Planned> out = read_all(overriding_services(root, over_root, variables, other), variables);
    std::erase_if(out, is_of_no_file);
    return out;
}

} // namespace dockwright::project
