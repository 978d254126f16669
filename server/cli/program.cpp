#include "cli/program.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/columns.hpp"
#include "cli/parse.hpp"
#include "cli/terminal.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::cli {
namespace {

std::vector<const Command*> by_name(std::span<const Command* const> more) {
    std::vector<const Command*> out(commands::all().begin(), commands::all().end());
    out.insert(out.end(), more.begin(), more.end());
    std::ranges::sort(out, {}, &Command::name);
    return out;
}

std::string help(std::span<const Command* const> known) {
    std::string out = "Finds what is wrong with Dockerfiles, says why and mends it; runs containers on GPUs, "
                      "here and on other machines.\n\n"
                      "Usage: dockwright SUBCOMMAND [ARGUMENTS]\n\n";
    std::vector<Row> rows;
    rows.reserve(known.size() + 2);
    for (const Command* command : known) {
        rows.push_back({"  " + std::string(command->name), std::string(command->summary)});
    }
    rows.push_back({"  --help", "This text; behind a subcommand, what it takes"});
    rows.push_back({"  --version", "Which version this is"});
    out += columns_text(rows);
    out +=
        "\nExit status: 0 nothing found, 1 findings, 2 wrong use, an unreadable file or a failed action.\n";
    return out;
}

ExitCode unknown(std::string_view word, std::span<const Command* const> known) {
    std::vector<std::string_view> names;
    for (const Command* command : known) {
        names.push_back(command->name);
    }
    const auto near = nearest(word, names);
    say(Problem{"wrong-use", message("There is no subcommand '{}'", {word}),
                near ? message("Did you mean '{}'? See 'dockwright --help'", {*near})
                     : "See 'dockwright --help'"});
    return ExitCode::failed;
}

} // namespace

std::string_view version() {
    return DOCKWRIGHT_VERSION;
}

ExitCode run(std::span<const std::string> arguments, std::span<const Command* const> more) {
    const std::vector<const Command*> known = by_name(more);
    if (arguments.empty()) {
        write_error(help(known));
        return ExitCode::failed;
    }
    const std::string& first = arguments.front();
    if (first == "--help" || first == "-h" || first == "help") {
        return write_output(help(known)) ? ExitCode::nothing : ExitCode::failed;
    }
    if (first == "--version") {
        return write_output(message("dockwright {}\n", {version()})) ? ExitCode::nothing : ExitCode::failed;
    }
    if (first == describe_flag) {
        std::string out;
        for (const Command* one : known) {
            out += message("command\t{}\t{}\n", {one->name, one->summary});
        }
        return write_output(out) ? ExitCode::nothing : ExitCode::failed;
    }
    const auto command = std::ranges::find(known, first, &Command::name);
    if (command == known.end()) {
        return unknown(first, known);
    }
    return (*command)->run(arguments.subspan(1));
}

} // namespace dockwright::cli
