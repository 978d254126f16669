#include "host/kernel_log.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "host/text.hpp"

namespace dockwright::host {
namespace {

/// "… NVRM: Xid (PCI:0000:01:00): 79, pid=…, GPU has fallen off the bus."
std::optional<Xid> xid(std::string_view line) {
    constexpr std::string_view mark = "NVRM: Xid (";
    constexpr std::string_view pci = "PCI:";
    constexpr std::size_t max_line = 400;
    const auto at = line.find(mark);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(at + mark.size());
    const auto close = rest.find("):");
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view bus = rest.substr(0, close);
    if (bus.starts_with(pci)) {
        bus.remove_prefix(pci.size());
    }
    rest = ascii::trimmed(rest.substr(close + 2));
    const auto code = number<unsigned>(rest.substr(0, rest.find_first_not_of("0123456789")));
    if (!code) {
        return std::nullopt;
    }
    return Xid{.code = *code,
               .bus = field(bus),
               .line = printable(ascii::trimmed(line.substr(at)).substr(0, max_line))};
}

} // namespace

std::vector<Xid> read_xids(std::string_view log) {
    constexpr std::size_t most = 64;
    std::vector<Xid> xids;
    while (!log.empty()) {
        if (auto found = xid(take_line(log))) {
            if (xids.size() == most) {
                xids.erase(xids.begin());
            }
            xids.push_back(std::move(*found));
        }
    }
    return xids;
}

} // namespace dockwright::host
