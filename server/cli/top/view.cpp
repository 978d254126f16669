#include "cli/top/view.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/engine_command.hpp"
#include "cli/engine_json.hpp"
#include "cli/figures.hpp"
#include "engine/objects_json.gen.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace dockwright::cli::top {
namespace {

using actions::TopContainer;
using actions::TopEngine;
using actions::TopGpu;

constexpr std::string_view bold = "\033[1m";
constexpr std::string_view dim = "\033[2m";
constexpr std::string_view red = "\033[31m";
constexpr std::string_view yellow = "\033[33m";
constexpr std::string_view green = "\033[32m";
constexpr std::string_view off = "\033[0m";

struct Piece {
    std::string text;
    std::string_view color{};
};
using Line = std::vector<Piece>;

std::string rendered(const Line& line, std::size_t columns, bool color) {
    std::string out;
    std::size_t left = columns;
    for (const Piece& piece : line) {
        const std::string text = shortened(piece.text, left);
        left -= std::min(left, width_of(text));
        const bool colored = color && !piece.color.empty() && !text.empty();
        out += colored ? std::string(piece.color) + text + std::string(off) : text;
    }
    return out;
}

std::string bar(unsigned percent, std::size_t width, bool blocks) {
    const std::size_t full = std::min<std::size_t>(percent, 100) * width / 100;
    std::string out = blocks ? "" : "[";
    for (std::size_t i = 0; i < width; ++i) {
        out += i < full ? (blocks ? "█" : "#") : (blocks ? "░" : ".");
    }
    return out + (blocks ? "" : "]");
}

std::string history(const std::vector<unsigned>& percents, std::size_t width, bool blocks) {
    constexpr std::array<std::string_view, 8> steps = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::string_view plain_steps = "_.-=+*%#";
    std::string out;
    for (std::size_t i = percents.size() - std::min(width, percents.size()); i < percents.size(); ++i) {
        const std::size_t step = std::min<std::size_t>(percents[i], 99) * steps.size() / 100;
        out += blocks ? steps[step] : plain_steps.substr(step, 1);
    }
    return out;
}

std::string percent_text(std::optional<unsigned> percent) {
    return percent ? fmt::format("{:3} %", *percent) : "    -";
}

std::string gpu_memory_text(const host::GpuLoad& load) {
    return load.memory_used && load.memory_total ? memory_of_text(*load.memory_used, *load.memory_total)
                                                 : "-";
}

std::string power_text(const host::GpuLoad& load) {
    if (!load.power) {
        return "-";
    }
    return load.power_limit ? fmt::format("{:.0f}/{:.0f} W", *load.power, *load.power_limit)
                            : fmt::format("{:.0f} W", *load.power);
}

std::string_view color_of(unsigned percent) {
    constexpr unsigned much = 90;
    constexpr unsigned some = 50;
    return percent >= much ? red : percent >= some ? yellow : green;
}

unsigned memory_percent(const host::GpuLoad& load) {
    return load.memory_used && load.memory_total && *load.memory_total > 0
               ? static_cast<unsigned>(*load.memory_used * 100 / *load.memory_total)
               : 0;
}

Line gpu_line(const TopGpu& gpu, std::size_t columns, bool blocks) {
    constexpr std::size_t wide = 110;
    const std::size_t width = columns >= wide ? 20 : 10;
    constexpr std::size_t name_width = 24;
    std::string name = shortened(printable(gpu.name), name_width);
    name.append(name_width - width_of(name), ' ');
    const host::GpuLoad& load = gpu.load;
    const unsigned busy = load.utilization.value_or(0);
    const unsigned full = memory_percent(load);
    return {{fmt::format("  GPU {} {} ", load.index, columns >= wide ? name : std::string())},
            {bar(busy, width, blocks), color_of(busy)},
            {fmt::format(" {}  ", percent_text(load.utilization))},
            {bar(full, width, blocks), color_of(full)},
            {fmt::format(" {:<13} {:>4} °C  {:>9}  ", gpu_memory_text(load),
                         load.temperature ? std::to_string(*load.temperature) : "-", power_text(load))},
            {history(gpu.history, columns >= wide ? 24 : 8, blocks), dim}};
}

std::string held_text(const TopContainer& container) {
    std::map<std::string, std::uint64_t> by_gpu;
    for (const actions::HeldMemory& held : container.held) {
        by_gpu[held.gpu ? std::to_string(*held.gpu) : "?"] += held.bytes.value_or(0);
    }
    std::string out;
    for (const auto& [gpu, bytes] : by_gpu) {
        out += (out.empty() ? "" : ", ") + memory_text(bytes) + " on " + gpu;
    }
    return out.empty() ? "-" : out;
}

std::vector<Row> container_rows(const TopEngine& engine, std::size_t longest) {
    std::vector<Row> rows{{"  NAME", "OWNER", "CPU", "MEMORY", "GPU MEMORY", "GPUS", "IMAGE"}};
    for (const TopContainer& one : engine.containers) {
        rows.push_back({"  " + shortened(printable(one.row.name), longest),
                        shortened(actions::owner_words(one.owner), longest),
                        one.cpu_percent ? fmt::format("{:.0f} %", *one.cpu_percent) : "-",
                        one.memory ? memory_text(*one.memory) : "-", held_text(one),
                        shortened(gpu_words(one.row.gpu), longest), printable(one.row.image)});
    }
    return rows;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        out.push_back(text.substr(at, end - at));
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return out;
}

const std::vector<std::size_t> right_columns = {2, 3};

void add_engine(std::vector<Line>& lines, const TopEngine& engine, std::size_t columns, ViewStyle style) {
    lines.push_back(
        {{printable(engine.name), bold}, {engine.host.empty() ? "" : "  " + printable(engine.host), dim}});
    if (engine.state == actions::TopState::connecting) {
        lines.push_back({{"  connecting ...", dim}});
    }
    for (const auto& problem : {engine.problem, engine.gpu_problem}) {
        if (problem) {
            lines.push_back({{"  " + problem->message + ". " + problem->next_step, red}});
        }
    }
    for (const TopGpu& gpu : engine.gpus) {
        lines.push_back(gpu_line(gpu, columns, style.blocks));
    }
    if (engine.containers.empty()) {
        if (engine.state == actions::TopState::answered) {
            lines.push_back({{"  no running containers", dim}});
        }
        return;
    }
    constexpr std::size_t longest = 24;
    bool first = true;
    for (std::string& text : lines_of(columns_text(container_rows(engine, longest), right_columns))) {
        lines.push_back({{std::move(text), first ? dim : std::string_view()}});
        first = false;
    }
}

} // namespace

