#include "cli/top/top.hpp"
#include "actions/blocking.hpp"
#include "base/message.hpp"
#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"
#include "cli/top/screen.hpp"
#include "cli/top/view.hpp"
#include "cli/typed_input.hpp"
#include "engine/gather.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdlib>
#include <memory>

namespace dockwright::cli::top {
namespace {

namespace asio = boost::asio;
using actions::Answer;
using actions::TopSnapshot;

/// What the watching half and the showing half share.
struct Showing {
    std::shared_ptr<TopSnapshot> snapshot = std::make_shared<TopSnapshot>();
    actions::TopOptions watched;
    TopOptions options;
    Streams streams;
    ViewStyle style;
    /// Ends all when it is emitted.
    asio::cancellation_signal leave;
    bool left = false;
};

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

bool reads_utf8(const char* const* names, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const char* const value = std::getenv(names[i]);
        if (value != nullptr && *value != '\0') { // the first that is set decides, as in setlocale(3)
            const std::string_view text(value);
            return text.contains("UTF-8") || text.contains("utf8") || text.contains("UTF8") ||
                   text.contains("utf-8");
        }
    }
    return false;
}

/// Every engine has been looked at twice, so that its rates are known, or has failed.
bool is_ready(const TopSnapshot& snapshot) {
    return !snapshot.engines.empty() &&
           std::ranges::all_of(snapshot.engines, [](const actions::TopEngine& engine) {
               return engine.state == actions::TopState::failed || engine.rounds >= 2;
           });
}

asio::awaitable<void> wait(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

/// A text each round.
asio::awaitable<void> print_rounds(std::shared_ptr<Showing> showing) {
    constexpr std::chrono::milliseconds soon{50};
    while (!is_ready(*showing->snapshot)) {
        co_await wait(soon);
    }
    for (std::int64_t round = 1;; ++round) {
        print(showing->streams.out, showing->options.engine.json
                                        ? json_line(*showing->snapshot, round, seconds_now())
                                        : plain(*showing->snapshot));
        std::fflush(showing->streams.out);
        if (round == showing->options.rounds) {
            co_return;
        }
        co_await wait(showing->options.interval);
    }
}

asio::awaitable<void> redraw(std::shared_ptr<Showing> showing, std::shared_ptr<Screen> screen) {
    constexpr std::chrono::milliseconds often{250};
    std::vector<std::string> shown;
    TerminalSize size;
    while (true) {
        const TerminalSize now = screen->size();
        std::vector<std::string> lines = view(*showing->snapshot, now, showing->style);
        if (lines != shown || now != size) {
            screen->draw(lines);
            shown = std::move(lines);
            size = now;
        }
        const std::int64_t rounds = showing->options.rounds;
        const bool done =
            rounds > 0 && std::ranges::all_of(showing->snapshot->engines, [&](const auto& engine) {
                return static_cast<std::int64_t>(engine.rounds) > rounds;
            });
        if (done && !showing->snapshot->engines.empty()) {
            co_return;
        }
        asio::steady_timer timer(co_await asio::this_coro::executor, often);
        asio::signal_set resized(co_await asio::this_coro::executor, SIGWINCH);
        resized.async_wait([&timer](const boost::system::error_code& ec, int /*number*/) {
            if (!ec) {
                timer.cancel();
            }
        });
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) {
            co_return;
        }
    }
}

/// Until q, Ctrl-C, or the terminal's end.
asio::awaitable<void> read_keys(std::shared_ptr<TypedInput> input) {
    while (true) {
        const std::string keys = co_await next(input);
        if (keys.empty() || keys.find_first_of("qQ\x03\x04") != std::string::npos) {
            co_return;
        }
    }
}

/// Whichever half ends first ends the other, and the watching with it.
asio::awaitable<void> part(std::shared_ptr<Showing> showing, std::shared_ptr<Screen> screen,
                           std::shared_ptr<TypedInput> input, std::size_t index) {
    if (index == 0) {
        co_await actions::watch(showing->snapshot, showing->watched);
        co_return;
    }
    if (index == 1 && screen) {
        co_await redraw(showing, screen);
    } else if (index == 1) {
        co_await print_rounds(showing);
    } else {
        co_await read_keys(input);
    }
    showing->left = true;
    if (input) {
        input->close();
    }
    showing->leave.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> parts(std::shared_ptr<Showing> showing, std::shared_ptr<Screen> screen,
                            std::shared_ptr<TypedInput> input) {
    const std::size_t count = input ? 3 : 2;
    std::function<asio::awaitable<void>(std::size_t)> each = [=](std::size_t index) {
        return part(showing, screen, input, index);
    };
    co_await engine::for_each_bounded(count, count, std::move(each));
}

/// Of all the parts. Shared: they may outlive who waits by a moment.
struct End {
    explicit End(const asio::any_io_executor& executor)
        : timer(executor, asio::steady_timer::time_point::max()) {}
    asio::steady_timer timer;
    std::exception_ptr failure;
};

asio::awaitable<Answer<bool>> show(std::shared_ptr<Showing> showing, bool on_screen) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    const int in = ::fileno(showing->streams.in);
    const auto screen =
        on_screen ? std::make_shared<Screen>(in, ::fileno(showing->streams.out)) : std::shared_ptr<Screen>();
    const auto input = on_screen ? std::make_shared<TypedInput>(executor, in) : std::shared_ptr<TypedInput>();
    const auto end = std::make_shared<End>(executor);
    asio::co_spawn(
        executor, parts(showing, screen, input),
        asio::bind_cancellation_slot(showing->leave.slot(), [showing, end](const std::exception_ptr& thrown) {
            end->failure = thrown;
            end->timer.cancel();
        }));
    co_await end->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none &&
        !showing->left) { // SIGTERM, or Ctrl-C off the screen
        showing->left = true;
        showing->leave.emit(asio::cancellation_type::terminal);
    }
    if (input) {
        input->close();
    }
    if (end->failure && !showing->left) {
        std::rethrow_exception(end->failure);
    }
    co_return true;
}

} // namespace

