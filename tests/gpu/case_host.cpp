#include "gpu/case_host.hpp"
#include <charconv>
#include <sstream>

namespace dockwright::testing {
namespace {

using knowledge::Version;

bool read_version(const std::string& text, Version& into) {
    const auto version = Version::parse(text);
    into = version.value_or(Version());
    return version.has_value();
}

bool read_mode(std::string_view value, gpu::Host& host) {
    struct Entry {
        std::string_view name;
        gpu::ToolkitMode mode;
    };
    constexpr Entry entries[] = {{"legacy", gpu::ToolkitMode::legacy},
                                 {"jit-cdi", gpu::ToolkitMode::jit_cdi},
                                 {"cdi", gpu::ToolkitMode::cdi},
                                 {"csv", gpu::ToolkitMode::csv}};
    for (const Entry& entry : entries) {
        if (entry.name == value) {
            host.mode = entry.mode;
        }
    }
    return host.mode.has_value();
}

bool read_request(std::string_view value, gpu::Host& host) {
    struct Entry {
        std::string_view name;
        gpu::Request request;
    };
    constexpr Entry entries[] = {{"gpus", gpu::Request::gpus},
                                 {"runtime", gpu::Request::runtime},
                                 {"cdi", gpu::Request::cdi},
                                 {"none", gpu::Request::none}};
    for (const Entry& entry : entries) {
        if (entry.name == value) {
            host.request = entry.request;
            return true;
        }
    }
    return false;
}

bool read_setting(std::string_view key, const std::string& value, gpu::Host& host) {
    if (key == "toolkit") {
        host.toolkit_missing = value == "none";
        return host.toolkit_missing || read_version(value, host.toolkit);
    }
    if (key == "engine") {
        return read_version(value, host.engine);
    }
    if (key == "platform") {
        host.platform = value;
        return true;
    }
    if (key == "os") {
        host.system = gpu::System::wsl2;
        return value == "wsl2";
    }
    return key == "mode" ? read_mode(value, host) : key == "request" && read_request(value, host);
}

bool read_cards(std::string_view text, gpu::Host& host) {
    while (!text.empty()) {
        std::string_view card = text.substr(0, text.find(" + "));
        text.remove_prefix(std::min(card.size() + 3, text.size()));
        std::size_t count = 1;
        if (const std::size_t at = card.rfind(" x "); at != std::string_view::npos) {
            const std::string_view digits = card.substr(at + 3);
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
            if (error != std::errc() || end != digits.data() + digits.size()) {
                return false;
            }
            card = card.substr(0, at);
        }
        for (; count > 0; --count) {
            host.gpus.push_back({.name = std::string(card)});
        }
    }
    return !host.gpus.empty();
}

} // namespace

std::expected<std::optional<gpu::Host>, std::string> host_of_case(std::string_view line) {
    if (line == "none") {
        return std::optional<gpu::Host>();
    }
    const std::size_t comma = line.find(", ");
    gpu::Host host;
    if (comma == std::string_view::npos || !read_cards(line.substr(0, comma), host)) {
        return std::unexpected("no cards and driver: " + std::string(line));
    }
    std::istringstream words{std::string(line.substr(comma + 2))};
    words >> host.driver_text;
    if (host.driver_text == "unknown") {
        host.driver_text.clear();
    } else if (!read_version(host.driver_text, host.driver)) {
        return std::unexpected("no driver: " + host.driver_text);
    }
    for (std::string word; words >> word;) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos ||
            !read_setting(word.substr(0, equals), word.substr(equals + 1), host)) {
            return std::unexpected("no such setting: " + word);
        }
    }
    return host;
}

} // namespace dockwright::testing
