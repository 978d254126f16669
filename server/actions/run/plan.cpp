#include "actions/run/plan.hpp"
#include "actions/owner.hpp"
#include "base/message.hpp"
#include "engine/container_name.hpp"
#include "engine/problems.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

using engine::ContainerSpec;
constexpr std::string_view cache_folder = "/dockwright-cache";
constexpr std::int64_t mebibyte = std::int64_t{1} << 20U;
constexpr std::int64_t gibibyte = std::int64_t{1} << 30U;

bool sets(const std::vector<std::string>& environment, std::string_view name) {
    return std::ranges::any_of(environment, [&](const std::string& each) {
        return each.starts_with(name) && each.size() > name.size() && each[name.size()] == '=';
    });
}

/// /dev/shm takes memory only where it is filled, so a quarter costs nothing; workers that load data
/// die of the engine's own 64 MiB.
std::int64_t usual_shm_size(std::int64_t machine) {
    const std::int64_t share = machine <= 0 ? gibibyte : std::clamp(machine / 4, gibibyte / 4, 64 * gibibyte);
    return share / mebibyte * mebibyte;
}

std::expected<std::string, Problem> chosen_name(const RunOptions& options, const RunGround& ground) {
    if (options.name.empty()) {
        return engine::suggested_container_name(options.image, ground.taken_names);
    }
    if (!engine::is_container_name(options.name)) {
        return std::unexpected(Problem{
            .kind = "container-name-wrong",
            .message = message("'{}' can't be a container's name", {printable(options.name)}),
            .next_step = "Use letters, digits, '_', '.' and '-', and begin with a letter or a digit"});
    }
    if (std::ranges::count(ground.taken_names, "/" + options.name) != 0 ||
        std::ranges::count(ground.taken_names, options.name) != 0) {
        return std::unexpected(
            Problem{.kind = engine::problem_kind::name_taken,
                    .message = message("there is a container '{}' already", {options.name}),
                    .next_step = "Choose another name with --name, or remove that one: dockwright rm " +
                                 options.name});
    }
    return options.name;
}

/// One maker of a plan, part by part.
class Planning {
public:
    Planning(const RunOptions& options, const RunGround& ground) : options_(options), ground_(ground) {}

    std::expected<RunPlan, Problem> plan() {
        auto name = chosen_name(options_, ground_);
        if (!name) {
            return std::unexpected(std::move(name.error()));
        }
        plan_.name = std::move(*name);
        program();
        if (auto problem = gpus()) {
            return std::unexpected(std::move(*problem));
        }
        limits();
        person();
        mounts();
        caches();
        plan_.ports = ground_.ports;
        choose_ports(plan_.ports, ground_.taken_ports);
        set_ports(plan_);
        spec().env = environment_.empty() ? std::nullopt : std::optional(environment_);
        return std::move(plan_);
    }

private:
    ContainerSpec& spec() { return plan_.spec; }

    void program() {
        spec().image = options_.image;
        if (!options_.command.empty()) {
            spec().cmd = options_.command;
        }
        if (!options_.folder.empty()) {
            spec().working_dir = options_.folder;
        }
        if (options_.interactive) {
            spec().tty = spec().open_stdin = spec().stdin_once = true;
            spec().attach_stdin = spec().attach_stdout = spec().attach_stderr = true;
        }
        environment_ = options_.environment;
        std::map<std::string, std::string> labels{{std::string(owner_label), options_.owner}};
        if (!options_.profile.empty()) {
            labels.emplace("dockwright.profile", options_.profile);
        }
        spec().labels = std::move(labels);
        spec().stop_timeout = 60; // a checkpoint takes longer than the engine's ten seconds
        spec().host_config.restart_policy = engine::RestartPolicy{.name = "no"};
        spec().host_config.auto_remove = options_.remove_at_end;
        if (!options_.network.empty()) {
            spec().host_config.network_mode = options_.network;
        }
    }

    std::optional<Problem> gpus() {
        if (options_.gpus.empty()) {
            return std::nullopt;
        }
        auto chosen = choose_gpus(options_.gpus, ground_.gpus, ground_.claims, options_.share_gpus);
        if (!chosen) {
            return std::move(chosen.error());
        }
        plan_.gpus = std::move(*chosen);
        plan_.notes.insert(plan_.notes.end(), plan_.gpus.notes.begin(), plan_.gpus.notes.end());
        spec().host_config.device_requests = std::vector{request()};
        return std::nullopt;
    }

    /// Podman takes CDI's names alone, and so does an engine that knows them and has no other way.
    bool by_cdi() const {
        const bool has_names = std::ranges::any_of(ground_.info.discovered_devices, [](const auto& device) {
            return device.id.starts_with("nvidia.com/gpu=");
        });
        return ground_.podman || (has_names && !ground_.info.runtimes.contains("nvidia"));
    }

    engine::DeviceRequest request() const {
        const ChosenGpus& gpus = plan_.gpus;
        if (by_cdi()) {
            engine::DeviceRequest out{.driver = "cdi"};
            for (const std::string& id : gpus.ids) {
                out.device_ids.push_back("nvidia.com/gpu=" + id);
            }
            for (unsigned i = 0; i < gpus.count; ++i) {
                out.device_ids.push_back("nvidia.com/gpu=" + std::to_string(i));
            }
            if (out.device_ids.empty()) {
                out.device_ids.emplace_back("nvidia.com/gpu=all");
            }
            return out;
        }
        engine::DeviceRequest out{.count = gpus.all ? std::int64_t{-1} : std::int64_t{gpus.count},
                                  .device_ids = gpus.ids,
                                  .capabilities = {{"gpu"}}};
        return out;
    }

