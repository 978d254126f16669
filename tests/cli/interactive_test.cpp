#include "cli/interactive.hpp"
#include "engine/calls/start_exec.hpp"
#include "engine/problems.hpp"
#include "support/one_connection.hpp"
#include "support/scripted_action.hpp"
#include <array>
#include <boost/asio/post.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

std::string framed(char stream, const std::string& text) {
    return std::string(1, stream) + std::string(6, '\0') + static_cast<char>(text.size()) + text;
}

const std::string upgraded = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

/// A terminal without a screen: what is written at one end comes out at the other.
class Terminal {
public:
    Terminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
        if (master_ >= 0 && ::grantpt(master_) == 0 && ::unlockpt(master_) == 0) {
            slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY | O_CLOEXEC);
        }
        EXPECT_GE(slave_, 0);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() {
        ::close(slave_);
        ::close(master_);
    }

    int descriptor() const { return slave_; }
    void resize(unsigned short rows, unsigned short columns) const {
        const winsize size{.ws_row = rows, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        ASSERT_EQ(::ioctl(master_, TIOCSWINSZ, &size), 0);
    }
    termios settings() const {
        termios out{};
        EXPECT_EQ(::tcgetattr(slave_, &out), 0);
        return out;
    }
    /// What is on the screen by now.
    std::string shown() const {
        std::string out;
        pollfd wait{.fd = master_, .events = POLLIN, .revents = 0};
        std::array<char, 4096> buffer{};
        while (::poll(&wait, 1, 0) == 1 && (wait.revents & POLLIN) != 0) {
            const ssize_t size = ::read(master_, buffer.data(), buffer.size());
            if (size <= 0) {
                break;
            }
            out.append(buffer.data(), static_cast<std::size_t>(size));
        }
        return out;
    }

private:
    int master_ = -1;
    int slave_ = -1;
};

bool is_raw(const termios& settings) {
    return (settings.c_lflag & (ECHO | ICANON | ISIG)) == 0 && (settings.c_oflag & OPOST) == 0;
}
bool is_usual(const termios& settings) {
    return (settings.c_lflag & (ECHO | ICANON | ISIG)) == (ECHO | ICANON | ISIG);
}

TEST(RawModes, LastAsLongAsTheyLive) {
    const Terminal terminal;
    ASSERT_TRUE(is_usual(terminal.settings()));
    {
        const RawMode raw(terminal.descriptor());
        EXPECT_TRUE(is_raw(terminal.settings()));
    }
    EXPECT_TRUE(is_usual(terminal.settings()));
}

/// Both ends, closed at the end.
struct Pipe {
    Pipe() { EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends[0]);
        close_input();
    }
    void close_input() {
        if (ends[1] >= 0) {
            ::close(ends[1]);
            ends[1] = -1;
        }
    }
    std::string rest() {
        close_input();
        std::string out;
        std::array<char, 4096> buffer{};
        for (ssize_t size = 1; size > 0;) {
            size = ::read(ends[0], buffer.data(), buffer.size());
            out.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
        }
        return out;
    }
    std::array<int, 2> ends{-1, -1};
};

TEST(RawModes, LeaveWhatIsNoTerminalAlone) {
    const Pipe pipe;
    const RawMode raw(pipe.ends[0]);
    EXPECT_EQ(terminal_size(pipe.ends[0]), std::nullopt);
}

TEST(TerminalSizes, AreThoseOfTheTerminal) {
    const Terminal terminal;
    terminal.resize(40, 120);
    EXPECT_EQ(terminal_size(terminal.descriptor()), (TerminalSize{.rows = 40, .columns = 120}));
    terminal.resize(0, 0);
    EXPECT_EQ(terminal_size(terminal.descriptor()), std::nullopt) << "one that doesn't know its size";
    EXPECT_EQ(terminal_size(-1), std::nullopt);
}

struct Nothing {};
using Done = std::expected<Nothing, Problem>;

