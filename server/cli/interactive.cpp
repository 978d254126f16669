#include "cli/interactive.hpp"
#include "base/message.hpp"
#include "cli/safe_text.hpp"
#include "cli/terminal.hpp"
#include "cli/typed_input.hpp"
#include "engine/calls/inspect_exec.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace dockwright::cli {

namespace asio = boost::asio;
using boost::system::error_code;
using Done = std::expected<void, Problem>;

std::optional<TerminalSize> terminal_size(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
        return std::nullopt;
    }
    return TerminalSize{.rows = size.ws_row, .columns = size.ws_col};
}

struct RawMode::Saved {
    int descriptor = -1;
    termios before{};
};

RawMode::RawMode(int descriptor) {
    termios before{};
    if (::tcgetattr(descriptor, &before) != 0) {
        return;
    }
    saved_ = std::make_unique<Saved>(Saved{.descriptor = descriptor, .before = before});
    termios raw = before;
    ::cfmakeraw(&raw);
    ::tcsetattr(descriptor, TCSADRAIN, &raw);
}

RawMode::~RawMode() {
    if (saved_) {
        ::tcsetattr(saved_->descriptor, TCSADRAIN, &saved_->before);
    }
}

namespace {

/// One of our outputs, made harmless where a person looks at it.
class Output {
public:
    Output(int descriptor, bool as_it_is)
        : descriptor_(descriptor), safe_(!as_it_is && ::isatty(descriptor) == 1) {}

    bool write(std::string_view bytes) {
        if (!safe_) {
            return write_all(descriptor_, bytes);
        }
        shown_.clear();
        text_.add(bytes, shown_);
        return write_all(descriptor_, shown_);
    }
    bool finish() {
        shown_.clear();
        text_.finish(shown_);
        return write_all(descriptor_, shown_);
    }

private:
    int descriptor_;
    bool safe_;
    SafeText text_;
    std::string shown_;
};

/// Shared with the coroutines beside the output's, which end a moment after it.
struct Joined {
    Joined(std::shared_ptr<engine::Hijacked> to, Bridge with, const asio::any_io_executor& executor)
        : hijacked(std::move(to)), bridge(std::move(with)), sizes(executor, SIGWINCH),
          ends(executor, SIGHUP, SIGQUIT), pause(executor) {}

