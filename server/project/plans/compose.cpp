#include "base/ascii.hpp"
#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <algorithm>
#include <array>

namespace dockwright::project {
namespace {

using model::RunPlan;
using Mistake = RunPlan::GpuMistake::Kind;

constexpr int most_extended = 8;
constexpr std::size_t most_services = 256;
constexpr std::size_t most_copied = 500'000;

/// `[NAME=value, OTHER]` as a table.
Tree as_table(const Tree& tree) {
    if (!tree.is_list()) {
        return tree;
    }
    Tree out{.kind = Tree::Kind::table, .line = tree.line};
    for (const Tree& item : tree.items) {
        const std::size_t equals = item.text.find('=');
        Tree value{.line = item.line};
        if (equals != std::string::npos) {
            value = {.kind = Tree::Kind::text,
                     .quoted = true,
                     .line = item.line,
                     .text = item.text.substr(equals + 1)};
        }
        out.keys.push_back(item.text.substr(0, equals));
        out.items.push_back(std::move(value));
    }
    return out;
}

/// `build: folder` as a table.
Tree as_build(const Tree& tree) {
    return tree.is_text()
               ? Tree{.kind = Tree::Kind::table, .line = tree.line, .keys = {"context"}, .items = {tree}}
               : tree;
}

Tree merged(const Tree& base, const Tree& over);

Tree merged(std::string_view key, const Tree& base, const Tree& over) {
    if (key == "args" || key == "environment") {
        return merged(as_table(base), as_table(over));
    }
    if (key == "build") {
        return merged(as_build(base), as_build(over));
    }
    return key == "command" || key == "entrypoint" ? over : merged(base, over);
}

/// As Compose merges files: tables key by key, lists one behind the other, of all else the later one.
Tree merged(const Tree& base, const Tree& over) {
    if (base.is_table() && over.is_table()) {
        Tree out = base;
        for (std::size_t i = 0; i < over.keys.size(); ++i) {
            const Tree* old = base.find(over.keys[i]);
            Tree item = old != nullptr ? merged(over.keys[i], *old, over.items[i]) : over.items[i];
            out.keys.push_back(over.keys[i]); // the last one of a key counts
            out.items.push_back(std::move(item));
        }
        return out;
    }
    if (base.is_list() && over.is_list()) {
        Tree out = base;
        out.items.insert(out.items.end(), over.items.begin(), over.items.end());
        return out;
    }
    return over;
}

std::size_t size_of(const Tree& tree) {
    std::size_t out = 1;
    for (const Tree& item : tree.items) {
        out += size_of(item);
    }
    return out;
}

/// With what it takes over from services of the same file. `left` bounds what all of them together copy.
Tree extended(const Tree& services, const Tree& service, std::size_t& left, int depth = 0) {
    const Tree* extends = service.find("extends");
    left -= std::min(left, size_of(service));
    if (extends == nullptr || depth > most_extended || extends->find("file") != nullptr || left == 0) {
        return service;
    }
    const std::string_view name =
        extends->is_text() ? std::string_view(extends->text) : extends->text_of("service");
    const Tree* base = services.find(name);
    return base != nullptr && base != &service ? merged(extended(services, *base, left, depth + 1), service)
                                               : service;
}

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
    } else if (reserved && !device.has_capability("gpu") &&
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
    if (plan.runtime == "nvidia") {
        add_mistake(plan, Mistake::old_runtime, service.find("runtime")->line);
    }
    plan.asks_for_gpu = plan.asks_for_gpu || plan.runtime == "nvidia" || names_gpu_devices(service);
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
        out.source = text->is_text() ? Planned::Source::text : Planned::Source::nothing;
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

Planned read_service(std::string_view name, const Tree& service, const Lookup& variables) {
    Planned out{.plan = {.kind = RunPlan::Kind::compose, .name = std::string(name), .line = service.line},
                .context = "",
                .dockerfile = "",
                .source = Planned::Source::nothing};
    RunPlan& plan = out.plan;
    plan.platform = read_text(service, "platform", variables);
    if (const Tree* build = service.find("build")) {
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

bool is_of_no_file(const Planned& planned) {
    return planned.source != Planned::Source::dockerfile;
}

} // namespace

std::vector<Planned> read_services(const Tree& root, const Lookup& variables) {
    const Tree* services = root.find("services");
    std::vector<Planned> out;
    std::size_t left = most_copied;
    for (std::size_t i = 0; services != nullptr && i < std::min(services->keys.size(), most_services); ++i) {
        Tree service = extended(*services, services->items[i], left);
        service.line = services->items[i].line;
        out.push_back(read_service(services->keys[i], service, variables));
    }
    return out;
}

std::vector<Planned> read_compose(std::string_view text, const Lookup& variables) {
    std::vector<Planned> out = read_services(read_yaml_tree(text).root, variables);
    std::erase_if(out, is_of_no_file);
    return out;
}

std::vector<Planned> read_compose_override(std::string_view text, std::string_view over,
                                           const Lookup& variables) {
    const Tree root = read_yaml_tree(text).root;
    const Tree over_root = read_yaml_tree(over).root;
    const Tree* services = root.find("services");
    const Tree* overs = over_root.find("services");
    std::vector<Planned> out;
    std::size_t left = most_copied;
    for (std::size_t i = 0; overs != nullptr && i < std::min(overs->keys.size(), most_services); ++i) {
        const Tree* base = services != nullptr ? services->find(overs->keys[i]) : nullptr;
        const Tree& own = overs->items[i];
        Tree service = base != nullptr ? merged(extended(*services, *base, left), own) : own;
        service.line = own.line;
        Planned planned = read_service(overs->keys[i], service, variables);
        RunPlan alone;
        alone.runtime = read_text(own, "runtime", variables);
        read_gpus(alone, own);
        planned.plan.mistakes = std::move(alone.mistakes);
        out.push_back(std::move(planned));
    }
    std::erase_if(out, is_of_no_file);
    return out;
}

} // namespace dockwright::project
