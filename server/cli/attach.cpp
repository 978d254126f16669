#include "cli/attach.hpp"
#include "actions/now.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/objects_json.gen.hpp"
#include <cerrno>
#include <charconv>
#include <cstring>
#include <unistd.h>

namespace dockwright::cli {
namespace {

using actions::ContainerRow;
using Chosen = std::expected<std::string, Problem>;

std::string read_line(std::FILE* in) {
    std::string line;
    for (int c = std::fgetc(in); c != EOF && c != '\n' && line.size() < 100; c = std::fgetc(in)) {
        line += static_cast<char>(c);
    }
    return line;
}

std::string names_of(const std::vector<ContainerRow>& rows) {
    std::string out;
    for (const ContainerRow& row : rows) {
        out += (out.empty() ? "" : ", ") + printable(row.name);
    }
    return out;
}

Chosen ask_which(const std::vector<ContainerRow>& rows, const Streams& streams) {
    print(streams.out, table(rows, true) + message("Which one (1-{})? ", {std::to_string(rows.size())}));
    std::fflush(streams.out);
    const std::string line = read_line(streams.in);
    const std::string_view text = ascii::trimmed(line);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > rows.size()) {
        return std::unexpected(Problem{.kind = "nothing-chosen",
                                       .message = message("'{}' is none of the numbers", {printable(text)}),
                                       .next_step = "Name the container: dockwright attach NAME"});
    }
    return rows[number - 1].id;
}

Chosen choose(const AttachOptions& options, const Streams& streams) {
    if (!options.container.empty()) {
        return options.container;
    }
    auto list = actions::containers_now(choice_of(options.engine), options.engine.environment);
    if (!list) {
        return std::unexpected(std::move(list.error()));
    }
    std::vector<ContainerRow>& rows = list->rows;
    std::erase_if(rows, [](const ContainerRow& row) {
        return row.state != "running" || row.gpu.access == engine::GpuAccess::no;
    });
    if (rows.empty()) {
        return std::unexpected(Problem{.kind = "no-gpu-container",
                                       .message = message("no running GPU container at {}", {list->engine}),
                                       .next_step =
                                           "Start one (docker run --gpus all …), or name a container "
                                           "without a GPU: dockwright attach NAME"});
    }
    if (rows.size() == 1) {
        return rows.front().id;
    }
    if (!streams.interactive || options.engine.json) {
        return std::unexpected(
            Problem{.kind = "container-ambiguous",
                    .message = message("several GPU containers run ({}), and there is no terminal to ask at",
                                       {names_of(rows)}),
                    .next_step = "Name one: dockwright attach NAME"});
    }
    return ask_which(rows, streams);
}

std::string json(const actions::AttachTarget& target) {
    std::string out;
    encode(out, engine::ListedAttachment{.id = target.container.id,
                                         .name = target.container.name,
                                         .program = target.terminal.program,
                                         .arguments = target.terminal.arguments,
                                         .authority = target.editor.authority,
                                         .path = target.editor.path});
    return out + "\n";
}

} // namespace

void replace_process(const actions::Command& command) {
    std::vector<std::string> words{command.program};
    words.insert(words.end(), command.arguments.begin(), command.arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    execv(command.program.c_str(), pointers.data());
}

int attach(const AttachOptions& options, const Streams& streams, const Replace& replace) {
    const Chosen chosen = choose(options, streams);
    if (!chosen) {
        return fail(chosen.error(), streams);
    }
    const auto target =
        actions::attach_target_now(choice_of(options.engine), options.engine.environment, *chosen);
    if (!target) {
        return fail(target.error(), streams);
    }
    if (options.engine.json) {
        print(streams.out, json(*target));
        return 0;
    }
    if (!streams.interactive) {
        return fail(
            {.kind = "no-terminal",
             .message = "a shell needs a terminal, and here is none",
             .next_step = "Run it in a terminal, or ask for the ways in: dockwright attach --format json"},
            streams);
    }
    std::fflush(streams.out);
    replace(target->terminal);
    return fail({.kind = "client-program-failed",
                 .message = message("could not start {}: {}",
                                    {printable(target->terminal.program), std::strerror(errno)}),
                 .next_step = {}},
                streams);
}

} // namespace dockwright::cli
