#include "cli/jupyter.hpp"
#include "actions/forward/forward.hpp"
#include "actions/jupyter/jupyter.hpp"
#include "base/message.hpp"
#include "cli/containers/pick.hpp"
#include "cli/progress_bar.hpp"
#include "cli/with_engine.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/private_folder.hpp"
#include "engine/problems.hpp"
#include "engine/run_program.hpp"
#include "engine/ssh_command.hpp"
#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using actions::FoundNotebook;

/// Told once it is reachable.
using Tell = std::function<void(const FoundNotebook& found, std::uint16_t port)>;
using Found = actions::Answer<FoundNotebook>;
using Client = std::shared_ptr<engine::Client>;

bool serves_notebooks(const std::optional<engine::Image>& image) {
    const auto named = [](const std::string& word) {
        return word.find("jupyter") != std::string::npos || word.find("notebook") != std::string::npos;
    };
    const engine::ImageConfig config =
        image ? image->config.value_or(engine::ImageConfig()) : engine::ImageConfig();
    return std::ranges::any_of(config.entrypoint, named) || std::ranges::any_of(config.cmd, named);
}

/// A container whose program is the server: the image's own where that is one.
asio::awaitable<Found> start_one(Client client, RunArguments arguments, actions::OnProgress progress) {
    auto prepared = co_await prepare_container(client, std::move(arguments), progress);
    if (!prepared) {
        co_return std::unexpected(std::move(prepared.error()));
    }
    const auto image = co_await engine::inspect_image(client, prepared->plan.spec.image);
    const bool serves = image && serves_notebooks(*image);
    if (!serves) {
        prepared->plan.spec.cmd = {"jupyter",     "lab",          "--ip=0.0.0.0",
                                   "--port=8888", "--no-browser", "--allow-root"};
    }
    std::vector<std::string> variables = prepared->plan.spec.env.value_or(std::vector<std::string>());
    variables.push_back("JUPYTER_TOKEN=" + actions::new_notebook_token());
    prepared->plan.spec.env = std::move(variables);
    auto started = co_await actions::start_run(client, std::move(*prepared), progress);
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    actions::JupyterOptions options{.container = started->id, .starting = true};
    co_return co_await actions::find_notebook(std::move(client), std::move(options), std::move(progress));
}

asio::awaitable<Found> find_or_start(Client client, JupyterArguments arguments,
                                     actions::OnProgress progress) {
    if (!arguments.start_anew) {
        actions::JupyterOptions options{.container = arguments.container};
        auto found = co_await actions::find_notebook(client, std::move(options), progress);
        if (found || found.error().kind != engine::problem_kind::no_such_container) {
            co_return found;
        }
        const auto image = co_await engine::inspect_image(client, arguments.container);
        if (!image || !*image) {
            found.error().message += ", and no image of that name either";
            co_return found;
        }
    }
    co_return co_await start_one(std::move(client), std::move(arguments.starting), std::move(progress));
}

asio::awaitable<actions::Answer<int>> work(Client client, JupyterArguments arguments, Tell tell_url,
                                           actions::OnProgress progress) {
    auto found = co_await find_or_start(client, std::move(arguments), std::move(progress));
    if (!found) {
        co_return std::unexpected(std::move(found.error()));
    }
    if (const std::optional<std::uint16_t>& published = found->published) {
        tell_url(*found, *published);
        co_return 0;
    }
    const FoundNotebook notebook = *found;
    std::function<void(const actions::Forwarded&)> listening =
        [tell_url, notebook](const actions::Forwarded& forwarded) { tell_url(notebook, forwarded.local); };
    actions::ForwardOptions forwarding{
        .container = found->container, .local = 0, .remote = found->notebook.port};
    auto done =
        co_await actions::forward_port(std::move(client), std::move(forwarding), std::move(listening));
    if (!done) {
        co_return std::unexpected(std::move(done.error()));
    }
    co_return 0;
}

std::string text_of(const FoundNotebook& found, const std::string& url, bool json) {
    if (json) {
        std::string out;
        encode(out, engine::ListedNotebook{.container = found.container,
                                           .url = url,
                                           .token = found.notebook.token,
                                           .started = found.started});
        return out + "\n";
    }
    return printable(url) + "\n";
}

/// A page of the person's own that leads there: an argument would show the token to everybody who lists
/// processes.
void open_in_browser(const std::string& url, const engine::Environment& environment) {
    const std::string folder = engine::ssh_control_folder(environment.xdg_runtime_dir, ::getuid());
    if (!engine::make_private_folder(folder) || url.find_first_of("\"<>&'") != std::string::npos) {
        return;
    }
    const std::string page = folder + "/notebook.html";
    std::ofstream(page) << "<meta http-equiv=\"refresh\" content=\"0; url=" << url << "\">\n";
    asio::io_context loop(1);
    engine::ProgramCall call{.program = "xdg-open", .arguments = {page}, .environment = {}, .folder = {}};
    asio::co_spawn(loop,
                   engine::run_program(loop.get_executor(), call, std::string(),
                                       {.time = std::chrono::milliseconds(5000)}),
                   [](const std::exception_ptr&, const auto&) {});
    loop.run();
}

} // namespace

int jupyter(JupyterArguments arguments, const Streams& streams) {
    if (arguments.container.empty()) {
        auto picked = pick(arguments.engine, streams,
                           {.among = actions::Among::running,
                            .command = "dockwright jupyter",
                            .what = "running container",
                            .where_none = "Start one from an image or a folder with a Dockerfile: dockwright "
                                          "jupyter IMAGE",
                            .only_one = true});
        if (!picked) {
            return fail(picked.error(), streams);
        }
        arguments.container = std::move(*picked);
    }
    ProgressBar bar(streams.err,
                    arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    const Tell tell_url = [&](const FoundNotebook& found, std::uint16_t port) {
        bar.clear();
        const std::string url = notebook_url(found.notebook, "127.0.0.1", port);
        print(streams.out, text_of(found, url, arguments.engine.json));
        std::fflush(streams.out);
        if (found.started && !arguments.engine.json) {
            print(streams.err,
                  message("The server runs in {} until that ends; to end it: dockwright stop {}.\n",
                          {printable(found.container), printable(found.container)}));
        }
        if (!found.published && !arguments.engine.json) {
            print(streams.err, "The way there stays open until Ctrl-C.\n");
        }
        if (arguments.browser && streams.interactive) {
            open_in_browser(url, arguments.engine.environment);
        }
    };
    const auto done = with_engine<int>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
        return work(std::move(client), arguments, tell_url, bar.sink());
    });
    bar.clear();
    if (!done && done.error().kind != engine::problem_kind::cancelled) {
        return fail(done.error(), streams);
    }
    return 0;
}

} // namespace dockwright::cli
