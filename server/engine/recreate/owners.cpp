#include "base/message.hpp"
#include "engine/recreate/plan_parts.hpp"
#include <algorithm>

namespace dockwright::engine::recreate {
namespace {

std::string label(const object& labels, std::string_view key) {
    return printable(text_of(labels, key));
}

Problem of_swarm(const object& labels) {
    const std::string service = label(labels, "com.docker.swarm.service.name");
    return {.kind = "container-of-swarm",
            .message = "The container is a task of the swarm service '" + service +
                       "': the swarm would start another one in its place",
            .next_step = "Change the service instead: docker service update " + service};
}

Problem of_kubernetes(const object& labels) {
    return {.kind = "container-of-kubernetes",
            .message = "The container belongs to the Kubernetes pod '" +
                       label(labels, "io.kubernetes.pod.name") +
                       "': Kubernetes would start another one in its place",
            .next_step = "Change the pod's description and apply it"};
}

Problem removes_itself() {
    return {.kind = "container-removes-itself",
            .message = "The container deletes itself as soon as it stops (--rm), with the volumes that have "
                       "no name, so it could not be put back if the new one failed",
            .next_step = "Save its files as an image (dockwright commit), then run a new container of it"};
}

void warn_of_compose(const object& labels, std::vector<std::string>& warnings) {
    const std::string service = label(labels, "com.docker.compose.service");
    const std::string files = label(labels, "com.docker.compose.project.config_files");
    if (!service.empty()) {
        warnings.push_back("It was made by Docker Compose, and the next 'docker compose up' undoes this "
                           "change: change the service '" +
                           service + "' in " + (files.empty() ? "its compose file" : files) + " instead");
    }
}

void warn_of_devcontainer(const object& labels, std::vector<std::string>& warnings) {
    const std::string folder = label(labels, "devcontainer.local_folder");
    const std::string file = label(labels, "devcontainer.config_file");
    if (!folder.empty() || !file.empty()) {
        warnings.push_back("It is the dev container of " + (folder.empty() ? file : folder) +
                           ", and a rebuild there undoes this change: change " +
                           (file.empty() ? "its devcontainer.json" : file) + " as well");
    }
}

} // namespace

void judge_owners(const object& container, Plan& plan) {
    const object* config = object_of(container, "Config");
    const object* labels = config == nullptr ? nullptr : object_of(*config, "Labels");
    if (labels != nullptr) {
        if (labels->contains("com.docker.swarm.task.id")) {
            plan.refusals.push_back(of_swarm(*labels));
        }
        if (std::ranges::any_of(*labels, [](const auto& entry) {
                return std::string_view(entry.key().data(), entry.key().size()).starts_with("io.kubernetes.");
            })) {
            plan.refusals.push_back(of_kubernetes(*labels));
        }
        warn_of_compose(*labels, plan.warnings);
        warn_of_devcontainer(*labels, plan.warnings);
    }
    const object* host = object_of(container, "HostConfig");
    if (host != nullptr && truth_of(*host, "AutoRemove")) {
        plan.refusals.push_back(removes_itself());
    }
}

} // namespace dockwright::engine::recreate
