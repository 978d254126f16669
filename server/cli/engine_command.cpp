#include "cli/engine_command.hpp"
#include "actions/engines.hpp"
#include "actions/explained.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include <algorithm>
#include <array>

namespace dockwright::cli {
namespace {

constexpr std::size_t columns = 6;
using Line = std::array<std::string, columns>;

std::size_t width(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).size) {
        ++count;
    }
    return count;
}

Line line_of(const actions::ContainerRow& row, std::size_t number) {
    return {std::to_string(number), row.short_id,
            printable(row.name),    printable(row.image),
            gpu_words(row.gpu),     printable(row.status.empty() ? row.state : row.status)};
}

} // namespace

engine::Choice choice_of(const EngineOptions& options) {
    engine::Choice choice = options.choice;
    if (!choice.host.empty() && choice.context.empty()) {
        return actions::choice_by(choice.host, options.environment, "--host");
    }
    choice.named_by = choice.host.empty() ? "--context" : "--host";
    return choice;
}

void print(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
}

int fail(const Problem& failed, const Streams& streams) {
    const Problem problem = actions::explained(failed);
    const std::string next_step = problem.next_step.empty() ? "" : " " + problem.next_step + ".";
    print(streams.err, "dockwright: " + problem.message + "." + next_step + "\n");
    return 2;
}

std::string_view word_for(engine::GpuAccess access) {
    switch (access) {
    case engine::GpuAccess::yes: return "yes";
    case engine::GpuAccess::maybe: return "maybe";
    case engine::GpuAccess::no: return "no";
    case engine::GpuAccess::unknown: return "unknown";
    }
    return "unknown";
}

std::string gpu_words(const engine::GpuUse& gpu) {
    switch (gpu.access) {
    case engine::GpuAccess::yes: return printable(gpu.text);
    case engine::GpuAccess::maybe: return "maybe (" + printable(gpu.text) + ")";
    case engine::GpuAccess::unknown: return "unknown";
    case engine::GpuAccess::no: return "-";
    }
    return "-";
}

std::string table(const std::vector<actions::ContainerRow>& rows, bool numbered) {
    std::vector<Line> lines{{"#", "CONTAINER ID", "NAME", "IMAGE", "GPUS", "STATE"}};
    for (const actions::ContainerRow& row : rows) {
        lines.push_back(line_of(row, lines.size()));
    }
    std::array<std::size_t, columns> widths{};
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < columns; ++i) {
            widths[i] = std::max(widths[i], width(line[i]));
        }
    }
    std::string out;
    for (const Line& line : lines) {
        for (std::size_t i = numbered ? 0 : 1; i < columns; ++i) {
            out += line[i];
            out += i + 1 == columns ? "\n" : std::string(widths[i] - width(line[i]) + 3, ' ');
        }
    }
    return out;
}

} // namespace dockwright::cli
