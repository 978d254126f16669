#include "cli/new/new_files.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/replace_file.hpp"
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

Problem unwritable(const std::string& path, int error) {
    return {"file-unwritable",
            message("Cannot write '{}': {}", {path, std::generic_category().message(error)}),
            "Check the folder and its permissions"};
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// Only where nothing is, not even a link.
std::optional<Problem> make(const NewFile& file) {
    const int descriptor = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        if (errno == EEXIST) {
            return Problem{"file-exists", message("'{}' is there already", {file.path}),
                           "Add --force to put a new one in its place, or --stdout to see it"};
        }
        return unwritable(file.path, errno);
    }
    const bool written = write_all(descriptor, file.text);
    const int error = errno;
    if (::close(descriptor) == 0 && written) {
        return std::nullopt;
    }
    ::unlink(file.path.c_str());
    return unwritable(file.path, written ? errno : error);
}

std::optional<Problem> put(const NewFile& file) {
    std::error_code ec;
    if (!file.replaces || !fs::exists(fs::symlink_status(file.path, ec))) {
        return make(file);
    }
    const auto before = read_file(file.path);
    if (!before) {
        return before.error();
    }
    const fs::path folder = fs::path(file.path).parent_path();
    return replace_file(file.path, folder.empty() ? "." : folder.string(), *before, file.text);
}

} // namespace

std::optional<Problem> write_new_files(std::span<const NewFile> files) {
    std::vector<std::string> made;
    std::optional<Problem> problem;
    for (const NewFile& file : files) {
        const fs::path folder = fs::path(file.path).parent_path();
        std::error_code ec;
        const bool there = fs::exists(file.path, ec);
        if (!folder.empty()) {
            fs::create_directories(folder, ec);
            if (ec) {
                problem = unwritable(folder.string(), ec.value());
                break;
            }
        }
        problem = put(file);
        if (problem) {
            break;
        }
        if (!there) {
            made.push_back(file.path);
        }
    }
    if (problem) {
        for (const std::string& path : made) {
            ::unlink(path.c_str());
        }
    }
    return problem;
}

} // namespace dockwright::cli
