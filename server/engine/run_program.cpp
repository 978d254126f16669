#include "engine/run_program.hpp"
#include "base/message.hpp"
#include "engine/deadline.hpp"
#include "engine/problems.hpp"
#include "engine/stream_transport.hpp"
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using Pipe = StreamTransport<asio::local::stream_protocol::socket>;

asio::awaitable<void> feed(std::shared_ptr<Pipe> pipe, std::string input) {
    std::size_t written = 0;
    while (written < input.size()) {
        const asio::const_buffer rest(input.data() + written, input.size() - written);
        const Transfer step = co_await pipe->write_some(rest);
        if (!step) {
            co_return; // it doesn't want to read: its exit code tells more
        }
        written += *step;
    }
    pipe->shutdown_send();
}

} // namespace

asio::awaitable<std::expected<ProgramAnswer, Problem>>
run_program(asio::any_io_executor executor, ProgramCall call, std::string input, ProgramLimits limits) {
    auto started = Child::start(executor, call);
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    const std::shared_ptr<Child> child = std::move(*started);
    const auto pipe = std::make_shared<Pipe>(std::move(child->stream()));
    const Deadline deadline(*pipe, limits.time);
    asio::co_spawn(executor, feed(pipe, std::move(input)), asio::detached);
    ProgramAnswer answer;
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    while (!answer.cut) {
        const Transfer step = co_await pipe->read_some(asio::buffer(*buffer));
        if (!step || *step == 0) {
            break;
        }
        answer.output.append(buffer->data(), *step);
        answer.cut = answer.output.size() > limits.output;
    }
    if (answer.cut || deadline.passed()) {
        answer.output.resize(std::min(answer.output.size(), limits.output));
        child->terminate();
    }
    if (deadline.passed()) {
        const std::string seconds = std::to_string(limits.time.count() / 1000);
        co_return std::unexpected(
            Problem{.kind = problem_kind::program_timed_out,
                    .message = message("'{}' did not end within {} s", {printable(call.program), seconds}),
                    .next_step = message("Try {} in a terminal", {printable(call.program)})});
    }
    answer.exit_code = co_await child->wait();
    answer.errors = child->errors();
    co_return answer;
}

} // namespace dockwright::engine
