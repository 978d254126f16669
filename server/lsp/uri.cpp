#include "lsp/uri.hpp"
#include "base/ascii.hpp"
#include <optional>

namespace dockwright::lsp {
namespace {

std::optional<unsigned> hex_digit(char c) {
    if (ascii::is_digit(c)) {
        return static_cast<unsigned>(c - '0');
    }
    const char low = ascii::lower(c);
    return low >= 'a' && low <= 'f' ? std::optional(static_cast<unsigned>(low - 'a') + 10) : std::nullopt;
}

/// With `separators_stay`, `%2F` and `%25` stay, in capitals: decoded they would be another path, or
/// another escape.
std::string decoded(std::string_view text, bool separators_stay) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
        if (!low) {
            out += text[i];
            continue;
        }
        const char byte = static_cast<char>(*high * 16 + *low);
        if (separators_stay && (byte == '/' || byte == '%')) {
            out += byte == '/' ? "%2F" : "%25";
        } else {
            out += byte;
        }
        i += 2;
    }
    return out;
}

} // namespace

std::string uri_key(std::string_view uri) {
    const std::size_t colon = std::min(uri.find(':'), uri.size());
    std::string key = ascii::lowered(uri.substr(0, colon));
    std::string rest = decoded(uri.substr(colon), true);
    if (key == "file") {
        constexpr std::string_view local = "://localhost/";
        if (rest.starts_with(local)) {
            rest.replace(0, local.size(), ":///");
        }
        constexpr std::size_t drive = 4; // behind ":///"
        if (rest.size() > drive + 1 && rest.starts_with(":///") && rest[drive + 1] == ':') {
            rest[drive] = ascii::lower(rest[drive]);
        }
    }
    return key + rest;
}

std::optional<std::string> path_of(std::string_view uri) {
    constexpr std::string_view scheme = "file:";
    if (!ascii::equal(uri.substr(0, scheme.size()), scheme)) {
        return std::nullopt;
    }
    uri.remove_prefix(scheme.size());
    if (uri.starts_with("//")) {
        const std::size_t slash = std::min(uri.find('/', 2), uri.size());
        const std::string_view host = uri.substr(2, slash - 2);
        if (!host.empty() && host != "localhost") {
            return std::nullopt;
        }
        uri.remove_prefix(slash);
    }
    std::string path = decoded(uri, false);
    return path.starts_with('/') && !path.contains('\0') ? std::optional(std::move(path)) : std::nullopt;
}

std::string uri_of(std::string_view path) {
    constexpr std::string_view plain = "/-._~"; // beside letters and digits (RFC 3986, 2.3)
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = "file://";
    for (const char c : path) {
        if (ascii::is_alpha(c) || ascii::is_digit(c) || plain.contains(c)) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += {'%', digits[byte / 16U], digits[byte % 16U]};
    }
    return uri;
}

} // namespace dockwright::lsp
