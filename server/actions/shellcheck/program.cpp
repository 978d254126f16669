#include "actions/shellcheck/program.hpp"
#include "actions/program_on_path.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <charconv>
#include <sys/stat.h>

namespace dockwright::actions::shellcheck {

std::optional<Program> find_program(std::string_view path) {
    Program out{.path = program_on_path(path, "shellcheck"), .identity = {}};
    struct stat facts{};
    if (out.path.empty() || ::stat(out.path.c_str(), &facts) != 0) {
        return std::nullopt;
    }
    out.identity = out.path + ' ' + std::to_string(facts.st_size) + ' ' +
                   std::to_string(facts.st_mtim.tv_sec) + '.' + std::to_string(facts.st_mtim.tv_nsec);
    return out;
}

Problem missing() {
    return {.kind = "shellcheck-missing",
            .message = "ShellCheck is asked for, and no program 'shellcheck' is on PATH",
            .next_step = "Install it (sudo apt install shellcheck), or set shellcheck to auto"};
}

bool knows_busybox(std::string_view version_text) {
    constexpr std::string_view label = "version: ";
    const std::size_t at = version_text.find(label);
    if (at == std::string_view::npos) {
        return false;
    }
    std::string_view rest = version_text.substr(at + label.size());
    unsigned numbers[2] = {0, 0};
    for (unsigned& number : numbers) {
        const auto [end, wrong] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (wrong != std::errc{}) {
            return false;
        }
        rest.remove_prefix(std::min(static_cast<std::size_t>(end - rest.data()) + 1, rest.size()));
    }
    return numbers[0] > 0 || numbers[1] >= 10;
}

} // namespace dockwright::actions::shellcheck
