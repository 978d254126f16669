#include "engine/recreate/plan.hpp"
#include "base/message.hpp"
#include "engine/recreate/draft.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {
namespace {

bool needs_recreate(const Changes& changes) {
    Changes rest = changes;
    // What the engine's update takes.
    rest.memory.reset();
    rest.nano_cpus.reset();
    rest.restart_policy.reset();
    return rest != Changes();
}

/// What lives only in memory.
void add_memory(const object& container, const object& host, Plan& plan) {
    const object* state = object_of(container, "State");
    if (state == nullptr || !truth_of(*state, "Running")) {
        return;
    }
    std::string program(text_of(container, "Path"));
    for (const std::string& argument : texts_of(container, "Args")) {
        program.append(" ").append(argument);
    }
    plan.lost.push_back("Everything that runs in it ends: its program (" +
                        printable(std::string_view(program).substr(0, 200)) +
                        ") starts again from the beginning, and shells, notebook kernels and their "
                        "variables are gone");
    plan.lost.emplace_back("What is in shared memory (/dev/shm)");
    if (const object* tmpfs = object_of(host, "Tmpfs")) {
        for (const auto& [target, options] : *tmpfs) {
            plan.lost.push_back("What is at " + printable(target) + ", which is in memory only");
        }
    }
    if (const array* mounts = array_of(container, "Mounts")) {
        for (const value& mount : *mounts) {
            if (mount.is_object() && text_of(mount.get_object(), "Type") == "tmpfs") {
                plan.lost.push_back("What is at " + printable(text_of(mount.get_object(), "Destination")) +
                                    ", which is in memory only");
            }
        }
    }
}

bool has_picked_ports(const object& host) {
    const object* bindings = object_of(host, "PortBindings");
    return truth_of(host, "PublishAllPorts") ||
           (bindings != nullptr && std::ranges::any_of(*bindings, [](const auto& entry) {
                const array* list = entry.value().if_array();
                return list != nullptr && std::ranges::any_of(*list, [](const value& binding) {
                           const std::string_view port =
                               binding.is_object() ? text_of(binding.get_object(), "HostPort") : "0";
                           return port.empty() || port == "0";
                       });
            }));
}

void warn(const Source& source, const object& container, const object& host, const Changes& changes,
          Plan& plan) {
    const object* state = object_of(container, "State");
    if (has_picked_ports(host) && (state == nullptr || !truth_of(*state, "Running"))) {
        plan.warnings.emplace_back("Ports that the engine picks get other numbers at the next start: it is "
                                   "stopped, so the present ones aren't known");
    }
    const std::string_view ipc = text_of(host, "IpcMode");
    if (changes.shm_size && (ipc == "host" || ipc.starts_with("container:"))) {
        plan.warnings.emplace_back("Its shared memory is " +
                                   std::string(ipc == "host" ? "the machine's" : "another container's") +
                                   ", so a size of its own has no effect");
    }
    if (source.podman && changes.gpus && !changes.gpus->empty()) {
        plan.warnings.emplace_back("Podman before 5.4 leaves GPUs out without a word when asked by this way; "
                                   "what it did is looked up afterwards");
    }
    const std::string_view mode = text_of(host, "NetworkMode");
    if (source.podman && !mode.empty() && mode != "bridge" && mode != "host" && mode != "none" &&
        mode != "slirp4netns" && mode.find(':') == std::string_view::npos) {
        plan.warnings.emplace_back("Podman doesn't tell whether an address on a network was chosen: the new "
                                   "one gets an address of its own");
    }
    const object* bindings = object_of(host, "PortBindings");
    for (const std::string& port : changes.remove_ports) {
        if (bindings == nullptr || !bindings->contains(port)) {
            plan.warnings.push_back("Port " + printable(port) + " isn't published now");
        }
    }
}

void add_layer(const Source& source, const Changes& changes, Plan& plan) {
    plan.commit_needed = plan.layer.lasting > 0 || (source.image.empty() && source.named_image_id.empty());
    if (changes.image.empty()) {
        const std::vector<std::string> sentences = layer_sentences(plan.layer);
        plan.lost.insert(plan.lost.end(), sentences.begin(), sentences.end());
    }
}

} // namespace

std::expected<Plan, Problem> plan(const Source& source, std::string_view changes_json,
                                  const std::vector<std::string>& all_containers, const Changes& changes) {
    const std::expected<object, Problem> container = read_object(source.container, "container");
    if (!container) {
        return std::unexpected(container.error());
    }
    const object none;
    const object* host_config = object_of(*container, "HostConfig");
    const object& host = host_config == nullptr ? none : *host_config;
    std::expected<Layer, Problem> layer = layer_of(changes_json, *container);
    if (!layer) {
        return std::unexpected(layer.error());
    }
    Plan out;
    out.recreate_needed = needs_recreate(changes);
    out.changed = change_sentences(changes);
    out.kept = kept_sentences(*container, changes);
    out.layer = std::move(*layer);
    add_memory(*container, host, out);
    add_layer(source, changes, out);
    judge_owners(*container, out);
    out.dependants = dependants_of(*container, all_containers);
    warn(source, *container, host, changes, out);
    const std::expected<CreateRequest, Problem> request = create_request(source, changes);
    if (request) {
        out.warnings.insert(out.warnings.end(), request->notes.begin(), request->notes.end());
    } else if (request.error().kind != "image-gone") { // which a commit mends
        out.refusals.push_back(request.error());
    }
    return out;
}

} // namespace dockwright::engine::recreate
