#include "gpu/host_text.hpp"
#include <vector>

namespace dockwright::gpu {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

/// `2 x A40`, `A40 x 2`, `A40`: the name, and how many.
std::pair<std::string_view, unsigned> counted(std::string_view text) {
    const auto x = text.find(" x ");
    if (x == std::string_view::npos) {
        return {text, 1};
    }
    const std::string_view before = trimmed(text.substr(0, x));
    const std::string_view behind = trimmed(text.substr(x + 3));
    const auto number = [](std::string_view digits) -> unsigned {
        return digits.size() == 1 && digits[0] >= '1' && digits[0] <= '9'
                   ? static_cast<unsigned>(digits[0] - '0')
                   : 0U;
    };
    if (number(before) != 0) {
        return {behind, number(before)};
    }
    return number(behind) != 0 ? std::pair{before, number(behind)} : std::pair{text, 1U};
}

} // namespace

std::expected<Host, std::string> host_of_text(std::string_view text) {
    Host host;
    const auto comma = text.find(',');
    std::string_view gpus = trimmed(text.substr(0, comma));
    if (gpus.empty()) {
        return std::unexpected("a machine begins with the name of its GPU, such as RTX 3090");
    }
    while (!gpus.empty()) {
        const auto plus = gpus.find(" + ");
        const auto [name, count] = counted(trimmed(gpus.substr(0, plus)));
        for (unsigned i = 0; i < count; ++i) {
            host.gpus.push_back({.name = std::string(name)});
        }
        gpus = plus == std::string_view::npos ? std::string_view() : gpus.substr(plus + 3);
    }
    if (comma != std::string_view::npos) {
        std::string_view driver = trimmed(text.substr(comma + 1));
        if (driver.starts_with("driver ")) {
            driver = trimmed(driver.substr(7));
        }
        const auto version = knowledge::Version::parse(driver);
        if (!version) {
            return std::unexpected("a driver is a number such as 535.104.05");
        }
        host.driver = *version;
        host.driver_text = driver;
    }
    return host;
}

std::string describe(const Host& host) {
    std::string gpus;
    for (const HostGpu& gpu : host.gpus) {
        if (gpus.find(gpu.name) == std::string::npos) {
            gpus += (gpus.empty() ? "" : " + ") + gpu.name;
        }
    }
    const std::string driver = host.driver_text.empty() ? "" : "driver " + host.driver_text;
    if (host.name.empty()) {
        return gpus.empty() ? driver : driver.empty() ? gpus : gpus + " with " + driver;
    }
    const std::string inside = gpus.empty() ? driver : driver.empty() ? gpus : gpus + ", " + driver;
    return inside.empty() ? host.name : host.name + " (" + inside + ")";
}

} // namespace dockwright::gpu
