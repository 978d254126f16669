#include "host/top_pids.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::host {

std::vector<std::uint32_t> pids_of_top(std::span<const std::string> titles,
                                       std::span<const std::vector<std::string>> processes) {
    constexpr std::size_t most = 65'536;
    auto title = std::ranges::find(titles, "HPID");
    if (title == titles.end()) {
        title = std::ranges::find(titles, "PID");
    }
    std::vector<std::uint32_t> pids;
    if (title == titles.end()) {
        return pids;
    }
    const auto column = static_cast<std::size_t>(title - titles.begin());
    for (const std::vector<std::string>& process : processes.first(std::min(processes.size(), most))) {
        if (column < process.size()) {
            if (const auto pid = number<std::uint32_t>(ascii::trimmed(process[column]))) {
                pids.push_back(*pid);
            }
        }
    }
    return pids;
}

} // namespace dockwright::host
