#pragma once
#include "actions/run/gpu_choice.hpp"
#include "actions/run/mount.hpp"
#include "actions/run/options.hpp"
#include "actions/run/ports.hpp"
#include "engine/objects.gen.hpp"
#include <optional>

/// From what a person asks and what was seen of the machine to the container that is made. Pure.
namespace dockwright::actions {

/// What was seen before the container is planned.
struct RunGround {
    engine::Info info{};
    engine::Image image{};
    bool podman = false;
    bool local = true;
    std::vector<std::string> taken_names{};
    /// Host ports that are taken, as far as known.
    std::set<std::uint16_t> taken_ports{};
    std::vector<host::GpuLoad> gpus{}; ///< empty: not seen
    std::vector<GpuClaim> claims{};
    /// With sources as the engine's machine has them.
    std::vector<Mount> mounts{};
    std::vector<PublishedPort> ports{};
    /// Who the person is over there; nothing where they have no account that could be seen.
    std::optional<RunPerson> person{};
    /// Whether the image has a user of that number; only of interest where one is mapped.
    bool image_knows_person = false;
    /// Targets of mounts at which the image has files.
    std::vector<std::string> covered{};
};

struct RunPlan {
    std::string name;
    engine::ContainerSpec spec;
    std::vector<PublishedPort> ports;
    ChosenGpus gpus;
    /// Volumes that are made if they are not there.
    std::vector<std::string> volumes;
    /// Folders in the container that are made for the person before it starts; empty if nobody is mapped.
    std::vector<std::string> own_folders;
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    /// What was chosen for the person and what they should know, as sentences.
    std::vector<std::string> notes;
};

/// Whom the container runs as, by the rules of RunOptions::user; nothing: the image's own.
std::optional<RunPerson> mapped_person(const RunOptions& options, const RunGround& ground);

bool is_rootless(const engine::Info& info);

/// Problems: `container-name-wrong`, `container-name-taken`, and those of GPUs.
std::expected<RunPlan, Problem> plan_run(const RunOptions& options, const RunGround& ground);

/// The same by hand: `docker run …`, word by word.
std::vector<std::string> run_line(const RunPlan& plan, const RunOptions& options, std::string_view program);

/// The plan's ports into its specification.
void set_ports(RunPlan& plan);

} // namespace dockwright::actions
