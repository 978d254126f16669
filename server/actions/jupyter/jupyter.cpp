#include "actions/jupyter/jupyter.hpp"
#include "actions/cancelling.hpp"
#include "actions/forward/way.hpp"
#include "base/message.hpp"
#include "engine/calls/container_logs.hpp"
#include "engine/calls/create_exec.hpp"
#include "engine/calls/inspect_container.hpp"
#include "engine/calls/inspect_exec.hpp"
#include "engine/calls/start_exec.hpp"
#include "engine/log_frames.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Client = std::shared_ptr<engine::Client>;
constexpr std::size_t most_text = std::size_t{256} << 10U;
constexpr std::chrono::milliseconds between_looks{300};
constexpr std::uint16_t usual_port = 8888;

struct Printed {
    std::string text;
    /// Of bytes that no engine sends, or that are cut.
    std::optional<engine::FrameFault> fault;
};

Printed printed_in(std::string_view bytes, bool terminal) {
    engine::LogFrames frames(terminal ? engine::LogFrames::Form::raw : engine::LogFrames::Form::frames);
    std::vector<engine::LogPiece> pieces;
    Printed out;
    out.fault = frames.feed(bytes, pieces);
    if (!out.fault) {
        out.fault = frames.finish();
    }
    for (const engine::LogPiece& piece : pieces) {
        out.text += piece.bytes;
    }
    return out;
}

struct Said {
    std::string text;
    std::int64_t exit_code = 0;
};

asio::awaitable<std::expected<Said, Problem>> said_by(Client client, std::string id,
                                                      std::vector<std::string> words) {
    engine::ExecSpec spec{.cmd = std::move(words), .attach_stdout = true, .attach_stderr = true};
    auto made = co_await engine::create_exec(client, std::move(id), std::move(spec));
    if (!made) {
        co_return std::unexpected(std::move(made.error()));
    }
    engine::ExecStart start{.detach = false, .tty = false, .console_size = {}};
    auto running = co_await engine::start_exec(client, made->id, std::move(start));
    if (!running) {
        co_return std::unexpected(std::move(running.error()));
    }
    std::string bytes;
    while (bytes.size() < most_text) {
        auto piece = co_await engine::read(*running);
        if (!piece) { // half a list would be taken for one without a server, and a second one be started
            co_return std::unexpected(std::move(piece.error()));
        }
        if (piece->empty()) {
            break;
        }
        bytes += *piece;
    }
    (*running)->close();
    auto state = co_await engine::inspect_exec(client, made->id);
    if (!state) {
        co_return std::unexpected(std::move(state.error()));
    }
    Printed printed = printed_in(bytes, false);
    if (printed.fault) {
        co_return std::unexpected(
            engine::not_an_engine((*running)->endpoint(), engine::describe(*printed.fault)));
    }
    co_return Said{.text = std::move(printed.text), .exit_code = state->exit_code.value_or(0)};
}

asio::awaitable<std::vector<Notebook>> in_log(Client client, std::string id, bool terminal) {
    auto logs = co_await engine::container_logs(std::move(client), std::move(id), false, "500", "", false);
    if (!logs) {
        co_return std::vector<Notebook>();
    }
    auto bytes = co_await engine::rest_of(*logs, std::size_t{8} << 20U);
    co_return bytes ? notebooks_in(printed_in(*bytes, terminal).text) : std::vector<Notebook>();
}

bool missing(const Said& said) {
    return said.exit_code == 126 || said.exit_code == 127;
}

/// Some engines refuse at once what others tell by an exit code.
bool missing(const Problem& problem) {
    return problem.kind == engine::problem_kind::request_refused &&
           (problem.message.contains("not found") || problem.message.contains("no such file"));
}

asio::awaitable<std::expected<void, Problem>> start_server(Client client, std::string id, std::string token) {
    engine::ExecSpec spec{.cmd = {"jupyter", "lab", "--ip=0.0.0.0", "--port=" + std::to_string(usual_port),
                                  "--no-browser", "--allow-root"},
                          .env = std::vector<std::string>{"JUPYTER_TOKEN=" + token}};
    auto made = co_await engine::create_exec(client, std::move(id), std::move(spec));
    if (!made) {
        co_return std::unexpected(std::move(made.error()));
    }
    engine::ExecStart start{.detach = true, .tty = false, .console_size = {}};
    auto started = co_await engine::start_exec(client, made->id, std::move(start));
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    (*started)->close();
    co_return std::expected<void, Problem>();
}

std::optional<std::uint16_t> published_here(const engine::Container& container,
                                            const engine::Endpoint& endpoint, std::uint16_t port) {
    const std::vector<Way> ways = ways_to(container, endpoint, port);
    const Way& best = ways.front();
    const bool here = best.kind == Way::Kind::direct && best.host == "127.0.0.1";
    return here ? std::optional(best.port) : std::nullopt;
}

class Finding {
public:
    Finding(Client client, JupyterOptions options, OnProgress progress)
        : client_(std::move(client)), options_(std::move(options)), progress_(std::move(progress)) {}

