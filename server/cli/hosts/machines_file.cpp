#include "cli/hosts/machines_file.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/replace_file.hpp"
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::cli::hosts {
namespace {

namespace fs = std::filesystem;

Problem unwritable(std::string_view path, const std::string& why) {
    return {.kind = "file-unwritable",
            .message = message("cannot write '{}': {}", {printable(path), why}),
            .next_step = "See whose the folder is: ls -ld ~/.config"};
}

/// An empty file that only the person may read. Whether it was made now.
std::expected<bool, Problem> make_file(const std::string& path) {
    std::error_code ec;
    const fs::path folder = fs::path(path).parent_path();
    if (!fs::exists(folder, ec)) {
        fs::create_directories(folder.parent_path(), ec);
        if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
            return std::unexpected(unwritable(path, std::generic_category().message(errno)));
        }
    }
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        if (errno == EEXIST) {
            return false;
        }
        return std::unexpected(unwritable(path, std::generic_category().message(errno)));
    }
    ::close(file);
    return true;
}

} // namespace

std::expected<std::string, Problem> read_machines_file(const std::string& path) {
    if (path.empty()) {
        return std::unexpected(
            Problem{.kind = "no-home",
                    .message = "neither HOME nor XDG_CONFIG_HOME says where your settings lie",
                    .next_step = "Set HOME"});
    }
    std::error_code ec;
    if (fs::symlink_status(path, ec).type() == fs::file_type::not_found) {
        return std::string();
    }
    return read_file(path);
}

std::optional<Problem> edit_machines_file(const std::string& path, const Edit& edit) {
    const auto before = read_machines_file(path);
    if (!before) {
        return before.error();
    }
    const auto after = edit(*before);
    if (!after) {
        return after.error();
    }
    const auto made = make_file(path);
    if (!made) {
        return made.error();
    }
    std::optional<Problem> problem = replace_file(path, "/", *before, *after);
    if (problem && *made) {
        ::unlink(path.c_str());
    }
    return problem;
}

} // namespace dockwright::cli::hosts
