#pragma once
#include "host/facts.hpp"
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who made the GPUs of a machine, whether or not they have a driver. Integrated graphics count as seen.
namespace dockwright::host {

struct PciDevices {
    std::vector<Vendor> vendors; ///< of display controllers, each once, in the order of Vendor
    bool nvswitch = false;       ///< NVIDIA's switch between GPUs, which needs its Fabric Manager

    bool operator==(const PciDevices&) const = default;
};

/// Lines of `lspci -n` (`0000:01:00.0 0300: 10de:2204 (rev a1)`), or of the files class, vendor and device
/// of /sys/bus/pci/devices (`0x030000 0x10de 0x2204`).
PciDevices read_pci(std::string_view text);

/// What the names in /dev say: /dev/nvidia0 is there only with a driver. /dev/dri/* says nothing.
PciDevices devices_of_nodes(std::span<const std::string> nodes);

} // namespace dockwright::host
