#include "engine/ssh_problem.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

/// The sentences are those of OpenSSH 9.2, of the docker client 20.10 to 28 and of podman 4.3, as they
/// were seen with a real server; tests/engine/ssh_problem_test.cpp holds the records.
namespace dockwright::engine {
namespace {

constexpr std::size_t most_read = std::size_t{64} << 10U;
constexpr std::size_t longest_quote = 300;

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view said) {
    said = said.substr(said.size() - std::min(said.size(), most_read));
    Lines out;
    while (!said.empty()) {
        const std::size_t end = std::min(said.find('\n'), said.size());
        if (const std::string_view line = ascii::trimmed(said.substr(0, end)); !line.empty()) {
            out.push_back(line);
        }
        said.remove_prefix(std::min(end + 1, said.size()));
    }
    return out;
}

std::string quoted(std::string_view foreign) {
    return foreign.size() > longest_quote ? printable(foreign.substr(0, longest_quote)) + "…"
                                          : printable(foreign);
}

bool has(std::string_view line, std::string_view words) {
    return line.find(words) != std::string_view::npos;
}

/// The last such line: what a banner says stands before ssh's own end.
template <class Is>
std::optional<std::string_view> last(const Lines& lines, Is is) {
    const auto found = std::find_if(lines.rbegin(), lines.rend(), is);
    return found == lines.rend() ? std::nullopt : std::optional(*found);
}

std::optional<std::string_view> last_with(const Lines& lines, std::string_view words) {
    return last(lines, [&](std::string_view line) { return has(line, words); });
}

/// What of ssh's text is about the connection itself.
class Reader {
public:
    Reader(const SshTarget& target, RemoteClient client, std::string_view said)
        : target_(target), client_(client == RemoteClient::podman ? "podman" : "docker"),
          lines_(lines_of(said)), where_(printable(target.host)), words_(ssh_words(target)) {}

    /// ssh's own failure. A jump host has its own lines above those of the connection through it.
    Problem own() const {
        // ssh knows no address for what it reaches through a program (ProxyJump, ProxyCommand).
        const bool is_jump = last_with(lines_, "UNKNOWN port 65535").has_value();
        Problem problem = cause(is_jump ? "the host in between" : "'" + where_ + "'");
        const bool is_key = problem.kind == ssh_problem_kind::host_key_changed ||
                            problem.kind == ssh_problem_kind::host_key_unknown;
        if (is_jump && !is_key) {
            return {.kind = ssh_problem_kind::jump_failed,
                    .message =
                        message("the way to '{}' through another host failed: {}", {where_, problem.message}),
                    .next_step =
                        message("Check ProxyJump or ProxyCommand in ~/.ssh/config; {} in a terminal must "
                                "get through",
                                {words_})};
        }
        return problem;
    }

    /// The other machine's shell or the client there.
    Problem remote(int exit_code) const {
        if (exit_code == 127 || exit_code == 126) {
            return no_client(exit_code);
        }
        if (const auto line = last_with(lines_, "dial unix ")) {
            if (auto problem = socket(*line)) {
                return std::move(*problem);
            }
        }
        if (last_with(lines_, "is not a docker command") || last_with(lines_, "unknown command")) {
            return {.kind = ssh_problem_kind::no_client,
                    .message =
                        message("{} on '{}' can't pass an engine's connection on: it is too old, or another "
                                "program of that name",
                                {client_, where_}),
                    .next_step = message("Update Docker on '{}' to 18.09 or later", {where_})};
        }
        return other(message("{} on '{}' ended with {}", {client_, where_, std::to_string(exit_code)}));
    }

private:
    Problem cause(const std::string& whom) const {
        for (const auto step : {&Reader::host_key, &Reader::denied, &Reader::unreachable, &Reader::broken}) {
            if (auto problem = (this->*step)(whom)) {
                return std::move(*problem);
            }
        }
        return other(message("ssh could not connect to {}", {whom}));
    }

