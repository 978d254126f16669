#include "actions/hosts.hpp"
#include "actions/on_machine.hpp"
#include "actions/within.hpp"
#include "base/message.hpp"
#include "engine/calls/ping.hpp"
#include "engine/calls/system_info.hpp"
#include "engine/gather.hpp"
#include "engine/open.hpp"
#include "engine/private_folder.hpp"
#include "engine/problems.hpp"
#include "engine/run_program.hpp"
#include "engine/ssh_command.hpp"
#include <algorithm>
#include <unistd.h>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Tested = std::expected<HostTest, Problem>;

std::chrono::milliseconds since(Clock::time_point began) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
}

asio::awaitable<Tested> test(NamedEngine named, engine::Environment environment,
                             std::chrono::milliseconds limit) {
    HostTest result;
    const auto executor = co_await asio::this_coro::executor;
    engine::Limits limits;
    limits.login = std::max(limits.login, limit);
    auto began = Clock::now();
    auto client = co_await engine::find_engine(executor, std::move(named.choice), std::move(environment),
                                               limits, std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    result.connect = since(began);
    began = Clock::now();
    const auto spoken = co_await engine::ping(*client, std::string());
    if (!spoken) {
        co_return std::unexpected(spoken.error());
    }
    result.round_trip = since(began);
    const auto info = co_await engine::system_info(*client);
    if (!info) {
        co_return std::unexpected(info.error());
    }
    result.version = info->server_version;
    result.api = engine::to_string((*client)->spoken().version);
    result.podman = (*client)->spoken().podman;
    const engine::Endpoint& endpoint = (*client)->endpoint();
    if (std::holds_alternative<engine::UnixAddress>(endpoint.address) && is_elsewhere(*info)) {
        result.load.problem = machine_not_reached(endpoint);
        co_return result;
    }
    constexpr std::chrono::milliseconds for_gpus{10000};
    result.load = co_await ask_load(*client, for_gpus);
    co_return result;
}

struct Testing {
    std::vector<HostTest> tests;
    engine::Environment environment;
    std::chrono::milliseconds limit;
    std::function<void(const HostTest&)> on_answer;
};

asio::awaitable<void> test_one(std::shared_ptr<Testing> testing, std::size_t index) {
    HostTest& one = testing->tests[index];
    auto work = test(one.engine, testing->environment, testing->limit);
    auto answer = co_await within(testing->limit, std::move(work));
    if (answer && *answer) {
        NamedEngine engine = std::move(one.engine);
        one = std::move(**answer);
        one.engine = std::move(engine);
    } else if (answer) {
        one.problem = std::move(answer->error());
    } else {
        const std::string seconds = std::to_string(testing->limit.count() / 1000);
        one.problem = Problem{
            .kind = engine::problem_kind::timed_out,
            .message = message("{} did not answer within {} s", {printable(one.engine.name), seconds}),
            .next_step = "See whether the machine is up and its network is reached from here"};
    }
    if (testing->on_answer) {
        testing->on_answer(one);
    }
}

/// Long enough for a day's work behind a second factor.
constexpr std::string_view kept = "ControlPersist=8h";

} // namespace

asio::awaitable<std::vector<HostTest>> test_hosts(std::vector<NamedEngine> engines,
                                                  engine::Environment environment,
                                                  std::chrono::milliseconds limit,
                                                  std::function<void(const HostTest&)> on_answer) {
    const auto testing = std::make_shared<Testing>();
    testing->environment = std::move(environment);
    testing->limit = limit;
    testing->on_answer = std::move(on_answer);
    for (NamedEngine& engine : engines) {
        testing->tests.emplace_back().engine = std::move(engine);
    }
    std::function<asio::awaitable<void>(std::size_t)> each = [testing](std::size_t index) {
        return test_one(testing, index);
    };
    co_await engine::for_each_bounded(testing->tests.size(), testing->tests.size(), std::move(each));
    co_return std::move(testing->tests);
}

NamedEngine engine_named(std::string_view text, const engine::Environment& environment) {
    for (NamedEngine& engine : named_engines(environment).engines) {
        if (engine.name == text) {
            return std::move(engine);
        }
    }
    NamedEngine engine;
    engine.name = text;
    engine.host = text;
    engine.choice = choice_by(text, environment, "the name");
    engine.origin = "argument";
    return engine;
}

asio::awaitable<std::expected<std::vector<std::string>, Problem>>
login_command(NamedEngine engine, engine::Environment environment) {
    const auto plan = engine::plan_endpoints(engine.choice, environment);
    if (!plan) {
        co_return std::unexpected(plan.error());
    }
    const auto* const ssh = std::get_if<engine::SshAddress>(&plan->candidates.front().address);
    if (ssh == nullptr) {
        co_return std::unexpected(Problem{
            .kind = "no-login",
            .message = message("{} isn't reached over SSH, so there is no login", {printable(engine.name)}),
            .next_step =
                message("See whether it answers: dockwright hosts test {}", {printable(engine.name)})});
    }
    if (auto refused = engine::ssh_refusal(ssh->target)) {
        co_return std::unexpected(std::move(*refused));
    }
    std::vector<std::string> words = engine::ssh_question(ssh->target);
    engine::ProgramCall question{
        .program = "ssh", .arguments = {words.begin() + 1, words.end()}, .environment = {}, .folder = {}};
    const auto executor = co_await asio::this_coro::executor;
    const engine::ProgramLimits limits;
    auto asked = co_await engine::run_program(executor, std::move(question), std::string(), limits);
    if (!asked) {
        co_return std::unexpected(std::move(asked.error()));
    }
    const std::string folder = engine::ssh_control_folder(ssh->runtime_folder, ::getuid());
    const engine::SshAnswer theirs = engine::read_ssh_answer(asked->output);
    engine::SshSettings settings{.batch = false, .client = ssh->client, .control_folder = {}};
    if (engine::fits_control_path(folder) && engine::make_private_folder(folder)) {
        settings.control_folder = folder;
    }
    auto command = engine::ssh_command(ssh->target, settings, theirs);
    if (!command) {
        co_return std::unexpected(std::move(command.error()));
    }
    if (theirs.control_path.empty()) { // of an option that is given twice, ssh takes the first
        command->insert(command->begin() + 1, {"-o", std::string(kept)});
    }
    command->back() = "true";
    co_return std::move(*command);
}

} // namespace dockwright::actions
