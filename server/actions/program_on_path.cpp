#include "actions/program_on_path.hpp"
#include <filesystem>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
    std::error_code ec;
    return fs::is_regular_file(path, ec) && access(path.c_str(), X_OK) == 0;
}

} // namespace

std::string program_on_path(std::string_view path, std::string_view name) {
    while (!path.empty()) {
        const std::size_t colon = path.find(':');
        const std::string_view folder = path.substr(0, colon);
        path.remove_prefix(colon == std::string_view::npos ? path.size() : colon + 1);
        if (!folder.starts_with('/')) {
            continue;
        }
        const fs::path candidate = fs::path(folder) / name;
        if (is_program(candidate)) {
            return candidate.string();
        }
    }
    return {};
}

} // namespace dockwright::actions
