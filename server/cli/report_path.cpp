#include "cli/report_path.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::cli {

std::string_view report_path(std::string_view path) {
    while (path.size() > 2 && path.starts_with("./")) {
        path.remove_prefix(2);
        path.remove_prefix(std::min(path.find_first_not_of('/'), path.size() - 1));
    }
    return path;
}

void append_uri(std::string& out, std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view others = "-._~/";
    path = report_path(path);
    out += path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (ascii::is_alpha(c) || ascii::is_digit(c) || others.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
}

} // namespace dockwright::cli
