#pragma once
#include "actions/jupyter/notebook.hpp"
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>

namespace dockwright::actions {

struct JupyterOptions {
    /// A name, an id or its beginning.
    std::string container;
    /// How long a server that was started may take until it answers for itself.
    std::chrono::milliseconds patience{45000};
    /// The container has just been started with a server as its program: it is waited for, no other is
    /// started.
    bool starting = false;
};

/// Of 48 hexadecimal digits, for a server's JUPYTER_TOKEN.
std::string new_notebook_token();

struct FoundNotebook {
    std::string container; ///< its name
    Notebook notebook;
    bool started = false; ///< by this call
    /// Where this machine reaches it without a tunnel; nothing: it needs one.
    std::optional<std::uint16_t> published;
};

/// Finds the server that runs in the container, or starts one, which then stays until the container ends.
/// Problems: `no-such-container`, `container-not-running`, `jupyter-missing`, `jupyter-not-started`,
/// and `container-ended` where it was waited for.
boost::asio::awaitable<std::expected<FoundNotebook, Problem>>
find_notebook(std::shared_ptr<engine::Client> client, JupyterOptions options, OnProgress progress);

} // namespace dockwright::actions