    void limits() {
        engine::HostSpec& host = spec().host_config;
        if (options_.shm_size) {
            host.shm_size = static_cast<std::int64_t>(*options_.shm_size);
        } else {
            host.shm_size = usual_shm_size(ground_.info.mem_total);
            plan_.notes.push_back(
                message("shared memory (/dev/shm) may take {} MiB, for workers that load data",
                        {std::to_string(*host.shm_size / mebibyte)}));
        }
        if (!is_rootless(ground_.info)) { // others may not raise them
            host.ulimits =
                std::vector<engine::Ulimit>{{.name = "memlock", .soft = -1, .hard = -1},
                                            {.name = "stack", .soft = 64 * mebibyte, .hard = 64 * mebibyte}};
        }
        host.init = true; // else Python, as the first process, would ignore a stop
    }

    void person() {
        if (options_.user) {
            if (*options_.user != "image" && !options_.user->empty()) {
                spec().user = *options_.user;
            }
            return;
        }
        const std::optional<RunPerson> mapped = mapped_person(options_, ground_);
        if (!mapped) {
            return;
        }
        const std::string user = std::to_string(mapped->uid) + ":" + std::to_string(mapped->gid);
        spec().user = user;
        plan_.uid = mapped->uid;
        plan_.gid = mapped->gid;
        plan_.notes.push_back(message("it runs as you ({}), so that what it writes is yours; --user image "
                                      "takes the image's own user",
                                      {user}));
        if (!ground_.image_knows_person) {
            const std::string home = volume_name("/home/", mapped->name.empty() ? "user" : mapped->name);
            set("HOME", home);
            set("USER", mapped->name.empty() ? "user" : mapped->name);
            plan_.own_folders.push_back(home);
        }
    }

    void mounts() {
        std::vector<engine::MountSpec> out;
        for (const Mount& mount : ground_.mounts) {
            out.push_back({.type = mount.volume ? "volume" : "bind",
                           .source = mount.source,
                           .target = mount.target,
                           .read_only = mount.read_only});
            if (mount.volume) {
                add_volume(mount.source, mount.target);
            }
            say_hidden(mount);
        }
        mounts_ = std::move(out);
        keep_mounts();
    }

    void say_hidden(const Mount& mount) {
        std::vector<std::string> paths = ground_.covered;
        if (ground_.image.config) {
            paths.push_back(ground_.image.config->working_dir);
            for (const auto& [path, nothing] : ground_.image.config->volumes) {
                paths.push_back(path);
            }
        }
        const std::vector<std::string> hidden = hidden_by(mount, paths);
        if (!hidden.empty()) {
            plan_.notes.push_back(message("the folder at {} hides what the image has there ({})",
                                          {printable(mount.target), printable(hidden.front())}));
        }
    }

    void add_volume(const std::string& name, std::string_view target) {
        plan_.volumes.push_back(name);
        if (plan_.uid != 0) {
            plan_.own_folders.emplace_back(target);
        }
    }

    void caches() {
        if (!options_.caches) {
            return;
        }
        const std::string name = volume_name("dockwright-cache-", options_.person.name);
        mounts_.push_back(
            {.type = "volume", .source = name, .target = std::string(cache_folder), .read_only = false});
        add_volume(name, cache_folder);
        set("HF_HOME", std::string(cache_folder) + "/huggingface");
        set("TORCH_HOME", std::string(cache_folder) + "/torch");
        set("PIP_CACHE_DIR", std::string(cache_folder) + "/pip");
        keep_mounts();
    }

    void keep_mounts() {
        spec().host_config.mounts = mounts_.empty() ? std::nullopt : std::optional(mounts_);
    }

    /// Unless the image or the person says otherwise.
    void set(std::string_view name, std::string value) {
        const bool in_image = ground_.image.config && sets(ground_.image.config->env, name) && name != "HOME";
        if (!in_image && !sets(environment_, name)) {
            environment_.push_back(std::string(name) + "=" + std::move(value));
        }
    }

    const RunOptions& options_;
    const RunGround& ground_;
    RunPlan plan_;
    std::vector<std::string> environment_;
    std::vector<engine::MountSpec> mounts_;
};

} // namespace

bool is_rootless(const engine::Info& info) {
    return std::ranges::any_of(info.security_options,
                               [](const std::string& option) { return option.starts_with("name=rootless"); });
}

std::optional<RunPerson> mapped_person(const RunOptions& options, const RunGround& ground) {
    const bool right = !options.user && ground.person && ground.person->uid != 0 && !is_rootless(ground.info);
    return right ? ground.person : std::nullopt;
}

void set_ports(RunPlan& plan) {
    std::map<std::string, std::vector<engine::PortBinding>> bindings;
    std::map<std::string, engine::Nothing> exposed;
    for (const PublishedPort& port : plan.ports) {
        const std::string key = std::to_string(port.container) + "/" + port.protocol;
        bindings[key].push_back({.host_ip = port.address, .host_port = std::to_string(port.host)});
        exposed[key] = {};
    }
    plan.spec.host_config.port_bindings = bindings.empty() ? std::nullopt : std::optional(bindings);
    plan.spec.exposed_ports = exposed.empty() ? std::nullopt : std::optional(exposed);
}

std::expected<RunPlan, Problem> plan_run(const RunOptions& options, const RunGround& ground) {
    return Planning(options, ground).plan();
}

} // namespace dockwright::actions