    std::optional<Problem> host_key(const std::string& whom) const {
        if (!last(lines_, [](std::string_view line) { return line == "Host key verification failed."; })) {
            return std::nullopt;
        }
        const bool changed =
            last_with(lines_, "REMOTE HOST IDENTIFICATION HAS CHANGED").has_value() ||
            last_with(lines_, "has changed and you have requested strict checking").has_value();
        if (!changed) {
            return Problem{
                .kind = ssh_problem_kind::host_key_unknown,
                .message = message("ssh has never been at {} from here, so it can't tell whether it is the "
                                   "right machine",
                                   {whom}),
                .next_step = message("Connect once in a terminal ({}), compare the fingerprint that it shows "
                                     "with the one that the machine's owner gives, and answer yes",
                                     {words_})};
        }
        const auto print = last(lines_, [](std::string_view line) { return line.starts_with("SHA256:"); });
        std::string_view shown = print.value_or("");
        shown = shown.substr(0, shown.find_last_not_of('.') + 1);
        return Problem{
            .kind = ssh_problem_kind::host_key_changed,
            .message =
                message("{} shows another host key than before{}: it was installed anew, or somebody else "
                        "answers in its place",
                        {whom, print ? message(" (fingerprint {})", {quoted(shown)}) : std::string()}),
            .next_step =
                message("Ask the machine's owner whether that fingerprint is right. If so, {} in a terminal "
                        "says which line of known_hosts to remove",
                        {words_})};
    }

    /// `USER@HOST: Permission denied (METHODS).`
    std::optional<Problem> denied(const std::string& whom) const {
        const auto line = last(lines_, [](std::string_view one) {
            return has(one, "@") && has(one, ": Permission denied (") && one.ends_with(").");
        });
        if (!line && !last_with(lines_, "Too many authentication failures")) {
            return std::nullopt;
        }
        std::string text = message("{} did not let you in", {whom});
        std::string next =
            message("Log in once in a terminal, for all commands after it: dockwright hosts login {}. For a "
                    "way in without a question, put a key there (ssh-copy-id) and load it (ssh-add)",
                    {printable(ssh_url(target_))});
        if (line) {
            const std::size_t open = line->find('(', line->find(": Permission denied ("));
            text += message(" (it takes {})", {quoted(line->substr(open + 1, line->size() - open - 3))});
        } else {
            text += ": too many keys were tried before the right one";
            next = message("Name the key for '{}' in ~/.ssh/config: IdentityFile and IdentitiesOnly yes",
                           {where_});
        }
        if (const auto key = last(lines_, [](std::string_view one) {
                return one.starts_with("Load key ") && one.ends_with(": bad permissions");
            })) {
            text += ", and ssh left a private key out that others may read";
            next = message("Keep the key to yourself (chmod 600 {}), then try again",
                           {quoted(key->substr(9, key->rfind(':') - 9))});
        }
        return Problem{.kind = ssh_problem_kind::permission_denied,
                       .message = std::move(text),
                       .next_step = std::move(next)};
    }

    std::optional<Problem> unreachable(const std::string& whom) const {
        const auto ends = [&](std::string_view words) {
            return last(lines_,
                        [&](std::string_view line) {
                            return (line.starts_with("ssh: connect to host ") ||
                                    has(line, "open failed: connect failed: ")) &&
                                   line.ends_with(words);
                        })
                .has_value();
        };
        if (last_with(lines_, "ssh: Could not resolve hostname ") || ends("Name or service not known") ||
            ends("Temporary failure in name resolution")) {
            return Problem{
                .kind = ssh_problem_kind::not_resolved,
                .message = message("no machine of the name of {} is known here", {whom}),
                .next_step = message("Check the spelling, the network and the VPN; a short name needs a Host "
                                     "block in ~/.ssh/config. In a terminal: {}",
                                     {words_})};
        }
        if (ends("Connection refused")) {
            return Problem{.kind = ssh_problem_kind::refused,
                           .message = message("{} is there, but no SSH server answers at that port", {whom}),
                           .next_step = message(
                               "Check the port ({}), or whether the machine is still starting", {words_})};
        }
        if (ends("No route to host") || ends("Network is unreachable")) {
            return Problem{.kind = ssh_problem_kind::no_route,
                           .message = message("the network knows no way to {}", {whom}),
                           .next_step = "Check the network and the VPN, and that the machine is switched on"};
        }
        if (ends("Connection timed out") || ends("Operation timed out") ||
            last_with(lines_, "Connection timed out during banner exchange")) {
            return Problem{.kind = ssh_problem_kind::timed_out,
                           .message = message("{} did not answer in time", {whom}),
                           .next_step =
                               "Check the VPN, a firewall between, and that the machine is switched on"};
        }
        return std::nullopt;
    }