int top(const TopOptions& options, const Streams& streams) {
    constexpr const char* locale[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const auto showing = std::make_shared<Showing>();
    showing->options = options;
    showing->streams = streams;
    showing->style = {.color = colors_output(ColorChoice::automatic),
                      .blocks = reads_utf8(locale, std::size(locale))};
    const bool on_screen = streams.interactive && !options.plain && !options.engine.json;
    if (!streams.interactive && options.rounds == 0 && !options.plain && !options.engine.json) {
        showing->options.rounds = 1; // a script or a pipe waits for an end
    }
    showing->watched = {.engines = {},
                        .environment = options.engine.environment,
                        .interval = options.interval,
                        .gpu_only = options.gpu_only};
    if (options.all_hosts) {
        showing->watched.engines = actions::named_engines(options.engine.environment).engines;
    } else {
        actions::NamedEngine one;
        one.choice = choice_of(options.engine);
        const auto plan = engine::plan_endpoints(one.choice, options.engine.environment);
        if (!plan) {
            return fail(plan.error(), streams);
        }
        const std::string& name = plan->candidates.front().name;
        one.name = name.empty() ? plan->candidates.front().host() : name;
        one.host = name.empty() ? std::string() : plan->candidates.front().host();
        showing->watched.engines.push_back(std::move(one));
    }
    if (showing->watched.engines.empty()) {
        print(streams.err, "no engine has a name here: dockwright hosts add NAME\n");
        return 0;
    }
    const auto answer = actions::run_blocking<bool>([&] { return show(showing, on_screen); });
    if (!answer && answer.error().kind != engine::problem_kind::cancelled) {
        return fail(answer.error(), streams);
    }
    const auto& engines = showing->snapshot->engines;
    const bool none = !engines.empty() && std::ranges::all_of(engines, [](const actions::TopEngine& engine) {
        return engine.state == actions::TopState::failed;
    });
    if (!none || on_screen) {
        return 0;
    }
    const std::optional<Problem>& problem = engines.front().problem;
    return problem ? fail(*problem, streams) : static_cast<int>(ExitCode::failed);
}

} // namespace dockwright::cli::top
