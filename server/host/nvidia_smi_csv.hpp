#pragma once
#include "host/facts.hpp"
#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Tables that nvidia-smi writes for programs. It is asked in small groups, since one field that a driver
/// does not know fails the whole question (exit 2, with a text on standard output). Each reader
/// takes the output of the arguments that stand before it. Total: any bytes give an answer.
namespace dockwright::host {

using Question = std::array<std::string_view, 3>;
inline constexpr std::string_view csv_format = "--format=csv,noheader,nounits";

template <typename Row>
struct Table {
    std::vector<Row> rows;
    /// The first lines that are no rows, printable: a failure, or a warning that came with the rows.
    std::string words;

    bool failed() const { return rows.empty() && !words.empty(); }
};

inline constexpr Question identity_question = {
    "nvidia-smi", "--query-gpu=index,uuid,name,pci.bus_id,memory.total,driver_version", csv_format};
struct Identity {
    Gpu gpu; ///< without capability, modes and MIG devices
    std::string driver;

    bool operator==(const Identity&) const = default;
};
Table<Identity> read_identities(std::string_view text);

/// Apart: drivers before 510 refuse the field.
inline constexpr Question capability_question = {"nvidia-smi", "--query-gpu=index,compute_cap", csv_format};
struct CapabilityOf {
    unsigned index = 0;
    knowledge::Capability capability = 0;

    bool operator==(const CapabilityOf&) const = default;
};
Table<CapabilityOf> read_capabilities(std::string_view text);

inline constexpr Question mode_question = {"nvidia-smi", "--query-gpu=index,compute_mode,mig.mode.current",
                                           csv_format};
struct Modes {
    unsigned index = 0;
    std::string compute_mode;
    std::optional<bool> mig;

    bool operator==(const Modes&) const = default;
};
Table<Modes> read_modes(std::string_view text);

inline constexpr Question load_question = {
    "nvidia-smi",
    "--query-gpu=index,uuid,utilization.gpu,memory.used,memory.free,memory.total,temperature.gpu,power.draw,"
    "power.limit",
    csv_format};
Table<GpuLoad> read_loads(std::string_view text);
std::optional<GpuLoad> read_load(std::string_view line);

/// Process numbers are the machine's own only where it is asked on the machine itself.
inline constexpr Question process_question = {
    "nvidia-smi", "--query-compute-apps=gpu_uuid,pid,process_name,used_memory", csv_format};
Table<GpuProcess> read_processes(std::string_view text);

} // namespace dockwright::host