    std::optional<Problem> broken(const std::string& whom) const {
        if (const auto line = last_with(lines_, "Bad configuration option")) {
            return configuration(*line);
        }
        if (const auto line = last_with(lines_, "Bad owner or permissions on ")) {
            return configuration(*line);
        }
        if (const auto line = last_with(lines_, "terminating, ")) {
            return configuration(*line);
        }
        if (const auto line = last_with(lines_, "Unable to negotiate with ")) {
            return Problem{
                .kind = ssh_problem_kind::not_agreed,
                .message =
                    message("ssh and the server of {} have no method in common: {}", {whom, quoted(*line)}),
                .next_step =
                    "Update the older of the two, or allow the method for this host in ~/.ssh/config"};
        }
        if (const auto line = last(lines_, [](std::string_view one) {
                return one.starts_with("Timeout, server ") || one.starts_with("Connection closed by ") ||
                       one.starts_with("Connection reset by ") || one.ends_with("invalid format") ||
                       one.ends_with(" closed by remote host.") || one.starts_with("client_loop: ") ||
                       one.starts_with("kex_exchange_identification: ");
            })) {
            return Problem{.kind = ssh_problem_kind::closed,
                           .message = message("the connection to {} broke off: {}", {whom, quoted(*line)}),
                           .next_step =
                               message("Try again; if it stays, look what {} says in a terminal", {words_})};
        }
        return std::nullopt;
    }

    Problem configuration(std::string_view line) const {
        return {.kind = ssh_problem_kind::bad_configuration,
                .message = message("ssh refuses its own configuration: {}", {quoted(line)}),
                .next_step = "Mend that line of ~/.ssh/config; no connection works until then"};
    }

    Problem no_client(int exit_code) const {
        const std::string check = words_ + " " + client_ + " version";
        return {
            .kind = ssh_problem_kind::no_client,
            .message = exit_code == 127
                           ? message("there is no {} on '{}', or shells without a login don't find it there",
                                     {client_, where_})
                           : message("{} on '{}' can't be run", {client_, where_}),
            .next_step =
                message("Install {} there, or put its folder into PATH at the top of ~/.bashrc there; then "
                        "this must answer: {}",
                        {client_, check})};
    }

    std::optional<Problem> socket(std::string_view line) const {
        const std::size_t begin = line.find("dial unix ") + std::string_view("dial unix ").size();
        const std::string path = quoted(line.substr(begin, line.find(": ", begin) - begin));
        if (line.ends_with("permission denied")) {
            const std::string user = target_.user.empty() ? "$USER" : printable(target_.user);
            return Problem{
                .kind = problem_kind::no_permission,
                .message = message("you may not use the container engine on '{}' ({})", {where_, path}),
                .next_step = message("On '{}', have yourself added to the group of the socket (sudo usermod "
                                     "-aG docker {}), wait a minute for the old connection to end, then try "
                                     "again",
                                     {where_, user})};
        }
        if (line.ends_with("no such file or directory")) {
            return Problem{.kind = problem_kind::not_there,
                           .message = message("there is no container engine on '{}' at {}", {where_, path}),
                           .next_step =
                               message("Start it there ({} sudo systemctl start {}), or name its socket: "
                                       "ssh://HOST/PATH",
                                       {words_, client_ == "podman" ? "podman.socket" : "docker"})};
        }
        if (line.ends_with("connection refused")) {
            return Problem{.kind = problem_kind::stale_socket,
                           .message =
                               message("the container engine on '{}' isn't running: nothing listens at {}",
                                       {where_, path}),
                           .next_step = message("Start it there: {} sudo systemctl start {}",
                                                {words_, client_ == "podman" ? "podman.socket" : "docker"})};
        }
        return std::nullopt;
    }

    /// `what` and the last words that were said.
    Problem other(std::string what) const {
        what += lines_.empty() ? std::string(", and said nothing") : message(": {}", {quoted(lines_.back())});
        return {.kind = ssh_problem_kind::failed,
                .message = std::move(what),
                .next_step = message("See what this says in a terminal: {} {} version", {words_, client_})};
    }

    const SshTarget& target_;
    std::string client_;
    Lines lines_;
    std::string where_;
    std::string words_;
};

} // namespace

Problem ssh_problem(const SshTarget& target, RemoteClient client, int exit_code, std::string_view said) {
    const Reader reader(target, client, said);
    return exit_code == 255 ? reader.own() : reader.remote(exit_code);
}

} // namespace dockwright::engine
