#include "cli/input.hpp"
#include "base/message.hpp"
#include "base/span.hpp"
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::cli {
namespace {

Problem unreadable(std::string_view name, int error) {
    if (error == EISDIR) {
        return {"file-unreadable", message("'{}' is a folder", {name}), "Name a file"};
    }
    return {"file-unreadable",
            message("Cannot read '{}': {}", {name, std::generic_category().message(error)}),
            "Check the path and its permissions"};
}

Problem too_large(std::string_view name) {
    return {"file-too-large", message("'{}' is larger than 16 MiB, which no Dockerfile is", {name}),
            "Name another file"};
}

/// Appends what comes, up to one byte more than is allowed; false if reading failed.
bool read_all(int descriptor, std::string& out) {
    std::array<char, 65536> buffer;
    while (out.size() <= max_text_size) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count == 0) {
            return true;
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        out.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return true;
}

/// A file of known size in one read; false if it is not one, and nothing is lost then.
bool read_at_once(int descriptor, std::size_t size, std::string& out) {
    out.resize(size);
    const ssize_t count = ::read(descriptor, out.data(), size);
    out.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return out.size() == size;
}

std::expected<std::string, Problem> read_descriptor(int descriptor, std::string_view name) {
    struct stat facts{};
    if (::fstat(descriptor, &facts) != 0) {
        return std::unexpected(unreadable(name, errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        return std::unexpected(unreadable(name, EISDIR));
    }
    std::string text;
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (S_ISREG(facts.st_mode) && size > max_text_size) {
        return std::unexpected(too_large(name));
    }
    // Files of size 0 may still have text (those of /proc), and a file may have changed since.
    if (size > 0 && S_ISREG(facts.st_mode) && read_at_once(descriptor, size, text)) {
        return text;
    }
    if (!read_all(descriptor, text)) {
        return std::unexpected(unreadable(name, errno));
    }
    if (text.size() > max_text_size) {
        return std::unexpected(too_large(name));
    }
    return text;
}

} // namespace

std::expected<std::string, Problem> read_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return std::unexpected(unreadable(path, errno));
    }
    auto text = read_descriptor(descriptor, path);
    ::close(descriptor);
    return text;
}

std::expected<std::string, Problem> read_standard_input() {
    return read_descriptor(STDIN_FILENO, "standard input");
}

} // namespace dockwright::cli
