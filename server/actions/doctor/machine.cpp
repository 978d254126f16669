#include "actions/doctor/machine.hpp"
#include "base/message.hpp"
#include "engine/run_program.hpp"
#include "host/probe.hpp"
#include "host/remote_program.hpp"
#include <boost/asio/this_coro.hpp>
#include <filesystem>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

constexpr engine::ProgramLimits limits{.time = std::chrono::minutes(2), .output = std::size_t{4} << 20U};

/// The engine's own folders of CDI specifications, as arguments of the probe; without them it looks in the
/// usual ones. Those of Docker Desktop are in its virtual machine.
std::vector<std::string> probe_arguments(const host::EngineFacts& engine) {
    constexpr std::size_t most_folders = 16;
    std::vector<std::string> out{"-s", "--"};
    for (const std::string& folder : engine.cdi_folders) {
        const bool plain = folder.starts_with('/') && folder.size() < 4096 && printable(folder) == folder;
        if (!engine.desktop && plain && out.size() < most_folders + 2) {
            out.push_back(folder);
        }
    }
    return out;
}

/// The probe measures where engines usually keep their images; here it can be the right folder.
void measure_disk(host::EngineFacts& engine) {
    std::error_code ec;
    const auto space = std::filesystem::space(engine.data_root, ec);
    if (!ec) {
        engine.disk_free = space.available;
        engine.disk_total = space.capacity;
    }
}

} // namespace

host::Reach reach_of(const engine::Endpoint& endpoint) {
    if (std::holds_alternative<engine::UnixAddress>(endpoint.address)) {
        return host::Reach::local;
    }
    return std::holds_alternative<engine::SshAddress>(endpoint.address) ? host::Reach::ssh
                                                                        : host::Reach::engine;
}

asio::awaitable<std::expected<host::Facts, Problem>>
machine_facts(engine::Endpoint endpoint, host::Facts into, std::optional<asio::any_io_executor> pool) {
    const auto executor = co_await asio::this_coro::executor;
    std::expected<engine::ProgramAnswer, Problem> answer;
    std::string script(host::probe_script);
    if (const auto* ssh = std::get_if<engine::SshAddress>(&endpoint.address)) {
        engine::SshAddress address = *ssh;
        std::string command = "sh";
        answer = co_await host::run_remote_program(executor, std::move(address), std::move(command),
                                                   std::move(script), limits, std::move(pool));
    } else {
        engine::ProgramCall call{
            .program = "sh", .arguments = probe_arguments(into.engine), .environment = {}, .folder = {}};
        answer = co_await engine::run_program(executor, std::move(call), std::move(script), limits);
    }
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    host::Facts facts = host::read_probe(answer->output, std::move(into));
    if (facts.reach == host::Reach::local && !facts.engine.data_root.empty()) {
        measure_disk(facts.engine);
    }
    co_return facts;
}

} // namespace dockwright::actions
