#include "host/pci.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

struct PciDevice {
    std::uint32_t kind = 0; ///< class and subclass: 0x0300
    std::uint32_t vendor = 0;
    std::uint32_t device = 0;
};

std::optional<std::uint32_t> hex(std::string_view digits, std::size_t size) {
    std::uint32_t value = 0;
    if (digits.size() != size) {
        return std::nullopt;
    }
    const auto [behind, error] = std::from_chars(digits.data(), digits.data() + size, value, 16);
    return error == std::errc() && behind == digits.data() + size ? std::optional(value) : std::nullopt;
}

std::optional<PciDevice> device_of(std::optional<std::uint32_t> kind, std::optional<std::uint32_t> vendor,
                                   std::optional<std::uint32_t> device) {
    return kind && vendor && device
               ? std::optional(PciDevice{.kind = *kind, .vendor = *vendor, .device = *device})
               : std::nullopt;
}

std::optional<PciDevice> read_line(std::string_view line) {
    std::string_view first = take_word(line);
    std::string_view second = take_word(line);
    std::string_view third = take_word(line);
    if (first.starts_with("0x") && second.starts_with("0x") && third.starts_with("0x")) {
        return device_of(hex(first.substr(2, 4), 4), hex(second.substr(2), 4), hex(third.substr(2), 4));
    }
    if (second == "Class") { // older lspci: "00:02.0 Class 0300: 8086:0102"
        second = third;
        third = take_word(line);
    }
    const auto colon = third.find(':');
    if (!second.ends_with(':') || colon == std::string_view::npos) {
        return std::nullopt;
    }
    second.remove_suffix(1);
    return device_of(hex(second, 4), hex(third.substr(0, colon), 4), hex(third.substr(colon + 1), 4));
}

std::optional<Vendor> maker(const PciDevice& device) {
    constexpr std::uint32_t display = 0x03;
    constexpr std::uint32_t accelerator = 0x12; // AMD's Instinct; Intel's of that class are no GPUs
    const std::uint32_t kind = device.kind >> 8U;
    switch (device.vendor) {
    case 0x10DE: return kind == display ? std::optional(Vendor::nvidia) : std::nullopt;
    case 0x1002: return kind == display || kind == accelerator ? std::optional(Vendor::amd) : std::nullopt;
    case 0x8086: return kind == display ? std::optional(Vendor::intel) : std::nullopt;
    default: return std::nullopt;
    }
}

/// Of the V100, the A100 and the H100 generation (the PCI ID repository, recalled).
bool is_nvswitch(const PciDevice& device) {
    constexpr std::uint32_t ids[] = {0x1AC2, 0x1AF1, 0x22A3};
    return device.vendor == 0x10DE && device.kind == 0x0680 && std::ranges::count(ids, device.device) != 0;
}

void add(std::vector<Vendor>& vendors, Vendor vendor) {
    const auto at = std::ranges::lower_bound(vendors, vendor);
    if (at == vendors.end() || *at != vendor) {
        vendors.insert(at, vendor);
    }
}

} // namespace

PciDevices read_pci(std::string_view text) {
    PciDevices found;
    while (!text.empty()) {
        const auto device = read_line(take_line(text));
        if (!device) {
            continue;
        }
        if (const auto vendor = maker(*device)) {
            add(found.vendors, *vendor);
        }
        found.nvswitch = found.nvswitch || is_nvswitch(*device);
    }
    return found;
}

PciDevices devices_of_nodes(std::span<const std::string> nodes) {
    constexpr std::string_view nvidia = "/dev/nvidia";
    PciDevices found;
    for (const std::string_view node : nodes) {
        if (node == "/dev/kfd") {
            add(found.vendors, Vendor::amd);
        } else if (node.starts_with("/dev/nvidia-nvswitch")) {
            found.nvswitch = true;
        } else if (node.starts_with(nvidia) && node.size() > nvidia.size() &&
                   ascii::is_digit(node[nvidia.size()])) {
            add(found.vendors, Vendor::nvidia);
        }
    }
    return found;
}

} // namespace dockwright::host