asio::awaitable<Done> start_and_join(std::shared_ptr<engine::Client> client, Bridge bridge) {
    engine::ExecStart start;
    std::string exec = "e1";
    const auto streams = co_await engine::start_exec(std::move(client), std::move(exec), std::move(start));
    if (!streams) {
        co_return std::unexpected(streams.error());
    }
    const auto joined = co_await join(*streams, std::move(bridge));
    if (!joined) {
        co_return std::unexpected(joined.error());
    }
    co_return Nothing();
}

Script printing(const std::string& bytes) {
    return {expect_ping("1.41"), expect("POST /v1.41/exec/e1/start").bytes(upgraded + bytes).closes()};
}

Done joined(const ScriptedEngine& engine, const Bridge& bridge,
            milliseconds cancelled_after = std::chrono::minutes(1)) {
    return testing::run_action<Nothing>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return start_and_join(std::move(client), bridge); },
        cancelled_after);
}

TEST(Joining, KeepsTheTwoOutputsApart) {
    ScriptedEngine engine(printing(framed(1, "epoch 1\n") + framed(2, "careful\n") + framed(1, "\x1b]0;x")));
    Pipe out;
    Pipe err;
    const Done done = joined(engine, {.in = -1, .out = out.ends[1], .err = err.ends[1]});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(out.rest(), "epoch 1\n\x1b]0;x") << "a file gets the bytes as they are";
    EXPECT_EQ(err.rest(), "careful\n");
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Joining, MakesBytesHarmlessThatATerminalWouldObey) {
    const Terminal terminal;
    ScriptedEngine engine(printing(framed(1, "a\x1b]0;title\x07"
                                             "b")));
    const Done done = joined(
        engine, {.in = -1, .out = terminal.descriptor(), .err = terminal.descriptor(), .terminal = false});
    ASSERT_TRUE(done) << done.error().message;
    const std::string shown = terminal.shown();
    EXPECT_FALSE(shown.contains('\x1b')) << shown;
    EXPECT_TRUE(shown.contains("\\x1b]0;title")) << shown;
}

TEST(Joining, OfATerminalIsRawMeanwhileAndRestoresIt) {
    const Terminal terminal;
    terminal.resize(40, 120);
    ScriptedEngine engine(printing("\x1b[1mprompt$ "));
    TerminalSize told;
    bool was_raw = false;
    Bridge bridge{.in = terminal.descriptor(),
                  .out = terminal.descriptor(),
                  .err = terminal.descriptor(),
                  .terminal = true};
    bridge.resize = [&](TerminalSize size) -> asio::awaitable<bool> {
        told = size;
        was_raw = is_raw(terminal.settings());
        co_return true;
    };
    const Done done = joined(engine, bridge);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(told, (TerminalSize{.rows = 40, .columns = 120}));
    EXPECT_TRUE(was_raw);
    EXPECT_TRUE(is_usual(terminal.settings()));
    EXPECT_EQ(terminal.shown(), "\x1b[1mprompt$ ") << "the container's terminal is the person's";
}

TEST(Joining, ThatIsCancelledRestoresTheTerminalAndClosesItsConnection) {
    const Terminal terminal;
    Script script = printing("prompt$ ");
    script[1].then = testing::Step::Then::hang;
    ScriptedEngine engine(script);
    const Done done = joined(engine,
                             {.in = terminal.descriptor(),
                              .out = terminal.descriptor(),
                              .err = terminal.descriptor(),
                              .terminal = true,
                              .input = true},
                             milliseconds(150));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, engine::problem_kind::cancelled) << done.error().message;
    EXPECT_TRUE(is_usual(terminal.settings()));
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Joining, ThatIsCutInsideAFrameSaysSoAtEveryByte) {
    const std::string whole = framed(1, "epoch 1\n") + framed(2, "careful\n");
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        if (cut == whole.size() / 2) {
            continue; // between the frames: an end like any
        }
        ScriptedEngine engine(printing(whole.substr(0, cut)));
        Pipe out;
        Pipe err;
        const Done done = joined(engine, {.in = -1, .out = out.ends[1], .err = err.ends[1]});
        ASSERT_FALSE(done) << cut;
        EXPECT_FALSE(done.error().message.empty());
        EXPECT_FALSE(done.error().message.contains('\n'));
        EXPECT_TRUE(std::string("epoch 1\n").starts_with(out.rest())) << cut;
    }
}

