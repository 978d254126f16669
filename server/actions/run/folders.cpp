#include "actions/run/folders.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <filesystem>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using Client = std::shared_ptr<engine::Client>;
using Done = std::expected<void, Problem>;
constexpr engine::ProgramLimits limits{.time = std::chrono::seconds(20)};

Problem not_there(const std::string& path, const std::string& where) {
    return {.kind = "folder-not-there",
            .message = message("there is no '{}' on {}", {printable(path), where}),
            .next_step = "Name a folder of the machine where the container runs, by its whole path"};
}

Done look_here(const Mount& mount, const GroundLook& looking) {
    std::error_code ec;
    if (fs::exists(mount.source, ec)) {
        return {};
    }
    if (mount.read_only) {
        return std::unexpected(not_there(mount.source, "this machine"));
    }
    return looking.look_only ? Done() : make_folder_here(mount.source, *looking.made);
}

/// The path goes to standard input: what is foreign must not be read by the shell over there.
asio::awaitable<Done> look_there(Client client, Mount mount, GroundLook looking) {
    if (!mount.read_only && !looking.look_only) {
        co_return co_await make_folder_there(client, mount.source, looking.made);
    }
    std::vector<std::string> words{"xargs", "-0", "ls", "-d", "--"};
    std::string input = mount.source + '\0';
    auto answer = co_await run_on_machine(client, std::move(words), std::move(input), limits);
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    if (answer->exit_code != 0 && mount.read_only) {
        co_return std::unexpected(not_there(mount.source, client->endpoint().description()));
    }
    co_return Done();
}

/// A path that isn't whole means one below the machine's usual folder.
void place(Mount& mount, const std::string& usual) {
    if (!mount.source.starts_with('/') && !usual.empty()) {
        mount.source = usual + "/" + mount.source;
    }
}

/// Results of a machine whose disk nobody here can reach go to a volume.
void into_volume(Mount& mount) {
    std::string name = mount.source;
    std::ranges::replace(name, '/', '-');
    mount.source = volume_name("dockwright-results-", name);
    mount.volume = true;
}

} // namespace

asio::awaitable<std::expected<std::vector<Mount>, Problem>>
machine_folders(Client client, RunOptions options, engine::Info info, GroundLook looking) {
    auto data = read_mounts(options.data, "/data", true);
    auto results = read_mounts(options.results, "/results", false);
    if (!data || !results) {
        co_return std::unexpected(data ? std::move(results.error()) : std::move(data.error()));
    }
    const bool local = is_here(client->endpoint(), info);
    const bool reached = reaches_machine(client->endpoint(), info);
    std::vector<Mount> out;
    for (Mount& mount : *data) {
        place(mount, local ? "" : looking.usual.data);
        if (!mount.source.starts_with('/')) {
            co_return std::unexpected(not_there(mount.source, client->endpoint().description()));
        }
        out.push_back(std::move(mount));
    }
    for (Mount& mount : *results) {
        place(mount, local ? "" : looking.usual.results);
        if (!mount.source.starts_with('/') || !reached) {
            into_volume(mount);
        }
        out.push_back(std::move(mount));
    }
    for (const Mount& mount : out) {
        Done done;
        if (!mount.volume && local) {
            done = look_here(mount, looking);
        } else if (!mount.volume && reached) {
            done = co_await look_there(client, mount, looking);
        }
        if (!done) {
            co_return std::unexpected(std::move(done.error()));
        }
    }
    co_return out;
}

std::optional<Problem> try_ports(std::span<const PublishedPort> ports, std::set<std::uint16_t>& taken) {
    asio::io_context loop(1);
    const auto is_free = [&](const std::string& text, std::uint16_t number) {
        boost::system::error_code ec;
        const asio::ip::address address = asio::ip::make_address(text, ec);
        if (ec) {
            return true; // the engine will say
        }
        asio::ip::tcp::acceptor acceptor(loop);
        const asio::ip::tcp::endpoint endpoint(address, number);
        acceptor.open(endpoint.protocol(), ec);
        if (!ec) {
            acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), ec);
            acceptor.bind(endpoint, ec);
        }
        return ec != asio::error::address_in_use;
    };
    for (const PublishedPort& port : ports) {
        if (port.protocol != "tcp") {
            continue;
        }
        if (port.host != 0 && !is_free(port.address, port.host)) {
            return Problem{
                .kind = "port-taken",
                .message = message("port {} of {} is taken by another program",
                                   {std::to_string(port.host), port.address}),
                .next_step = message("Let a free one be found: --port {}", {std::to_string(port.container)})};
        }
        constexpr unsigned tried = 32;
        for (unsigned i = 0; port.host == 0 && i < tried && port.container + i < 65536U; ++i) {
            const auto number = static_cast<std::uint16_t>(port.container + i);
            if (number >= 1024 && !is_free(port.address, number)) {
                taken.insert(number);
            }
        }
    }
    return std::nullopt;
}

} // namespace dockwright::actions
