#include "engine/ssh_command.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

/// What no shell reads specially, in any place of a word.
constexpr std::string_view plain_signs = "%+,-./:=@_";
/// `sun_path` of macOS with its NUL, the smaller one.
constexpr std::size_t longest_socket_path = 103;
/// `%C` is a SHA-1 in hexadecimal; while ssh makes the socket, a dot and 16 characters follow
/// (OpenSSH's muxserver_listen).
constexpr std::size_t longest_socket_name = 40 + 17;

bool has_control_byte(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

bool has_any_of(std::string_view text, std::string_view signs) {
    return text.find_first_of(signs) != std::string_view::npos;
}

bool is_ssh_user(std::string_view user) {
    return !user.starts_with('-') && !user.ends_with('\\') && !has_control_byte(user) &&
           !has_any_of(user, " '`\"$;&<>|(){}");
}

Problem refused(std::string message) {
    return {.kind = problem_kind::host_not_understood,
            .message = std::move(message),
            .next_step = "Write ssh://USER@HOST, where HOST is what you type behind ssh in a terminal"};
}

/// For the shell on the other side, whichever it is: ssh hands it one text. (shell_words.hpp's words
/// are for showing, in a form that not every shell reads.)
std::string shell_word(std::string_view word) {
    const bool plain = !word.empty() && std::ranges::all_of(word, [](char c) {
        return ascii::is_alpha(c) || ascii::is_digit(c) || plain_signs.find(c) != std::string_view::npos;
    });
    if (plain) {
        return std::string(word);
    }
    std::string out = "'";
    for (const char c : word) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

std::string remote_command(const SshTarget& target, RemoteClient client) {
    const bool podman = client == RemoteClient::podman;
    std::string out = podman ? "podman" : "docker";
    if (!target.socket_path.empty()) {
        out += ' ' + shell_word((podman ? "--url=unix://" : "--host=unix://") + target.socket_path);
    }
    return out + " system dial-stdio";
}

void add_option(std::vector<std::string>& out, std::string option) {
    out.emplace_back("-o");
    out.push_back(std::move(option));
}

void add_target(std::vector<std::string>& out, const SshTarget& target) {
    if (!target.user.empty()) {
        out.insert(out.end(), {"-l", target.user});
    }
    if (target.port != 0) {
        out.insert(out.end(), {"-p", std::to_string(target.port)});
    }
    out.insert(out.end(), {"--", target.host});
}

/// A value of an option, as ssh's configuration is written: `%` begins a token there.
std::string control_path_option(std::string_view folder) {
    std::string out = "ControlPath=\"";
    for (const char c : folder) {
        out += c == '%' ? std::string("%%") : std::string(1, c);
    }
    return out + "/%C\"";
}

} // namespace

bool is_ssh_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && !host.starts_with('-') && !has_control_byte(host) &&
           !has_any_of(host, " '`\"$\\;&<>|(){}@/");
}

std::optional<Problem> ssh_refusal(const SshTarget& target) {
    if (!is_ssh_host(target.host)) {
        return refused(message("'{}' is no name that ssh may be given as a host", {shown_host(target.host)}));
    }
    if (!is_ssh_user(target.user)) {
        return refused(message("'{}' is no name that ssh may be given as a user", {shown_host(target.user)}));
    }
    if (has_control_byte(target.socket_path) ||
        (!target.socket_path.empty() && !target.socket_path.starts_with('/'))) {
        return refused(message("'{}' is no path of a socket", {shown_host(target.socket_path)}));
    }
    return std::nullopt;
}

std::string ssh_url(const SshTarget& target) {
    const auto encoded = [](std::string_view text, std::string_view kept) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string out;
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (ascii::is_alpha(c) || ascii::is_digit(c) || byte >= 0x80 ||
                kept.find(c) != std::string_view::npos) {
                out += c;
            } else {
                (out += '%') += digits[byte >> 4U];
                out += digits[byte & 0xFU];
            }
        }
        return out;
    };
    std::string out = "ssh://";
    if (!target.user.empty()) {
        out += encoded(target.user, "-._~") + '@';
    }
    const bool bracketed = target.host.find(':') != std::string::npos;
    out += bracketed ? "[" + encoded(target.host, "-._~:") + "]" : encoded(target.host, "-._~");
    if (target.port != 0) {
        out += ':' + std::to_string(target.port);
    }
    return out + encoded(target.socket_path, "-._~/:@+,=");
}

std::string ssh_words(const SshTarget& target) {
    std::string out = "ssh " + (target.user.empty() ? "" : target.user + "@") + target.host;
    if (target.port != 0) {
        out += " -p " + std::to_string(target.port);
    }
    return printable(out);
}

std::vector<std::string> ssh_question(const SshTarget& target) {
    std::vector<std::string> out = {"ssh", "-G"};
    add_target(out, target);
    return out;
}

bool fits_control_path(std::string_view folder) {
    return folder.starts_with('/') && !has_control_byte(folder) && !has_any_of(folder, "\"\\$") &&
           folder.size() + 1 + longest_socket_name <= longest_socket_path;
}

std::string ssh_control_folder(std::string_view xdg_runtime_dir, unsigned user_id) {
    const std::string own = std::string(xdg_runtime_dir) + "/dockwright";
    return fits_control_path(own) && xdg_runtime_dir.size() > 1
               ? own
               : "/tmp/dockwright-" + std::to_string(user_id);
}

std::expected<std::vector<std::string>, Problem>
ssh_command(const SshTarget& target, const SshSettings& settings, const SshAnswer& theirs) {
    if (auto problem = ssh_refusal(target)) {
        return std::unexpected(std::move(*problem));
    }
    std::vector<std::string> out = {"ssh"};
    add_option(out, "ConnectTimeout=" + std::to_string(std::max<long long>(settings.connect.count(), 1)));
    if (settings.batch) {
        add_option(out, "BatchMode=yes");
    }
    if (theirs.server_alive_interval <= 0) { // a dead line is seen after three unanswered questions
        add_option(out, "ServerAliveInterval=15");
    }
    if (theirs.control_path.empty() && fits_control_path(settings.control_folder)) {
        add_option(out, "ControlMaster=auto");
        add_option(out, control_path_option(settings.control_folder));
        add_option(out, "ControlPersist=60s");
    }
    // Of the person's configuration: a command of theirs would be refused beside ours, and the output
    // of a local one would get into the engine's answers.
    add_option(out, "ClearAllForwardings=yes");
    add_option(out, "RemoteCommand=none");
    add_option(out, "PermitLocalCommand=no");
    out.emplace_back("-T");
    add_target(out, target);
    out.push_back(remote_command(target, settings.client));
    return out;
}

} // namespace dockwright::engine
