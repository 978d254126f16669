#include "lsp/server.hpp"
#include "actions/shellcheck/check.hpp"
#include "base/message.hpp"
#include "engine/on_pool.hpp"
#include "lsp/arguments.hpp"
#include "lsp/async_feature.hpp"
#include "lsp/descriptors.hpp"
#include "lsp/process_watch.hpp"
#include "lsp/session.hpp"
#include "project/configuration.hpp"
#include "project/surroundings.hpp"
#include "rpc/connection.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <unistd.h>

namespace asio = boost::asio;

namespace dockwright::lsp {
namespace {

constexpr std::string_view usage =
    "usage: dockwright lsp [--stdio | --pipe=NAME | --socket=PORT]\n"
    "Speaks the Language Server Protocol with an editor; not meant to be used by hand.\n";

void print(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

int fail(const Problem& problem) {
    print(stderr, message("dockwright: {}\n", {problem.message}));
    if (!problem.next_step.empty()) {
        print(stderr, message("  {}\n", {problem.next_step}));
    }
    return 2;
}

/// The threads for what blocks, made when first asked for: most sessions never do.
class LazyPool {
public:
    asio::any_io_executor executor() {
        if (!pool_) {
            pool_.emplace(2);
        }
        return pool_->get_executor();
    }

private:
    std::optional<asio::thread_pool> pool_;
};

using Shells = actions::shellcheck::Checked;

/// Without ShellCheck there is nothing to say, unless it must be there.
asio::awaitable<Shells> check(asio::any_io_executor pool, std::string path, std::vector<std::string> scripts,
                              bool must) {
    using actions::shellcheck::Program;
    const std::function<std::optional<Program>()> find = [&path] {
        return actions::shellcheck::find_program(path);
    };
    std::optional<Program> program = co_await engine::on_pool(std::optional(pool), find);
    Shells out;
    if (program) {
        actions::shellcheck::Options options{.program = std::move(*program),
                                             .folders = actions::shellcheck::folders_from(::environ),
                                             .pool = pool};
        out = co_await actions::shellcheck::check(std::move(options), std::move(scripts));
    } else if (must) {
        out.problem = actions::shellcheck::missing();
    }
    co_return out;
}

/// One client, from its connection to its end. In the order of construction: what is below uses
/// what is above.
class Server {
public:
    Server(const Descriptors& descriptors, std::string_view version)
        : loop_{.executor = context_.get_executor(),
                .pool = [this] { return pool_.executor(); },
                .environment = engine::environment_from(environ)},
          watch_(context_), connection_(context_, descriptors.input, descriptors.output,
                                        {.message = [this](std::string_view body) { session_.receive(body); },
                                         .idle = [this] { session_.idle(); },
                                         .ended = [this](std::string_view why) { session_.ended(why); }}),
          session_({.send = [this](std::string_view body) { connection_.send(body); },
                    .exit = [this](int code) { end(code); },
                    .watch = [this](std::int64_t process) { watch(process); },
                    .look_around =
                        [this](std::string path, Parsed document, Session::Found then) {
                            look_around(std::move(path), std::move(document), std::move(then));
                        },
                    .shellcheck =
                        [this](std::vector<std::string> scripts, bool must, Session::Checked then) {
                            shellcheck(std::move(scripts), must, std::move(then));
                        },
                    .version = std::string(version),
                    .loop = &loop_}) {}

    void watch(std::int64_t process) {
        watch_.start(process, [this] { session_.ended("the client's process is gone"); });
    }

    int run() {
        connection_.start();
        context_.run();
        return code_;
    }

private:
    using Parsed = std::shared_ptr<const model::Document>;

    static Session::Around around(const std::string& path, const Parsed& document) {
        return {.surroundings =
                    document ? project::read_surroundings(path, *document) : model::Surroundings{},
                .configuration = project::find_configuration(path).configuration};
    }

    /// Folders may lie on a slow network disk, so the pool reads them.
    void look_around(std::string path, Parsed document, Session::Found then) {
        asio::post(pool_.executor(), [this, path = std::move(path), document = std::move(document),
                                      then = std::move(then)]() mutable {
            asio::post(context_, [this, found = around(path, document), then = std::move(then)]() mutable {
                then(std::move(found));
                session_.idle();
            });
        });
    }

    /// On the loop, which waits for a program as for a client; the disk is the pool's.
    void shellcheck(std::vector<std::string> scripts, bool must, Session::Checked then) {
        asio::co_spawn(
            context_, check(pool_.executor(), loop_.environment.path, std::move(scripts), must),
            [this, then = std::move(then)](const std::exception_ptr& failure, Shells checked) mutable {
                if (failure) {
                    checked = {};
                }
                then(std::move(checked.answers),
                     checked.problem ? checked.problem->message + ". " + checked.problem->next_step : "");
                session_.idle();
            });
    }

    void end(int code) {
        code_ = code;
        watch_.stop();
        connection_.close([this] { context_.stop(); });
    }

    asio::io_context context_{1};
    LazyPool pool_;
    Loop loop_;
    ProcessWatch watch_;
    rpc::Connection connection_;
    Session session_;
    int code_ = 1;
};

} // namespace

int serve(std::span<const std::string> arguments, std::string_view version) {
    const auto read = read_arguments(arguments);
    if (!read) {
        return fail(read.error());
    }
    if (read->help) {
        print(stdout, usage);
        return 0;
    }
    std::signal(SIGPIPE, SIG_IGN); // a client that is gone is an error of write, not our death
    const auto descriptors = open_descriptors(*read);
    if (!descriptors) {
        return fail(descriptors.error());
    }
    try {
        Server server(*descriptors, version);
        if (const std::optional<std::int64_t> process = read->client_process) {
            server.watch(*process);
        }
        return server.run();
    } catch (const std::exception& error) {
        return fail({.kind = "internal", .message = message("the server failed: {}", {error.what()})});
    }
}

} // namespace dockwright::lsp
