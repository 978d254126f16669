#include "host/nvidia_smi_csv.hpp"
#include "base/ascii.hpp"
#include "host/nvidia_smi_figure.hpp"
#include "host/text.hpp"
#include <span>

namespace dockwright::host {
namespace {

constexpr std::size_t max_line = 4096;

/// The fields of one line. Names are not quoted: `name` is the field that commas more than expected belong
/// to. False if there are too few, or too many without a name.
bool split(std::string_view line, std::span<std::string_view> fields, std::optional<std::size_t> name) {
    const std::size_t last = fields.size() - 1;
    const std::size_t open = name.value_or(last);
    for (std::size_t i = 0; i < open; ++i) {
        const auto comma = line.find(',');
        if (comma == std::string_view::npos) {
            return false;
        }
        fields[i] = ascii::trimmed(line.substr(0, comma));
        line.remove_prefix(comma + 1);
    }
    for (std::size_t i = last; i > open; --i) {
        const auto comma = line.rfind(',');
        if (comma == std::string_view::npos) {
            return false;
        }
        fields[i] = ascii::trimmed(line.substr(comma + 1));
        line = line.substr(0, comma);
    }
    fields[open] = ascii::trimmed(line);
    return name || line.find(',') == std::string_view::npos;
}

/// Rows by `read`, which says nothing for a line that is none.
template <typename Row>
Table<Row> table(std::string_view text, std::size_t most, std::optional<Row> (*read)(std::string_view)) {
    Table<Row> table;
    std::string others;
    while (!text.empty() && table.rows.size() < most) {
        const std::string_view line = ascii::trimmed(take_line(text));
        if (line.empty()) {
            continue;
        }
        if (auto row = read(line.substr(0, max_line))) {
            table.rows.push_back(std::move(*row));
        } else if (others.size() < max_line) {
            others.append(line.substr(0, max_line)) += '\n';
        }
    }
    table.words = first_words(others);
    return table;
}

std::optional<Identity> identity(std::string_view line) {
    std::array<std::string_view, 6> fields;
    if (!split(line, fields, 2)) {
        return std::nullopt;
    }
    const auto index = number<unsigned>(fields[0]);
    if (!index) {
        return std::nullopt;
    }
    return Identity{.gpu = {.index = *index,
                            .uuid = name_figure(fields[1]),
                            .name = name_figure(fields[2]),
                            .bus = name_figure(fields[3]),
                            .memory = memory_figure(fields[4])},
                    .driver = name_figure(fields[5])};
}

std::optional<CapabilityOf> capability(std::string_view line) {
    std::array<std::string_view, 2> fields;
    if (!split(line, fields, std::nullopt)) {
        return std::nullopt;
    }
    const auto index = number<unsigned>(fields[0]);
    return index ? std::optional(CapabilityOf{.index = *index, .capability = capability_figure(fields[1])})
                 : std::nullopt;
}

std::optional<Modes> modes(std::string_view line) {
    std::array<std::string_view, 3> fields;
    if (!split(line, fields, std::nullopt)) {
        return std::nullopt;
    }
    const auto index = number<unsigned>(fields[0]);
    if (!index) {
        return std::nullopt;
    }
    return Modes{.index = *index, .compute_mode = name_figure(fields[1]), .mig = switch_figure(fields[2])};
}

std::optional<GpuProcess> process(std::string_view line) {
    std::array<std::string_view, 4> fields;
    if (!split(line, fields, 2)) {
        return std::nullopt;
    }
    const auto pid = number<std::uint32_t>(fields[1]);
    if (!pid) {
        return std::nullopt;
    }
    return GpuProcess{.gpu_uuid = name_figure(fields[0]),
                      .pid = *pid,
                      .name = name_figure(fields[2]),
                      .memory = memory_figure(fields[3])};
}

} // namespace

Table<Identity> read_identities(std::string_view text) {
    return table<Identity>(text, max_gpus, identity);
}

Table<CapabilityOf> read_capabilities(std::string_view text) {
    return table<CapabilityOf>(text, max_gpus, capability);
}

Table<Modes> read_modes(std::string_view text) {
    return table<Modes>(text, max_gpus, modes);
}

std::optional<GpuLoad> read_load(std::string_view line) {
    std::array<std::string_view, 9> fields;
    if (!split(line, fields, std::nullopt)) {
        return std::nullopt;
    }
    const auto index = number<unsigned>(fields[0]);
    if (!index) {
        return std::nullopt;
    }
    return GpuLoad{.index = *index,
                   .uuid = name_figure(fields[1]),
                   .utilization = whole_figure(fields[2]),
                   .memory_used = memory_figure(fields[3]),
                   .memory_free = memory_figure(fields[4]),
                   .memory_total = memory_figure(fields[5]),
                   .temperature = degrees_figure(fields[6]),
                   .power = watts_figure(fields[7]),
                   .power_limit = watts_figure(fields[8])};
}

Table<GpuLoad> read_loads(std::string_view text) {
    return table<GpuLoad>(text, max_gpus, read_load);
}

Table<GpuProcess> read_processes(std::string_view text) {
    return table<GpuProcess>(text, max_gpu_processes, process);
}

} // namespace dockwright::host
