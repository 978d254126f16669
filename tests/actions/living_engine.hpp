#pragma once
#include "support/scripted_action.hpp"
#include "support/scripted_engine.hpp"
#include <boost/asio/post.hpp>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace dockwright::testing {

/// What an engine has, for comparing it before and after.
struct LivingWorld {
    struct One {
        std::string name;
        std::string state = "created"; ///< as an inspect's Status
        std::string policy = "no";
        std::set<std::string> networks{};
        bool gpus = false; ///< has asked for some

        bool operator==(const One&) const = default;
    };
    std::map<std::string, One> containers{};     ///< by id
    std::map<std::string, std::string> images{}; ///< ids by name and tag
    std::set<std::string> volumes{};

    /// The id of an image that a commit makes; every other is 64 times f.
    static std::string committed_id() { return "sha256:" + std::string(64, 'e'); }
    static std::string image_id() { return "sha256:" + std::string(64, 'f'); }

    /// For a failed check's message.
    std::string text() const;
    bool operator==(const LivingWorld&) const = default;
};

/// What goes wrong, once or for a while.
struct Wrong {
    static constexpr std::size_t never = std::string::npos;
    /// Which request, counted from 0 without the ping.
    std::size_t at = never;
    /// How many from there on.
    std::size_t count = 1;
    Failure failure = Failure::closes;
    /// Refused with this instead of the failure, where not 0.
    int status = 0;
    /// The engine does what was asked all the same, the first time, and only its answer is wrong.
    bool done = false;
    /// The right answer, but only so many bytes of it, instead of the failure; where not `never`.
    std::size_t cut = never;
};

/// An engine whose containers are made, renamed, started and removed as they are asked to be, so that a test
/// sees what an action that was broken off has left. On a real Unix socket, with a thread of its own; each
/// connection serves one request. Ids are 64 times one hexadecimal digit.
class LivingEngine {
public:
    explicit LivingEngine(LivingWorld world, Wrong wrong = {});
    LivingEngine(const LivingEngine&) = delete;
    LivingEngine& operator=(const LivingEngine&) = delete;
    ~LivingEngine();

    std::string host() const;
    LivingWorld world() const;
    /// "POST /containers/aaaa…/stop?t=10", without the version; the ping is left out.
    std::vector<std::string> requests() const;
    /// From now on something else goes wrong; requests are counted from 0 again.
    void set_wrong(Wrong wrong);
    void forget_containers();
    /// The changes that the only container's layer has, as the engine answers them.
    void set_changes(std::string json);
    /// What a program prints when it is run in a container, by its first word; at most 127 bytes. One that
    /// isn't named here is not there.
    void set_printed(std::string program, std::string text);
    /// Called by the engine's thread before it answers that request for the first time.
    void before(std::string request_part, std::function<void()> call);
    /// How many files, sockets and pipes this process has open, without the connections that are the
    /// engine's.
    std::size_t open_descriptors() const;
    /// As if it left a request unanswered: cancels the action.
    void cancel_action();
    /// Called by the engine's thread when it leaves a request unanswered.
    void when_hanging(std::function<void()> call);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Runs an action, and cancels it (as Ctrl-C does) when the engine leaves a request unanswered. Blocks until
/// it has ended.
template <typename T>
std::expected<T, Problem> run_on_living(LivingEngine& engine, ActionWork<T> work) {
    namespace asio = boost::asio;
    asio::io_context loop;
    asio::cancellation_signal cancel;
    asio::steady_timer timer(loop);
    engine.when_hanging([&] {
        asio::post(loop, [&] {
            timer.expires_after(std::chrono::milliseconds(2)); // by then the answer is waited for
            timer.async_wait([&](const boost::system::error_code& ec) {
                if (!ec) {
                    cancel.emit(asio::cancellation_type::all);
                }
            });
        });
    });
    std::optional<std::expected<T, Problem>> outcome;
    std::exception_ptr failure;
    asio::co_spawn(loop, find_and_work<T>(engine.host(), std::move(work), std::chrono::seconds(10)),
                   asio::bind_cancellation_slot(
                       cancel.slot(), [&](const std::exception_ptr& thrown, std::expected<T, Problem> value) {
                           failure = thrown;
                           outcome = std::move(value);
                       }));
    loop.run();
    engine.when_hanging({});
    try {
        if (failure) {
            std::rethrow_exception(failure);
        }
    } catch (const boost::system::system_error& error) {
        if (error.code() != asio::error::operation_aborted) {
            throw;
        }
        return std::unexpected(
            Problem{.kind = engine::problem_kind::cancelled, .message = "it was cancelled", .next_step = {}});
    }
    return std::move(outcome.value());
}

/// Every way in which a request may go wrong, with and without having been carried out: an answer of the
/// wrong shape is one to what was done, a refusal one to what wasn't, and of a broken connection nobody
/// knows.
std::vector<Wrong> every_wrong(std::size_t requests);

/// Every request with its answer cut at every byte: `run` is called with more and more of the answer until it
/// gives true, which is when it was whole.
void with_every_cut(std::size_t requests, const std::function<bool(const Wrong& wrong)>& run);

/// "request 3: closes, done all the same".
std::string name_of(const Wrong& wrong);

/// What a person can read: one sentence without a full stop, of signs that can be shown, and a kind.
std::string fault_of(const Problem& problem);

} // namespace dockwright::testing
