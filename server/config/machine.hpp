#pragma once
#include "config/given.hpp"
#include "gpu/host.hpp"
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Machines with GPUs as a configuration or a file of their own describes them. keys.cpp has the keys.
namespace dockwright::config {

/// A machine out of a mapping, or of a text that gpu::host_of_text reads. Mistakes: `missing-key`,
/// `wrong-type`, `unknown-key`, `unknown-value`, `bad-version`, `bad-number`, `bad-machine`. Nothing if
/// it says nothing that a judgement could go by.
std::optional<Given<gpu::Host>> take_machine(Taker& take, const Entry& entry);

/// A list of them, each name once (else `duplicate-name`).
std::vector<Given<gpu::Host>> take_machines(Taker& take, const Entry& entry);

struct MachineFile {
    std::optional<gpu::Host> host; ///< as far as it is right
    std::vector<Mistake> mistakes; ///< by place
};

/// A file that holds one machine, as YAML or JSON. Total: any bytes give an answer.
MachineFile read_machine(std::string_view text);

/// The names of gpu::System, gpu::Request and gpu::ToolkitMode, in their order.
std::span<const std::string_view> system_names();
std::span<const std::string_view> request_names();
std::span<const std::string_view> mode_names();
/// What a platform begins with.
std::span<const std::string_view> platform_names();

/// `48GiB`, `49140 MiB`, `24GB`, or bytes; nothing if it is none.
std::optional<std::uint64_t> bytes_of(std::string_view text);

/// 86 for `8.6`; nothing if it is no such number.
std::optional<knowledge::Capability> capability_of(std::string_view text);

} // namespace dockwright::config
