#include "engine/child.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
constexpr auto tuple_awaitable = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_errors = 16 * 1024;
constexpr std::chrono::seconds patience_after_asking{3};

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    out.reserve(words.size() + 1);
    for (std::string& word : words) {
        out.push_back(word.data());
    }
    out.push_back(nullptr);
    return out;
}

/// The two structures of posix_spawn, freed at the end.
struct Spawning {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};

    Spawning() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    Spawning(const Spawning&) = delete;
    Spawning& operator=(const Spawning&) = delete;
    ~Spawning() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
};

/// 0, or errno.
int spawn(const ProgramCall& call, int stream, int errors, pid_t& pid) {
    Spawning spawning;
    posix_spawn_file_actions_adddup2(&spawning.files, stream, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&spawning.files, stream, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&spawning.files, call.errors_in_output ? stream : errors, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&spawning.files, STDERR_FILENO + 1);
    if (!call.folder.empty()) {
        posix_spawn_file_actions_addchdir_np(&spawning.files, call.folder.c_str());
    }
    sigset_t none;
    sigemptyset(&none);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGTERM);
    posix_spawnattr_setsigmask(&spawning.attributes, &none);
    posix_spawnattr_setsigdefault(&spawning.attributes, &defaults);
    posix_spawnattr_setpgroup(&spawning.attributes, 0);
    posix_spawnattr_setflags(&spawning.attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<std::string> words{call.program};
    words.insert(words.end(), call.arguments.begin(), call.arguments.end());
    std::vector<std::string> environment = call.environment;
    const std::vector<char*> argv = pointers(words);
    const std::vector<char*> envp = pointers(environment);
    return posix_spawnp(&pid, call.program.c_str(), &spawning.files, &spawning.attributes, argv.data(),
                        environment.empty() ? environ : envp.data());
}

Problem not_started(const ProgramCall& call, int error) {
    const std::string program = printable(call.program);
    if (error == ENOENT) {
        return {.kind = problem_kind::program_missing,
                .message = message("there is no program '{}' on this machine", {program}),
                .next_step = message("Install it, or put the folder that holds {} into PATH", {program})};
    }
    return {.kind = problem_kind::program_missing,
            .message = message("could not start '{}': {}", {program, std::strerror(error)}),
            .next_step = message("Check that {} can be run in a terminal", {program})};
}

} // namespace

struct Child::State {
    explicit State(const asio::any_io_executor& executor)
        : stream(executor), errors_pipe(executor), ended(executor),
          done(executor, asio::steady_timer::time_point::max()), patience(executor) {}

    asio::local::stream_protocol::socket stream;
    asio::posix::stream_descriptor errors_pipe;
    /// The process as a file descriptor: readable when it has ended.
    asio::posix::stream_descriptor ended;
    /// Cancelled when everything is over: what `wait` waits for.
    asio::steady_timer done;
    /// Runs from the asking to the kill.
    asio::steady_timer patience;
    pid_t pid = 0;
    std::string errors;
    bool over = false;
    int code = 0;

    static asio::awaitable<void> read_errors(std::shared_ptr<State> state);
    /// Until it has ended: takes the exit code.
    static asio::awaitable<void> watch(std::shared_ptr<State> state);
    static asio::awaitable<void> kill_later(std::shared_ptr<State> state);
    void keep_error(std::string_view piece);
    /// All that lies in the pipe; false at its end.
    bool take_errors();
    void reap();
};

void Child::State::keep_error(std::string_view piece) {
    errors += piece;
    if (errors.size() > most_errors) {
        errors.erase(0, errors.size() - most_errors);
    }
}

