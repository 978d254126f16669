#include "actions/run/ground.hpp"
#include "actions/cancelling.hpp"
#include "actions/on_machine.hpp"
#include "actions/run/folders.hpp"
#include "actions/run/image.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/list_containers.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/problems.hpp"
#include "host/nvidia_smi_csv.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Client = std::shared_ptr<engine::Client>;

std::vector<std::string> words_of(const host::Question& question) {
    return {question.begin(), question.end()};
}

asio::awaitable<std::optional<RunPerson>> person_there(Client client, engine::Info info, RunPerson here) {
    if (is_here(client->endpoint(), info)) {
        co_return here;
    }
    if (!reaches_machine(client->endpoint(), info)) {
        co_return std::nullopt;
    }
    std::vector<std::string> words{"id"};
    const engine::ProgramLimits limits{.time = std::chrono::seconds(20)};
    auto answer = co_await run_on_machine(client, std::move(words), std::string(), limits);
    co_return answer && answer->exit_code == 0 ? read_id(answer->output) : std::nullopt;
}

std::set<std::uint16_t> ports_of(const std::vector<engine::ContainerSummary>& containers) {
    std::set<std::uint16_t> out;
    for (const engine::ContainerSummary& container : containers) {
        for (const engine::Port& port : container.ports) {
            out.insert(static_cast<std::uint16_t>(port.public_port));
        }
    }
    return out;
}

std::vector<std::string> names_of(const std::vector<engine::ContainerSummary>& containers) {
    std::vector<std::string> out;
    for (const engine::ContainerSummary& container : containers) {
        out.insert(out.end(), container.names.begin(), container.names.end());
    }
    return out;
}

std::vector<std::string> targets_of(const std::vector<Mount>& mounts) {
    std::vector<std::string> out;
    out.reserve(mounts.size());
    for (const Mount& mount : mounts) {
        out.push_back(mount.target);
    }
    return out;
}

/// Ports, names and the machine's folders: what options name.
std::optional<Problem> read_options(const RunOptions& options, RunGround& ground) {
    auto ports = read_ports(options.ports, options.public_ports);
    if (!ports) {
        return std::move(ports.error());
    }
    ground.ports = std::move(*ports);
    return std::nullopt;
}

} // namespace

std::optional<RunPerson> read_id(std::string_view text) {
    RunPerson out;
    for (std::string_view word = host::take_word(text); !word.empty(); word = host::take_word(text)) {
        const std::size_t equals = word.find('=');
        const std::size_t bracket = std::min(word.find('('), word.size());
        if (equals == std::string_view::npos || bracket < equals) {
            continue;
        }
        const auto number = host::number<std::uint32_t>(word.substr(equals + 1, bracket - equals - 1));
        const std::string_view key = word.substr(0, equals);
        if (key == "uid" && number) {
            out.uid = *number;
            const std::string_view name = word.substr(std::min(bracket + 1, word.size()));
            out.name = host::field(name.substr(0, name.find(')')));
        } else if (key == "gid" && number) {
            out.gid = *number;
            return out;
        }
    }
    return std::nullopt;
}

asio::awaitable<std::vector<host::GpuLoad>> gpus_there(Client client, engine::Info info) {
    if (!reaches_machine(client->endpoint(), info)) {
        co_return std::vector<host::GpuLoad>();
    }
    std::vector<std::string> words = words_of(host::load_question);
    const engine::ProgramLimits limits{.time = std::chrono::seconds(20)};
    auto answer = co_await run_on_machine(client, std::move(words), std::string(), limits);
    co_return answer ? host::read_loads(answer->output).rows : std::vector<host::GpuLoad>();
}

asio::awaitable<std::expected<std::vector<GpuClaim>, Problem>>
running_claims(Client client, std::string default_runtime, std::string but) {
    auto containers = co_await engine::list_containers(client);
    if (!containers) {
        co_return std::unexpected(std::move(containers.error()));
    }
    std::vector<GpuClaim> claims;
    for (const engine::ContainerSummary& summary : *containers) {
        if (!engine::is_up(summary) || summary.id == but) {
            continue;
        }
        auto container = co_await engine::inspect_container(client, summary.id);
        if (!container && container.error().kind != engine::problem_kind::no_such_container) {
            co_return std::unexpected(std::move(container.error()));
        }
        if (container) {
            claims.push_back(claim_of(*container, default_runtime));
        }
    }
    co_return claims;
}

asio::awaitable<std::expected<RunGround, Problem>> run_ground(Client client, RunOptions options,
                                                              engine::Image image, GroundLook looking) {
    RunGround ground;
    ground.image = std::move(image);
    ground.podman = client->spoken().podman;
    if (auto problem = read_options(options, ground)) {
        co_return std::unexpected(std::move(*problem));
    }
    auto info = co_await engine::system_info(client);
    if (!info) {
        co_return std::unexpected(std::move(info.error()));
    }
    ground.info = std::move(*info);
    ground.local = is_here(client->endpoint(), ground.info);
    auto containers = co_await engine::list_containers(client);
    if (!containers) {
        co_return std::unexpected(std::move(containers.error()));
    }
    ground.taken_names = names_of(*containers);
    ground.taken_ports = ports_of(*containers);
    if (ground.local) {
        if (auto problem = try_ports(ground.ports, ground.taken_ports)) {
            co_return std::unexpected(std::move(*problem));
        }
    }
    if (!options.gpus.empty()) {
        ground.gpus = co_await gpus_there(client, ground.info);
        auto claims = co_await running_claims(client, ground.info.default_runtime, std::string());
        if (!claims) {
            co_return std::unexpected(std::move(claims.error()));
        }
        ground.claims = std::move(*claims);
    }
    ground.person = co_await person_there(client, ground.info, options.person);
    auto mounts = co_await machine_folders(client, options, ground.info, looking);
    if (!mounts) {
        co_return std::unexpected(std::move(mounts.error()));
    }
    ground.mounts = std::move(*mounts);
    const bool maps = mapped_person(options, ground).has_value();
    if ((maps || !ground.mounts.empty()) && !looking.look_only) {
        std::vector<std::string> targets = targets_of(ground.mounts);
        const std::uint32_t uid = ground.person ? ground.person->uid : 0;
        auto inside = co_await look_into_image(client, options.image, uid, std::move(targets));
        if (!inside) {
            co_return std::unexpected(std::move(inside.error()));
        }
        ground.image_knows_person = inside->knows_user;
        ground.covered = std::move(inside->filled);
    }
    co_return ground;
}

} // namespace dockwright::actions
