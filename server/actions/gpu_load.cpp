#include "actions/gpu_load.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include "engine/calls/top_container.hpp"
#include "engine/container_id.hpp"
#include "engine/gather.hpp"
#include "host/load_script.hpp"
#include "host/machine_program.hpp"
#include "host/top_pids.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

Problem gpus_silent(const engine::Endpoint& endpoint, std::string_view words) {
    return {.kind = "gpus-not-answering",
            .message = message("the GPUs at {} don't answer: {}",
                               {endpoint.description(), words.empty() ? "nvidia-smi gave nothing" : words}),
            .next_step = "Ask what is wrong: dockwright doctor"};
}

struct Placing {
    std::shared_ptr<engine::Client> client;
    MachineLoad load;
    std::vector<std::string> containers;
};

asio::awaitable<void> place_one(std::shared_ptr<Placing> placing, std::size_t index) {
    std::string id = placing->containers[index];
    auto top = co_await engine::top_container(placing->client, id, "-eo pid");
    if (!top) {
        co_return; // it may have ended meanwhile
    }
    const std::vector<std::uint32_t> pids = host::pids_of_top(top->titles, top->processes);
    for (host::GpuProcess& process : placing->load.processes) {
        if (process.container.empty() && std::ranges::find(pids, process.pid) != pids.end()) {
            process.container = id;
            std::erase(placing->load.unplaced, process.pid);
        }
    }
}

} // namespace

std::size_t asked_at_once(const engine::Endpoint& endpoint, std::size_t requests) {
    constexpr std::size_t worth_a_second = 100;
    if (std::holds_alternative<engine::SshAddress>(endpoint.address)) {
        return requests < worth_a_second ? 1 : 2;
    }
    return 4;
}

asio::awaitable<MachineLoad> ask_load(std::shared_ptr<engine::Client> client,
                                      std::chrono::milliseconds limit) {
    MachineLoad load;
    if (!host::runs_programs(client->endpoint().address)) {
        co_return load;
    }
    const engine::ProgramLimits limits{.time = limit, .output = std::size_t{4} << 20U};
    std::vector<std::string> words{"sh"};
    std::string script(host::load_script);
    auto answer = co_await host::run_program_at(client->executor(), client->endpoint().address,
                                                std::move(words), std::move(script), limits, client->pool());
    if (!answer) {
        load.problem = std::move(answer.error());
        co_return load;
    }
    host::LoadReading reading = host::read_load_script(answer->output);
    load.answered = reading.nvidia.state == host::NvidiaSmi::State::answered;
    if (reading.nvidia.state == host::NvidiaSmi::State::failed) {
        load.problem = gpus_silent(client->endpoint(), reading.nvidia.words);
    }
    load.driver = std::move(reading.nvidia.driver);
    load.gpus = std::move(reading.nvidia.gpus);
    load.loads = std::move(reading.loads);
    load.processes = std::move(reading.nvidia.processes);
    load.unplaced = std::move(reading.unplaced);
    co_return load;
}

asio::awaitable<MachineLoad> place_by_engine(std::shared_ptr<engine::Client> client, MachineLoad load,
                                             std::vector<std::string> gpu_containers) {
    if (load.unplaced.empty()) {
        co_return load;
    }
    std::erase_if(gpu_containers, [](const std::string& id) { return !engine::is_container_id(id); });
    const auto placing = std::make_shared<Placing>();
    placing->client = client;
    placing->load = std::move(load);
    placing->containers = std::move(gpu_containers);
    std::function<asio::awaitable<void>(std::size_t)> place = [placing](std::size_t index) {
        return place_one(placing, index);
    };
    co_await engine::for_each_bounded(placing->containers.size(),
                                      asked_at_once(client->endpoint(), placing->containers.size()),
                                      std::move(place));
    co_return std::move(placing->load);
}

asio::awaitable<MachineLoad> gpu_load(std::shared_ptr<engine::Client> client,
                                      std::vector<std::string> gpu_containers,
                                      std::chrono::milliseconds limit) {
    MachineLoad load;
    load.problem = co_await look_where(client);
    if (load.problem) {
        co_return load;
    }
    load = co_await ask_load(client, limit);
    co_return co_await place_by_engine(std::move(client), std::move(load), std::move(gpu_containers));
}

} // namespace dockwright::actions