std::vector<std::string> view(const actions::TopSnapshot& snapshot, TerminalSize size, ViewStyle style) {
    std::vector<Line> lines{{{"dockwright top", bold}, {"   q leaves", dim}}};
    for (const TopEngine& engine : snapshot.engines) {
        add_engine(lines, engine, size.columns, style);
    }
    if (lines.size() > size.rows && size.rows > 0) {
        const std::string more = std::to_string(lines.size() - size.rows + 1);
        lines.resize(size.rows);
        lines.back() = {
            {message("{} more lines; a taller terminal shows them, --gpu shows fewer", {more}), dim}};
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < lines.size() && i < size.rows; ++i) {
        out.push_back(rendered(lines[i], size.columns, style.color));
    }
    return out;
}

std::string plain(const actions::TopSnapshot& snapshot) {
    std::string out;
    for (const TopEngine& engine : snapshot.engines) {
        out += printable(engine.name) + (engine.host.empty() ? "" : "  " + printable(engine.host)) + "\n";
        for (const auto& problem : {engine.problem, engine.gpu_problem}) {
            out += problem ? "  " + problem->message + ". " + problem->next_step + ".\n" : "";
        }
        std::vector<Row> gpus;
        for (const TopGpu& gpu : engine.gpus) {
            const host::GpuLoad& load = gpu.load;
            gpus.push_back(
                {"  GPU " + std::to_string(load.index), printable(gpu.name),
                 load.utilization ? std::to_string(*load.utilization) + " %" : "-", gpu_memory_text(load),
                 load.temperature ? std::to_string(*load.temperature) + " °C" : "-", power_text(load)});
        }
        out += gpus.empty() ? "" : columns_text(gpus);
        constexpr std::size_t longest = 60;
        out += engine.containers.empty() ? "  no running containers\n"
                                         : columns_text(container_rows(engine, longest), right_columns);
    }
    return out + "\n";
}

std::string json_line(const actions::TopSnapshot& snapshot, std::int64_t round, std::int64_t time) {
    engine::WatchedRound out{.round = round, .time = time};
    for (const TopEngine& engine : snapshot.engines) {
        engine::WatchedEngine one{.name = engine.name, .state = std::string(actions::name(engine.state))};
        if (engine.problem) {
            one.problem = listed(*engine.problem);
        }
        if (engine.gpu_problem) {
            one.gpu_problem = listed(*engine.gpu_problem);
        }
        for (const TopGpu& gpu : engine.gpus) {
            one.gpus.push_back(listed_gpus({{.uuid = gpu.load.uuid, .name = gpu.name}}, {gpu.load}).front());
        }
        for (const TopContainer& container : engine.containers) {
            engine::WatchedContainer row{.id = container.row.id,
                                         .name = container.row.name,
                                         .image = container.row.image,
                                         .gpu = std::string(word_for(container.row.gpu.access)),
                                         .gpus = container.row.gpu.text,
                                         .owner = actions::owner_words(container.owner),
                                         .cpu = container.cpu_percent,
                                         .gpu_memory = listed(container.held)};
            if (container.memory) {
                row.memory = static_cast<std::int64_t>(*container.memory);
                row.memory_limit = static_cast<std::int64_t>(container.memory_limit);
            }
            one.containers.push_back(std::move(row));
        }
        out.engines.push_back(std::move(one));
    }
    std::string text;
    encode(text, out);
    return text + "\n";
}

} // namespace dockwright::cli::top
