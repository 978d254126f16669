#include "actions/run/plan.hpp"
#include "engine/gpu_request.hpp"

namespace dockwright::actions {
namespace {

constexpr std::int64_t mebibyte = std::int64_t{1} << 20U;

/// One field of docker's comma-separated options.
std::string csv(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return out + '"';
}

std::string size_text(std::int64_t bytes) {
    return bytes % mebibyte == 0 ? std::to_string(bytes / mebibyte) + "m" : std::to_string(bytes);
}

class Line {
public:
    Line(const RunPlan& plan, std::string_view program) : plan_(plan), words_{std::string(program), "run"} {}

    std::vector<std::string> words(const RunOptions& options) {
        if (!options.followed) {
            add(options.interactive ? "-it" : "--detach");
        }
        if (plan_.spec.host_config.auto_remove) {
            add("--rm");
        }
        add("--name", plan_.name);
        host(plan_.spec.host_config);
        config();
        add(plan_.spec.image);
        if (plan_.spec.cmd) {
            words_.insert(words_.end(), plan_.spec.cmd->begin(), plan_.spec.cmd->end());
        }
        return std::move(words_);
    }

private:
    void add(std::string word) { words_.push_back(std::move(word)); }
    void add(std::string option, std::string value) {
        add(std::move(option));
        add(std::move(value));
    }

    void host(const engine::HostSpec& host) {
        for (const engine::DeviceRequest& request :
             host.device_requests.value_or(std::vector<engine::DeviceRequest>())) {
            if (const auto arguments = engine::gpu_arguments(request)) {
                words_.insert(words_.end(), arguments->begin(), arguments->end());
            }
        }
        for (const engine::MountSpec& mount : host.mounts.value_or(std::vector<engine::MountSpec>())) {
            add("--mount", csv("type=" + mount.type) + "," + csv("source=" + mount.source) + "," +
                               csv("target=" + mount.target) + (mount.read_only ? ",readonly" : ""));
        }
        for (const PublishedPort& port : plan_.ports) {
            const bool ipv6 = port.address.find(':') != std::string::npos;
            add("--publish", (ipv6 ? "[" + port.address + "]" : port.address) + ":" +
                                 std::to_string(port.host) + ":" + std::to_string(port.container) +
                                 (port.protocol == "tcp" ? "" : "/" + port.protocol));
        }
        if (host.network_mode) {
            add("--network", *host.network_mode);
        }
        if (host.shm_size) {
            add("--shm-size", size_text(*host.shm_size));
        }
        for (const engine::Ulimit& limit : host.ulimits.value_or(std::vector<engine::Ulimit>())) {
            add("--ulimit", limit.name + "=" + std::to_string(limit.soft) + ":" + std::to_string(limit.hard));
        }
        if (host.init.value_or(false)) {
            add("--init");
        }
    }

    void config() {
        const engine::ContainerSpec& spec = plan_.spec;
        if (spec.stop_timeout) {
            add("--stop-timeout", std::to_string(*spec.stop_timeout));
        }
        if (spec.user) {
            add("--user", *spec.user);
        }
        if (spec.working_dir) {
            add("--workdir", *spec.working_dir);
        }
        for (const std::string& variable : spec.env.value_or(std::vector<std::string>())) {
            add("--env", variable);
        }
        for (const auto& [name, value] : spec.labels.value_or(std::map<std::string, std::string>())) {
            add("--label", name + "=" + value);
        }
    }

    const RunPlan& plan_;
    std::vector<std::string> words_;
};

} // namespace

std::vector<std::string> run_line(const RunPlan& plan, const RunOptions& options, std::string_view program) {
    return Line(plan, program).words(options);
}

} // namespace dockwright::actions
