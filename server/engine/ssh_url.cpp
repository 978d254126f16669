#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include "engine/ssh_command.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::engine {
namespace {

constexpr std::string_view scheme = "ssh://";

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    return ec == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                  : std::nullopt;
}

std::optional<int> hex_digit(char c) {
    const char small = ascii::lower(c);
    return ascii::is_digit(c)               ? std::optional(c - '0')
           : (small >= 'a' && small <= 'f') ? std::optional(small - 'a' + 10)
                                            : std::nullopt;
}

/// Nothing if a `%` is followed by anything but two digits.
std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = i + 2 < text.size() ? hex_digit(text[i + 2]) : std::nullopt;
        if (!high || !low) {
            return std::nullopt;
        }
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return out;
}

class UrlReader {
public:
    UrlReader(std::string_view url, std::string_view named_by) : url_(url), named_by_(named_by) {}

    std::expected<SshTarget, Problem> read() const {
        if (!url_.starts_with(scheme)) {
            return refused("which doesn't begin with ssh://");
        }
        if (url_.find_first_of("?#") != std::string_view::npos) {
            return refused("which has a query or a fragment, that ssh knows nothing of");
        }
        const std::string_view rest = url_.substr(scheme.size());
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view place = rest.substr(0, slash);
        const std::size_t at = place.rfind('@');
        const std::string_view user = at == std::string_view::npos ? "" : place.substr(0, at);
        if (user.find(':') != std::string_view::npos) {
            return refused("which has a password in it: passwords written down are not used");
        }
        const auto plain_user = decoded(user);
        const auto path = decoded(rest.substr(slash));
        if (!plain_user || !path) {
            return refused("where two hexadecimal digits are missing behind a '%'");
        }
        SshTarget target{
            .user = *plain_user, .host = {}, .socket_path = *path == "/" ? std::string() : *path};
        return with_host(std::move(target), at == std::string_view::npos ? place : place.substr(at + 1));
    }

private:
    std::unexpected<Problem> refused(std::string_view why) const {
        return std::unexpected(Problem{
            .kind = problem_kind::host_not_understood,
            .message = message("{} names '{}', {}", {named_by_, shown_host(url_), why}),
            .next_step = "Write ssh://USER@HOST, where HOST is what you type behind ssh in a terminal"});
    }

    std::expected<SshTarget, Problem> with_host(SshTarget target, std::string_view place) const {
        const bool bracketed = place.starts_with('[');
        const std::size_t closing = place.find(']');
        if (bracketed && closing == std::string_view::npos) {
            return refused("where a ']' is missing behind the address");
        }
        const std::size_t end = bracketed ? closing + 1 : std::min(place.find(':'), place.size());
        const std::string_view port = place.substr(end);
        const auto host = decoded(bracketed ? place.substr(1, closing - 1) : place.substr(0, end));
        if (!host || host->empty()) {
            return refused("where the host's name is missing");
        }
        // An empty port, as in `ssh://host:`, is none to the docker client too.
        const auto number = port.size() > 1 ? number_of<std::uint16_t>(port.substr(1)) : std::nullopt;
        if ((!port.empty() && port.front() != ':') || (port.size() > 1 && number.value_or(0) == 0)) {
            return refused("whose port is no number from 1 to 65535 (an IPv6 address stands in brackets)");
        }
        target.host = *host;
        target.port = number.value_or(0);
        if (auto problem = ssh_refusal(target)) {
            return std::unexpected(std::move(*problem));
        }
        return target;
    }

    std::string_view url_;
    std::string_view named_by_;
};

} // namespace

std::expected<SshTarget, Problem> parse_ssh_url(std::string_view url, std::string_view named_by) {
    return UrlReader(url, named_by).read();
}

SshAnswer read_ssh_answer(std::string_view text) {
    SshAnswer out;
    const auto take = [](std::string& into, std::string_view value) {
        if (into.empty() && value != "none") {
            into = value;
        }
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = ascii::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t blank = std::min(line.find(' '), line.size());
        const std::string key = ascii::lowered(line.substr(0, blank));
        const std::string_view value = ascii::trimmed(line.substr(blank));
        if (key == "hostname") {
            take(out.host_name, value);
        } else if (key == "user") {
            take(out.user, value);
        } else if (key == "controlpath") {
            take(out.control_path, value);
        } else if (key == "proxyjump") {
            take(out.proxy_jump, value);
        } else if (key == "port" && out.port == 0) {
            out.port = number_of<std::uint16_t>(value).value_or(0);
        } else if (key == "serveraliveinterval" && out.server_alive_interval == 0) {
            out.server_alive_interval = number_of<int>(value).value_or(0);
        }
    }
    return out;
}

} // namespace dockwright::engine
