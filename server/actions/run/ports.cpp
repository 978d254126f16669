#include "actions/run/ports.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <charconv>
#include <optional>

namespace dockwright::actions {
namespace {

/// Below it only root may listen.
constexpr std::uint16_t first_free = 1024;

std::optional<std::uint16_t> port_number(std::string_view text) {
    std::uint16_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, ec] = std::from_chars(text.data(), end, value);
    return ec == std::errc() && behind == end && value != 0 ? std::optional(value) : std::nullopt;
}

bool is_address(std::string_view text) {
    return !text.empty() && text.size() <= 45 && std::ranges::all_of(text, [](char c) {
        return ascii::is_digit(c) || c == '.' || c == ':' || (c >= 'a' && c <= 'f');
    });
}

std::optional<PublishedPort> read(std::string_view text, bool public_ports) {
    PublishedPort port;
    port.address = public_ports ? "0.0.0.0" : "127.0.0.1";
    for (const std::string_view protocol : {"tcp", "udp"}) {
        if (text.ends_with("/" + std::string(protocol))) {
            port.protocol = protocol;
            text.remove_suffix(protocol.size() + 1);
        }
    }
    const std::size_t last = text.rfind(':');
    const auto container = port_number(text.substr(last + 1)); // npos + 1 is 0
    if (!container) {
        return std::nullopt;
    }
    port.container = *container;
    port.may_move = last == std::string_view::npos;
    if (port.may_move) {
        return port;
    }
    text = text.substr(0, last);
    const std::size_t middle = text.rfind(':');
    const std::string_view host = text.substr(middle + 1);
    if (middle != std::string_view::npos) {
        std::string_view address = text.substr(0, middle);
        if (address.starts_with('[') && address.ends_with(']')) {
            address = address.substr(1, address.size() - 2);
        } else if (address.find(':') != std::string_view::npos) {
            return std::nullopt; // as docker: IPv6 stands in brackets
        }
        if (!is_address(address)) {
            return std::nullopt;
        }
        port.address = address;
    }
    const auto number = port_number(host);
    if (!number && !host.empty()) {
        return std::nullopt;
    }
    port.host = number.value_or(0);
    port.may_move = !number;
    return port;
}

} // namespace

std::expected<std::vector<PublishedPort>, Problem> read_ports(std::span<const std::string> texts,
                                                              bool public_ports) {
    std::vector<PublishedPort> out;
    for (const std::string& text : texts) {
        auto port = read(text, public_ports);
        if (!port) {
            return std::unexpected(Problem{
                .kind = "port-not-understood",
                .message = message("'{}' is no port", {printable(std::string_view(text).substr(0, 100))}),
                .next_step =
                    "Write the container's port, such as 8888, or HOST:CONTAINER, such as 9000:8888"});
        }
        out.push_back(std::move(*port));
    }
    return out;
}

void choose_ports(std::span<PublishedPort> ports, std::set<std::uint16_t> taken) {
    for (const PublishedPort& port : ports) {
        taken.insert(port.host);
    }
    for (PublishedPort& port : ports) {
        if (port.host != 0) {
            continue;
        }
        const unsigned wish = std::max(port.container, first_free);
        for (unsigned tried = 0; tried < 65536U - first_free; ++tried) {
            const unsigned number = first_free + (wish - first_free + tried) % (65536U - first_free);
            if (taken.insert(static_cast<std::uint16_t>(number)).second) {
                port.host = static_cast<std::uint16_t>(number);
                break;
            }
        }
    }
}

} // namespace dockwright::actions
