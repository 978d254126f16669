#include "base/image_name.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::image_name {
namespace {

// The grammar: github.com/distribution/reference, regexp.go and normalize.go.

constexpr bool is_lower_or_digit(char c) {
    return ascii::is_lower(c) || ascii::is_digit(c);
}

/// alphanumeric (separator alphanumeric)*, where a separator is `.`, `_`, `__` or dashes.
bool is_path_component(std::string_view text) {
    std::size_t at = 0;
    while (true) {
        const std::size_t begin = at;
        while (at < text.size() && is_lower_or_digit(text[at])) {
            ++at;
        }
        if (at == begin) {
            return false;
        }
        if (at == text.size()) {
            return true;
        }
        if (text[at] == '.') {
            ++at;
        } else if (text[at] == '_') {
            at += text.substr(at).starts_with("__") ? 2U : 1U;
        } else if (text[at] == '-') {
            at = std::min(text.find_first_not_of('-', at), text.size());
        } else {
            return false;
        }
    }
}

bool is_path(std::string_view text) {
    while (true) {
        const std::size_t slash = text.find('/');
        if (!is_path_component(text.substr(0, slash))) {
            return false;
        }
        if (slash == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(slash + 1);
    }
}

bool is_tag(std::string_view text) {
    return !text.empty() && text.size() <= 128 && ascii::is_name(text.front()) &&
           std::ranges::all_of(text, [](char c) { return ascii::is_name(c) || c == '.' || c == '-'; });
}

bool is_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f');
    });
}

/// `sha256:` and at least 32 hexadecimal digits; the known algorithms have just so many.
bool is_digest(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    const std::string_view algorithm = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    const std::size_t size = algorithm == "sha256"   ? 64
                             : algorithm == "sha384" ? 96
                             : algorithm == "sha512" ? 128
                                                     : 0;
    const bool lower = std::ranges::none_of(digits, ascii::is_upper);
    return size != 0 && digits.size() == size && is_hex(digits) && lower;
}

bool is_domain_component(std::string_view text) {
    const auto alphanumeric = [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c); };
    return !text.empty() && alphanumeric(text.front()) && alphanumeric(text.back()) &&
           std::ranges::all_of(text, [&](char c) { return alphanumeric(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos || close == 1 ||
            !std::ranges::all_of(text.substr(1, close - 1),
                                 [](char c) { return c == ':' || is_hex({&c, 1}); })) {
            return false;
        }
        text.remove_prefix(close + 1);
        return text.empty() || (text.size() > 1 && text.front() == ':' &&
                                std::ranges::all_of(text.substr(1), ascii::is_digit));
    }
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        const std::string_view port = text.substr(colon + 1);
        if (port.empty() || !std::ranges::all_of(port, ascii::is_digit)) {
            return false;
        }
        text = text.substr(0, colon);
    }
    while (true) {
        const std::size_t dot = text.find('.');
        if (!is_domain_component(text.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

/// Whether the part before the first slash names a registry, not a folder on Docker Hub.
bool names_registry(std::string_view first) {
    return first == "localhost" || first.find_first_of(".:") != std::string_view::npos ||
           std::ranges::any_of(first, ascii::is_upper);
}

} // namespace

Parts split(std::string_view name) {
    Parts parts;
    if (const std::size_t at = name.find('@'); at != std::string_view::npos) {
        parts.digest = name.substr(at + 1);
        name = name.substr(0, at);
    }
    if (const std::size_t slash = name.find('/');
        slash != std::string_view::npos && names_registry(name.substr(0, slash))) {
        parts.registry = name.substr(0, slash);
        name.remove_prefix(slash + 1);
    }
    const std::size_t slash = name.rfind('/');
    const std::size_t colon = name.find(':', slash == std::string_view::npos ? 0 : slash);
    if (colon != std::string_view::npos) {
        parts.tag = name.substr(colon + 1);
        name = name.substr(0, colon);
    }
    parts.path = name;
    return parts;
}

bool is_valid(std::string_view name) {
    constexpr std::size_t longest_name = 255;
    if (name.size() == 64 && is_hex(name) && std::ranges::none_of(name, ascii::is_upper)) {
        return false; // could be taken for an image id
    }
    const Parts parts = split(name);
    const bool has_digest = name.contains('@');
    const std::string_view before_digest = name.substr(0, name.find('@'));
    const bool has_tag =
        before_digest.size() > parts.registry.size() + parts.path.size() + (parts.registry.empty() ? 0 : 1);
    return (parts.registry.empty() || is_domain(parts.registry)) && is_path(parts.path) &&
           (!has_tag || is_tag(parts.tag)) && (!has_digest || is_digest(parts.digest)) &&
           parts.registry.size() + parts.path.size() <= longest_name;
}

} // namespace dockwright::image_name
