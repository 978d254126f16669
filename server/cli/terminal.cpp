#include "cli/terminal.hpp"
#include "base/message.hpp"
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <unistd.h>

namespace dockwright::cli {
namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : value;
}

} // namespace

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool colors_output(ColorChoice choice) {
    switch (choice) {
    case ColorChoice::always: return true;
    case ColorChoice::never: return false;
    case ColorChoice::automatic: break;
    }
    return environment("NO_COLOR").empty() && environment("TERM") != "dumb" && ::isatty(STDOUT_FILENO) == 1;
}

bool write_output(std::string_view text) {
    if (write_all(STDOUT_FILENO, text)) {
        return true;
    }
    say(Problem{"output-unwritable",
                message("Cannot write to standard output: {}", {std::generic_category().message(errno)}),
                "What was printed is not whole"});
    return false;
}

void write_error(std::string_view text) {
    write_all(STDERR_FILENO, text);
}

void say(const Problem& problem) {
    std::string line = "dockwright: " + problem.message + '.';
    if (!problem.next_step.empty()) {
        line += ' ';
        line += problem.next_step;
        line += '.';
    }
    say(line);
}

void say(std::string_view line) {
    write_all(STDERR_FILENO, printable(line) + '\n');
}

} // namespace dockwright::cli
