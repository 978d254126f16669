#pragma once
#include "knowledge/tables.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A machine with NVIDIA GPUs as far as somebody said or saw. Plain values: host/, config/ and cli/
/// fill them. What is not known stays empty, and a judgement that needs it says `unknown`.
namespace dockwright::gpu {

/// One GPU of a host.
struct HostGpu {
    std::string name;                     ///< as nvidia-smi prints it, or as a person writes it
    knowledge::Capability capability = 0; ///< as reported; 0: by the name, from the tables
    std::uint64_t memory = 0;             ///< bytes; 0: by the name
};

enum class System : std::uint8_t { linux_, wsl2 };

/// How the container asks for the GPU.
enum class Request : std::uint8_t {
    gpus,    ///< `docker run --gpus`, Compose's device reservation
    runtime, ///< `--runtime=nvidia`, or as the default runtime
    cdi,     ///< `--device nvidia.com/gpu=…`
    none     ///< not at all
};

/// What the NVIDIA Container Toolkit does with a container.
enum class ToolkitMode : std::uint8_t { legacy, jit_cdi, cdi, csv };

struct Host {
    std::string name;             ///< how a person calls it; may be empty
    std::string driver_text;      ///< `535.104.05`, as reported
    knowledge::Version driver;    ///< not known: only what holds for every driver is judged
    std::vector<HostGpu> gpus;    ///< empty: only the driver is judged
    bool toolkit_missing = false; ///< somebody looked and found none
    knowledge::Version toolkit;
    std::optional<ToolkitMode> mode;
    knowledge::Version engine;
    std::string platform; ///< `linux/amd64`; "" is taken for that
    System system = System::linux_;
    Request request = Request::gpus;
};

} // namespace dockwright::gpu