TEST(Joining, WhoseOutputNobodyTakesSaysSo) {
    ScriptedEngine engine(printing(framed(1, "epoch 1\n")));
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    const Done done = joined(engine, {.in = -1, .out = full, .err = full});
    ::close(full);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, "output-unwritable");
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
}

TEST(Joining, PassesTheInputAndItsEnd) {
    std::string received;
    std::optional<testing::OneConnection> server;
    server.emplace([&](int socket) {
        testing::read_until(socket, "\r\n\r\n");
        testing::write_all_to(socket, upgraded);
        received = testing::read_until(socket, "never");
        testing::write_all_to(socket, framed(1, "thanks\n"));
    });
    Pipe in;
    Pipe out;
    const std::string typed = "import torch\n";
    ASSERT_EQ(::write(in.ends[1], typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
    in.close_input();
    asio::io_context loop;
    const engine::Choice choice{.host = server->host()};
    auto plan = engine::plan_endpoints(choice, engine::Environment());
    ASSERT_TRUE(plan) << plan.error().message;
    const auto client =
        std::make_shared<engine::Client>(loop.get_executor(), plan->candidates.front(), engine::Limits());
    std::optional<Done> done;
    const Bridge bridge{.in = in.ends[0], .out = out.ends[1], .err = out.ends[1], .input = true};
    asio::co_spawn(loop, start_and_join(client, bridge),
                   [&](const std::exception_ptr& /*failure*/, Done value) { done = std::move(value); });
    loop.run();
    server.reset(); // its thread has ended
    ASSERT_TRUE(done && *done);
    EXPECT_TRUE(received.ends_with(typed)) << received;
    EXPECT_EQ(out.rest(), "thanks\n");
}

std::expected<int, Problem> code_of(const Script& script, milliseconds after = std::chrono::minutes(1)) {
    ScriptedEngine engine(script);
    const auto code = testing::run_action<int>(
        engine, [](std::shared_ptr<engine::Client> client) { return exit_code_of(std::move(client), "e1"); },
        after);
    EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
    return code;
}

constexpr const char* asking = "GET /v1.41/exec/e1/json";

TEST(ExitCodes, AreWaitedForWhereOnlyTheStreamsClosed) {
    const auto code = code_of({expect_ping("1.41"), expect(asking).answer(200, R"({"Running":true})"),
                               expect(asking).answer(200, R"({"Running":true,"ExitCode":0})"),
                               expect(asking).answer(200, R"({"Running":false,"ExitCode":137})")});
    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(*code, 137);
}

TEST(ExitCodes, ThatCannotBeAskedAreAProblem) {
    for (const int status : {404, 409, 500}) {
        const auto code = code_of(
            {expect_ping("1.41"), expect(asking).answer(status, R"({"message":"No such exec instance"})")});
        ASSERT_FALSE(code) << status;
        EXPECT_FALSE(code.error().message.empty());
    }
}

TEST(ExitCodes, OfWhatNeverEndsAreWaitedForUntilItIsCancelled) {
    Script script{expect_ping("1.41")};
    for (int i = 0; i < 100; ++i) {
        script.push_back(expect(asking).answer(200, R"({"Running":true})"));
    }
    const auto code = code_of(script, milliseconds(100));
    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().kind, engine::problem_kind::cancelled);
}

} // namespace
} // namespace dockwright::cli