    std::shared_ptr<engine::Hijacked> hijacked;
    Bridge bridge;
    std::shared_ptr<TypedInput> input;
    asio::signal_set sizes;
    asio::signal_set ends;
    asio::steady_timer pause;
    bool over = false;
};

asio::awaitable<void> pass_input(std::shared_ptr<Joined> joined) {
    while (!joined->over) {
        std::string bytes = co_await next(joined->input);
        if (joined->over) {
            co_return;
        }
        if (bytes.empty()) {
            joined->hijacked->end_input();
            co_return;
        }
        const auto written = co_await write(joined->hijacked, std::move(bytes));
        if (!written) {
            co_return; // the program reads no more; what it says still comes
        }
    }
}

asio::awaitable<void> resize_once(std::shared_ptr<Joined> joined) {
    // At first the program may not be there yet.
    constexpr int tries = 10;
    for (int n = 1; n <= tries && !joined->over; ++n) {
        const std::optional<TerminalSize> size = terminal_size(joined->bridge.out);
        if (!size) {
            co_return;
        }
        const bool taken = co_await joined->bridge.resize(*size);
        if (taken) {
            co_return;
        }
        joined->pause.expires_after(std::chrono::milliseconds(10 * n));
        error_code ec;
        co_await joined->pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
}

asio::awaitable<void> follow_size(std::shared_ptr<Joined> joined) {
    error_code ec;
    while (!joined->over && !ec) {
        co_await resize_once(joined);
        if (joined->over) {
            co_return;
        }
        co_await joined->sizes.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
}

Done pass_pieces(engine::LogFrames& frames, std::string_view bytes, std::vector<engine::LogPiece>& pieces,
                 Output& out, Output& err, const engine::Endpoint& endpoint) {
    pieces.clear();
    const std::optional<engine::FrameFault> fault = frames.feed(bytes, pieces);
    for (const engine::LogPiece& piece : pieces) {
        Output& to = piece.stream == engine::LogStream::standard_output ? out : err;
        if (!to.write(piece.bytes)) {
            return std::unexpected(Problem{.kind = "output-unwritable",
                                           .message = "what the program printed can't be written on",
                                           .next_step = {}});
        }
    }
    if (fault) {
        return std::unexpected(engine::not_an_engine(endpoint, engine::describe(*fault)));
    }
    return {};
}

asio::awaitable<Done> pass_output(std::shared_ptr<Joined> joined) {
    const Bridge& bridge = joined->bridge;
    const engine::Endpoint& endpoint = joined->hijacked->endpoint();
    engine::LogFrames frames(bridge.terminal ? engine::LogFrames::Form::raw
                                             : engine::LogFrames::Form::frames);
    Output out(bridge.out, bridge.terminal);
    Output err(bridge.err, bridge.terminal);
    std::vector<engine::LogPiece> pieces;
    while (true) {
        const std::expected<std::string, Problem> bytes = co_await read(joined->hijacked);
        if (!bytes) {
            co_return std::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            break;
        }
        Done passed = pass_pieces(frames, *bytes, pieces, out, err, endpoint);
        if (!passed) {
            co_return passed;
        }
    }
    out.finish();
    err.finish();
    if (const std::optional<engine::FrameFault> fault = frames.finish()) {
        co_return std::unexpected(engine::not_an_engine(endpoint, engine::describe(*fault)));
    }
    co_return Done();
}

/// A pipe that nobody reads would end us before the terminal is restored.
class NoPipeSignal {
public:
    NoPipeSignal() {
        struct sigaction ignored = {};
        ignored.sa_handler = SIG_IGN;
        ::sigaction(SIGPIPE, &ignored, &before_);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;
    ~NoPipeSignal() { ::sigaction(SIGPIPE, &before_, nullptr); }

private:
    struct sigaction before_ = {};
};

void start_beside(const std::shared_ptr<Joined>& joined, const asio::any_io_executor& executor) {
    if (joined->bridge.input) {
        joined->input = std::make_shared<TypedInput>(executor, joined->bridge.in);
        asio::co_spawn(executor, pass_input(joined), asio::detached);
    }
    if (joined->bridge.terminal && joined->bridge.resize) {
        asio::co_spawn(executor, follow_size(joined), asio::detached);
    }
    joined->ends.async_wait([weak = std::weak_ptr<Joined>(joined)](const error_code& ec, int /*number*/) {
        const std::shared_ptr<Joined> still = weak.lock();
        if (!ec && still) {
            still->hijacked->close();
        }
    });
}

/// Ends what runs beside the output, also where an exception ends that: the loop waits for all of it.
class Ending {
public:
    explicit Ending(std::shared_ptr<Joined> joined) : joined_(std::move(joined)) {}
    Ending(const Ending&) = delete;
    Ending& operator=(const Ending&) = delete;
    ~Ending() {
        joined_->over = true;
        joined_->hijacked->close();
        if (joined_->input) {
            joined_->input->close();
        }
        joined_->sizes.cancel();
        joined_->ends.cancel();
        joined_->pause.cancel();
    }

private:
    std::shared_ptr<Joined> joined_;
};

} // namespace

asio::awaitable<Done> join(std::shared_ptr<engine::Hijacked> hijacked, Bridge bridge) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const auto joined = std::make_shared<Joined>(std::move(hijacked), std::move(bridge), executor);
    std::optional<RawMode> raw;
    std::optional<NoPipeSignal> quiet;
    if (joined->bridge.terminal) {
        quiet.emplace();
        raw.emplace(joined->bridge.in);
    }
    const Ending ending(joined);
    start_beside(joined, executor);
    co_return co_await pass_output(joined);
}

asio::awaitable<std::expected<int, Problem>> exit_code_of(std::shared_ptr<engine::Client> client,
                                                          std::string exec) {
    constexpr std::chrono::milliseconds longest(500);
    std::chrono::milliseconds wait(5);
    asio::steady_timer timer(client->executor());
    while (true) {
        const auto state = co_await engine::inspect_exec(client, exec);
        if (!state) {
            co_return std::unexpected(state.error());
        }
        const std::optional<std::int64_t>& exit_code = state->exit_code;
        if (!state->running && exit_code) {
            co_return static_cast<int>(*exit_code);
        }
        timer.expires_after(wait);
        co_await timer.async_wait(asio::use_awaitable);
        wait = std::min(wait * 2, longest);
    }
}

} // namespace dockwright::cli