    asio::awaitable<std::expected<FoundNotebook, Problem>> find() {
        auto container = co_await engine::inspect_container(client_, options_.container);
        if (!container) {
            co_return std::unexpected(std::move(container.error()));
        }
        name_ = container->name.substr(container->name.starts_with('/') ? 1 : 0);
        if (!container->state.running) {
            co_return std::unexpected(engine::container_not_running(
                client_->spoken().podman ? "podman" : "docker", name_, container->state.status));
        }
        if (options_.starting) {
            co_return co_await wait_for(std::move(*container), std::string());
        }
        auto listed = co_await list(container->id);
        if (!listed) {
            co_return std::unexpected(std::move(listed.error()));
        }
        std::vector<Notebook> found = std::move(*listed);
        if (found.empty() || found.front().token.empty()) {
            std::vector<Notebook> logged = co_await in_log(client_, container->id, container->config.tty);
            const bool better = !logged.empty() && (found.empty() || !logged.front().token.empty());
            // What a log says is past, unless the server's own list knows of one or can't be asked.
            if (better && (!found.empty() || missing_)) {
                found = std::move(logged);
            }
        }
        if (!found.empty()) {
            co_return answer(*container, found.front(), false);
        }
        if (missing_) {
            co_return std::unexpected(not_installed());
        }
        co_return co_await begin(std::move(*container));
    }

private:
    asio::awaitable<std::expected<std::vector<Notebook>, Problem>> list(std::string id) {
        std::vector<std::string> words{"jupyter", "server", "list"};
        auto said = co_await said_by(client_, std::move(id), std::move(words));
        if (!said && missing(said.error())) {
            missing_ = true;
            co_return std::vector<Notebook>();
        }
        if (!said) {
            co_return std::unexpected(std::move(said.error()));
        }
        missing_ = missing(*said);
        co_return missing_ ? std::vector<Notebook>() : notebooks_in(said->text);
    }

    asio::awaitable<std::expected<FoundNotebook, Problem>> begin(engine::Container container) {
        if (co_await was_cancelled()) {
            co_return std::unexpected(cancelled_by_person());
        }
        tell(progress_, {.what = message("Starting Jupyter in {}", {printable(name_)}), .line = {}});
        std::string token = new_notebook_token();
        auto started = co_await start_server(client_, container.id, token);
        if (!started) {
            co_return std::unexpected(std::move(started.error()));
        }
        co_return co_await wait_for(std::move(container), std::move(token));
    }

    /// `token`: that of a server whose own list doesn't tell it.
    asio::awaitable<std::expected<FoundNotebook, Problem>> wait_for(engine::Container container,
                                                                    std::string token) {
        std::optional<Problem> lost;
        const auto until = std::chrono::steady_clock::now() + options_.patience;
        while (std::chrono::steady_clock::now() < until && !co_await was_cancelled()) {
            auto listed = co_await list(container.id);
            if (listed && !listed->empty()) {
                Notebook notebook = listed->front();
                notebook.token = notebook.token.empty() ? token : notebook.token;
                co_return answer(container, notebook, true);
            }
            lost = listed ? std::nullopt : std::optional(std::move(listed.error()));
            if (options_.starting) {
                const auto now = co_await engine::inspect_container(client_, container.id);
                if (now && !now->state.running) {
                    co_return std::unexpected(ended(now->state.exit_code));
                }
                std::vector<Notebook> logged = co_await in_log(client_, container.id, container.config.tty);
                if (missing_ && !logged.empty()) {
                    co_return answer(container, logged.front(), true);
                }
            }
            asio::steady_timer timer(client_->executor(), between_looks);
            boost::system::error_code ec;
            co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        }
        if (co_await was_cancelled()) {
            Problem cancelled = cancelled_by_person();
            cancelled.message += message("; Jupyter was started in '{}' and stays", {printable(name_)});
            co_return std::unexpected(std::move(cancelled));
        }
        if (lost) {
            co_return std::unexpected(std::move(*lost));
        }
        co_return std::unexpected(
            Problem{.kind = "jupyter-not-started",
                    .message = message("Jupyter was started in '{}' and doesn't answer", {printable(name_)}),
                    .next_step = message("See what it says: dockwright exec {} jupyter lab --no-browser",
                                         {printable(name_)})});
    }

    Problem ended(std::int64_t exit_code) const {
        return {.kind = "container-ended",
                .message = message("'{}' has ended with exit code {} and no server was seen in it",
                                   {printable(name_), std::to_string(exit_code)}),
                .next_step = "See what it printed: dockwright logs " + printable(name_)};
    }

    Problem not_installed() const {
        return {.kind = "jupyter-missing",
                .message = message("Jupyter isn't installed in '{}'", {printable(name_)}),
                .next_step =
                    message("Install it there: dockwright exec {} pip install jupyterlab (and in the "
                            "Dockerfile, so that it stays: RUN pip install jupyterlab)",
                            {printable(name_)})};
    }

    FoundNotebook answer(const engine::Container& container, const Notebook& notebook, bool started) const {
        return {.container = name_,
                .notebook = notebook,
                .started = started,
                .published = published_here(container, client_->endpoint(), notebook.port)};
    }

    Client client_;
    JupyterOptions options_;
    OnProgress progress_;
    std::string name_;
    bool missing_ = false;
};

} // namespace

std::string new_notebook_token() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random; // of the system, for secrets
    std::string out;
    for (int i = 0; i < 48; ++i) {
        out += digits[random() % digits.size()];
    }
    return out;
}

asio::awaitable<std::expected<FoundNotebook, Problem>> find_notebook(Client client, JupyterOptions options,
                                                                     OnProgress progress) {
    co_await take_back_by_myself();
    Finding finding(std::move(client), std::move(options), std::move(progress));
    co_return co_await finding.find();
}

} // namespace dockwright::actions
