#include "actions/ssh_hosts.hpp"
#include <filesystem>
#include <fstream>
#include <glob.h>
#include <string>
#include <vector>

namespace dockwright::actions {
namespace {

std::string text_of(const std::string& path) {
    std::error_code ec;
    if (!std::filesystem::is_regular_file(path, ec)) { // a FIFO would be waited for without end
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(engine::max_ssh_config_size + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// As ssh_config(5) has it: `~` is the home, what is relative lies in ~/.ssh.
std::string whole_pattern(std::string_view pattern, const std::string& home) {
    if (pattern.starts_with("~/")) {
        return home + std::string(pattern.substr(1));
    }
    return pattern.starts_with('/') ? std::string(pattern) : home + "/.ssh/" + std::string(pattern);
}

std::vector<std::string> included(std::string_view pattern, const std::string& home) {
    constexpr std::size_t most_files = 256;
    std::vector<std::string> texts;
    glob_t found{};
    const std::string whole = whole_pattern(pattern, home);
    if (whole.find('\0') == std::string::npos && ::glob(whole.c_str(), 0, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc && i < most_files; ++i) {
            texts.push_back(text_of(found.gl_pathv[i]));
        }
    }
    ::globfree(&found);
    return texts;
}

} // namespace

engine::SshConfig ssh_hosts(const engine::Environment& environment) {
    const std::string& home = environment.home;
    if (home.empty()) {
        return {};
    }
    return engine::read_ssh_config(text_of(home + "/.ssh/config"),
                                   [&](std::string_view pattern) { return included(pattern, home); });
}

} // namespace dockwright::actions