void Child::State::reap() {
    int status = 0;
    if (::waitpid(pid, &status, 0) == pid) {
        code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    over = true;
    done.cancel();
    patience.cancel();
}

bool Child::State::take_errors() {
    std::array<char, 4096> buffer{};
    for (int rounds = 0; rounds < 64; ++rounds) { // a pipe holds 64 KiB, in pieces of any size
        const ssize_t size = ::read(errors_pipe.native_handle(), buffer.data(), buffer.size());
        if (size <= 0) {
            return size < 0 && (errno == EAGAIN || errno == EINTR);
        }
        keep_error({buffer.data(), static_cast<std::size_t>(size)});
    }
    return true;
}

asio::awaitable<void> Child::State::read_errors(std::shared_ptr<State> state) {
    // Waits, and reads by itself: bytes in a completion that is still queued would come behind those that
    // `watch` reads.
    while (true) {
        const auto [ec] = co_await state->errors_pipe.async_wait(asio::posix::stream_descriptor::wait_read,
                                                                 tuple_awaitable);
        if (ec || !state->take_errors()) {
            co_return;
        }
    }
}

asio::awaitable<void> Child::State::watch(std::shared_ptr<State> state) {
    co_await state->ended.async_wait(asio::posix::stream_descriptor::wait_read, tuple_awaitable);
    // What it wrote before it ended lies in the pipe. Not until the pipe's end: a program that it left
    // behind (ssh's shared connection) may hold it open for ever.
    state->take_errors();
    error_code ec;
    state->errors_pipe.close(ec);
    state->reap();
}

asio::awaitable<void> Child::State::kill_later(std::shared_ptr<State> state) {
    state->patience.expires_after(patience_after_asking);
    co_await state->patience.async_wait(tuple_awaitable);
    if (!state->over) {
        ::kill(-state->pid, SIGKILL);
    }
}

Child::Child(std::shared_ptr<State> state) : state_(std::move(state)) {}

Child::~Child() {
    error_code ignored;
    state_->stream.close(ignored);
    terminate();
}

std::expected<std::shared_ptr<Child>, Problem> Child::start(asio::any_io_executor executor,
                                                            const ProgramCall& call) {
    auto state = std::make_shared<State>(executor);
    asio::local::stream_protocol::socket theirs(executor);
    std::array<int, 2> errors{};
    error_code ec;
    asio::local::connect_pair(state->stream, theirs, ec);
    if (ec || ::pipe2(errors.data(), O_CLOEXEC) != 0) {
        return std::unexpected(not_started(call, ec ? ec.value() : errno));
    }
    ::fcntl(errors[0], F_SETFL, O_NONBLOCK);
    state->errors_pipe.assign(errors[0], ec);
    theirs.native_non_blocking(false, ec);
    const int failed = spawn(call, theirs.native_handle(), errors[1], state->pid);
    ::close(errors[1]);
    if (failed != 0) {
        return std::unexpected(not_started(call, failed));
    }
    const long handle = ::syscall(SYS_pidfd_open, state->pid, 0);
    if (handle < 0) {
        const int why = errno;
        ::kill(-state->pid, SIGKILL);
        state->reap();
        return std::unexpected(not_started(call, why));
    }
    state->ended.assign(static_cast<int>(handle), ec);
    asio::co_spawn(executor, State::read_errors(state), asio::detached);
    asio::co_spawn(executor, State::watch(state), asio::detached);
    return std::shared_ptr<Child>(new Child(std::move(state)));
}

asio::local::stream_protocol::socket& Child::stream() {
    return state_->stream;
}

std::string Child::errors() const {
    return state_->errors;
}

asio::awaitable<int> Child::wait() {
    const std::shared_ptr<State> state = state_;
    while (!state->over) {
        const auto [ec] = co_await state->done.async_wait(tuple_awaitable);
        if (!state->over && ec == asio::error::operation_aborted) {
            co_return -1; // the caller was cancelled
        }
    }
    co_return state->code;
}

void Child::terminate() {
    if (!state_->over) {
        ::kill(-state_->pid, SIGTERM);
        asio::co_spawn(state_->stream.get_executor(), State::kill_later(state_), asio::detached);
    }
}

} // namespace dockwright::engine
