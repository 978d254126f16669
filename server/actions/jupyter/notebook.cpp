#include "actions/jupyter/notebook.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <charconv>
#include <optional>

namespace dockwright::actions {
namespace {

constexpr std::size_t longest = 2048;

bool is_url_byte(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c) ||
           std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

std::optional<Notebook> read(std::string_view url) {
    Notebook out{.tls = url.starts_with("https://")};
    url.remove_prefix(out.tls ? 8 : 7);
    const std::string_view authority = url.substr(0, url.find_first_of("/?"));
    const std::size_t colon = authority.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view number = authority.substr(colon + 1);
    const auto [end, ec] = std::from_chars(number.data(), number.data() + number.size(), out.port);
    if (ec != std::errc() || end != number.data() + number.size() || out.port == 0) {
        return std::nullopt;
    }
    url.remove_prefix(authority.size());
    const std::string_view path = url.substr(0, url.find('?'));
    out.path = path.starts_with('/') ? std::string(path) : "/";
    constexpr std::string_view name = "token=";
    if (const std::size_t token = url.find(name); token != std::string_view::npos) {
        out.token = url.substr(token + name.size());
        out.token.resize(std::min(out.token.find('&'), out.token.size()));
    }
    // Jupyter hides tokens in some of its lines: "token=...".
    out.token = out.token == "..." ? "" : out.token;
    return out;
}

} // namespace

std::vector<Notebook> notebooks_in(std::string_view text) {
    std::vector<Notebook> out;
    while (true) {
        const std::size_t begin = std::min(text.find("http://"), text.find("https://"));
        if (begin == std::string_view::npos) {
            std::ranges::reverse(out);
            return out;
        }
        text.remove_prefix(begin);
        std::size_t size = 0;
        while (size < text.size() && size < longest && is_url_byte(text[size])) {
            ++size;
        }
        const auto notebook = read(text.substr(0, size));
        text.remove_prefix(size);
        if (!notebook) {
            continue;
        }
        std::erase_if(out, [&](const Notebook& each) {
            return each.port == notebook->port && (each.token.empty() || !notebook->token.empty());
        });
        if (std::ranges::none_of(out, [&](const Notebook& each) { return each.port == notebook->port; })) {
            out.push_back(*notebook);
        }
    }
}

std::string notebook_url(const Notebook& notebook, std::string_view address, std::uint16_t port) {
    std::string out = notebook.tls ? "https://" : "http://";
    out += address;
    out += ":" + std::to_string(port) + notebook.path;
    return notebook.token.empty() ? out : out + "?token=" + notebook.token;
}

} // namespace dockwright::actions
