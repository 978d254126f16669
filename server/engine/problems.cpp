#include "engine/problems.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/endpoint.hpp"
#include <boost/asio/error.hpp>
#include <string>
#include <sys/stat.h>

namespace dockwright::engine {
namespace {

/// Engines answer errors of a line or two; what is longer (a proxy's HTML page) helps nobody.
constexpr std::size_t longest_quote = 400;

std::string quoted(std::string_view foreign) {
    foreign = ascii::trimmed(foreign);
    return foreign.size() > longest_quote ? printable(foreign.substr(0, longest_quote)) + "…"
                                          : printable(foreign);
}

/// Of what an engine answers: runc puts the whole way before the cause, which stands at the end.
std::string quoted_to_its_end(std::string_view foreign) {
    constexpr std::size_t longest = 3 * longest_quote;
    foreign = ascii::trimmed(foreign);
    return foreign.size() > longest
               ? quoted(foreign) + " " + printable(foreign.substr(foreign.size() - 2 * longest_quote))
               : printable(foreign);
}

std::string what_answers(const Endpoint& endpoint) {
    return message("what answers at {}", {endpoint.description()});
}

/// A failed connect over the network, by what the resolver or the kernel said.
Problem network_problem(const Endpoint& endpoint, const boost::system::error_code& ec) {
    namespace errc = boost::system::errc;
    const std::string where = endpoint.description();
    if (ec == boost::asio::error::host_not_found || ec == boost::asio::error::host_not_found_try_again ||
        ec == boost::asio::error::no_data) {
        return {.kind = problem_kind::no_such_host,
                .message = message("there is no machine of the name in {}", {where}),
                .next_step =
                    "Check the spelling, and that this machine is on the network that knows the name"};
    }
    if (ec == boost::asio::error::connection_refused) {
        return {.kind = problem_kind::stale_socket,
                .message = message("no container engine listens at {}", {where}),
                .next_step =
                    "Start the engine there with that address, or reach it over SSH instead: ssh://HOST"};
    }
    if (ec == errc::host_unreachable || ec == errc::network_unreachable) {
        return {.kind = problem_kind::no_such_host,
                .message = message("the machine at {} can't be reached: {}", {where, ec.message()}),
                .next_step = "Check the network, and a VPN if the machine is behind one"};
    }
    return {.kind = problem_kind::connection_lost,
            .message = message("could not connect to the container engine at {}: {}", {where, ec.message()}),
            .next_step = "Check that the address is the engine's"};
}

} // namespace

std::string shown_host(std::string_view host) {
    const std::size_t scheme = host.find("://");
    const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t at = host.substr(0, host.find('/', begin)).rfind('@');
    const std::size_t colon = host.find(':', begin);
    if (at == std::string_view::npos || colon >= at) {
        return quoted(host);
    }
    return quoted(host.substr(0, colon + 1)) + "…" + quoted(host.substr(at));
}

Problem connect_problem(const Endpoint& endpoint, const boost::system::error_code& ec) {
    const std::string where = endpoint.description();
    const auto* const socket = std::get_if<UnixAddress>(&endpoint.address);
    if (socket == nullptr) {
        return network_problem(endpoint, ec);
    }
    const std::string path = printable(socket->path);
    if (ec == boost::system::errc::no_such_file_or_directory || ec == boost::system::errc::not_a_directory) {
        return {.kind = problem_kind::not_there,
                .message = message("no container engine at {}: there is no such socket", {where}),
                .next_step =
                    "Install or start Docker (sudo systemctl start docker) or Podman (systemctl --user "
                    "start podman.socket), or name the engine's socket in DOCKER_HOST"};
    }
    // The system refuses a connection to a plain file in the same words as to a socket left behind.
    struct stat facts{};
    if (ec == boost::asio::error::connection_refused && ::stat(socket->path.c_str(), &facts) == 0 &&
        !S_ISSOCK(facts.st_mode)) {
        return {.kind = problem_kind::not_an_engine,
                .message = message("no container engine at {}: it is a {}, not a socket",
                                   {where, S_ISDIR(facts.st_mode) ? "folder" : "file"}),
                .next_step =
                    "Name the socket of a Docker or Podman engine, in DOCKER_HOST or in the settings"};
    }
    if (ec == boost::asio::error::connection_refused) {
        return {.kind = problem_kind::stale_socket,
                .message =
                    message("the container engine at {} isn't running: its socket is there, but nothing "
                            "listens",
                            {where}),
                .next_step = "Start the engine: sudo systemctl start docker"};
    }
    if (ec == boost::asio::error::access_denied || ec == boost::system::errc::permission_denied ||
        ec == boost::system::errc::operation_not_permitted) {
        return {.kind = problem_kind::no_permission,
                .message = message("no permission to use the container engine at {}", {where}),
                .next_step =
                    message("Add yourself to the group that owns {} (sudo usermod -aG docker $USER), then "
                            "log out and in again",
                            {path})};
    }
    return {.kind = problem_kind::connection_lost,
            .message = message("could not connect to the container engine at {}: {}", {where, ec.message()}),
            .next_step = message("Check that {} is the engine's socket", {path})};
}

Problem timed_out(const Endpoint& endpoint, std::string_view doing, std::chrono::milliseconds limit) {
    return {.kind = problem_kind::timed_out,
            .message = message("the container engine at {} did not answer within {} ms ({})",
                               {endpoint.description(), std::to_string(limit.count()), doing}),
            .next_step = "Check that the engine is alive (docker version), then try again"};
}

Problem connection_lost(const Endpoint& endpoint, std::string_view why) {
    return {.kind = problem_kind::connection_lost,
            .message = message("the container engine at {} broke the connection off: {}",
                               {endpoint.description(), quoted(why)}),
            .next_step = "Check that the engine still runs (docker version), then try again"};
}

Problem cancelled(const Endpoint& endpoint) {
    return {.kind = problem_kind::cancelled,
            .message = message("what was asked of the container engine at {} was cancelled",
                               {endpoint.description()}),
            .next_step = {}};
}

Problem tls_failed(const Endpoint& endpoint, std::string_view why) {
    return {.kind = problem_kind::tls_failed,
            .message = message("no secure connection to the container engine at {}: {}",
                               {endpoint.description(), quoted(why)}),
            .next_step = "Check the certificates of the context, or in DOCKER_CERT_PATH (ca.pem, cert.pem, "
                         "key.pem), and that the engine's certificate names the host as it is written here"};
}

Problem not_an_engine(const Endpoint& endpoint, std::string_view why) {
    return {.kind = problem_kind::not_an_engine,
            .message = message("{} is no container engine: {}", {what_answers(endpoint), why}),
            .next_step = "Name the socket of a Docker or Podman engine, in DOCKER_HOST or in the settings"};
}

Problem answer_too_large(const Endpoint& endpoint, std::size_t limit) {
    return {.kind = problem_kind::answer_too_large,
            .message = message("{} sent more than {} MiB in one answer",
                               {what_answers(endpoint), std::to_string(limit >> 20U)}),
            .next_step = "Remove containers that are no longer needed: docker container prune"};
}

Problem version_refused(const Endpoint& endpoint, std::string_view said) {
    return {.kind = problem_kind::version_refused,
            .message = message("the container engine at {} speaks no API version that this program knows: {}",
                               {endpoint.description(), quoted(said)}),
            .next_step =
                "Unset DOCKER_API_VERSION if it is set; else update the engine (19.03 is the oldest that "
                "knows GPUs) or this program"};
}

Problem request_refused(const Endpoint& endpoint, unsigned status, std::string_view said) {
    return {.kind = problem_kind::request_refused,
            .message = message("the container engine at {} answered {}: {}",
                               {endpoint.description(), std::to_string(status), quoted_to_its_end(said)}),
            .next_step = "The engine's log says more: sudo journalctl -u docker"};
}

Problem no_such_container(const Endpoint& endpoint, std::string_view reference) {
    return {.kind = problem_kind::no_such_container,
            .message = message("no container '{}' at {}", {quoted(reference), endpoint.description()}),
            .next_step = "See which there are: dockwright ps"};
}

Problem container_not_running(std::string_view program, std::string_view name, std::string_view state) {
    return {.kind = problem_kind::container_not_running,
            .message = message("container '{}' isn't running: it is {}", {quoted(name), quoted(state)}),
            .next_step = state == "paused" ? message("Resume it: {} unpause {}", {program, quoted(name)})
                                           : message("Start it: {} start {}", {program, quoted(name)})};
}

Problem context_not_found(std::string_view name, std::string_view named_by, std::string_view folder) {
    return {.kind = problem_kind::context_not_found,
            .message = message("there is no docker context '{}', which {} names (looked in {})",
                               {quoted(name), named_by, printable(folder)}),
            .next_step = "See which there are (docker context ls), and name one of them"};
}

Problem transport_unsupported(std::string_view host, std::string_view scheme, std::string_view named_by) {
    const std::string_view why =
        scheme == "npipe" ? "but named pipes exist on Windows alone" : "which only a daemon can inherit";
    return {.kind = problem_kind::transport_unsupported,
            .message = message("{} names '{}', {}", {named_by, shown_host(host), why}),
            .next_step = "Name the engine's address, as unix:///var/run/docker.sock or ssh://lab1"};
}

} // namespace dockwright::engine
