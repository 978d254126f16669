#include "project/small_file.hpp"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::project {
namespace {

std::expected<std::string, Unread> read_open(int descriptor, std::size_t most) {
    struct stat facts{};
    if (::fstat(descriptor, &facts) != 0) {
        return std::unexpected(Unread::failed);
    }
    if (!S_ISREG(facts.st_mode)) {
        return std::unexpected(Unread::not_a_file);
    }
    std::string text;
    // One byte more than it says, to see its end: files of size 0 may still have text.
    std::size_t room = static_cast<std::size_t>(facts.st_size) + 1;
    while (text.size() <= most) {
        const std::size_t before = text.size();
        text.resize(std::min(before + std::max<std::size_t>(room, 4096), most + 1));
        const ssize_t count = ::read(descriptor, text.data() + before, text.size() - before);
        if (count < 0 && errno != EINTR) {
            return std::unexpected(Unread::failed);
        }
        text.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count == 0) {
            return text;
        }
        room = 0;
    }
    return std::unexpected(Unread::too_large);
}

} // namespace

std::expected<std::string, Unread> read_small_file(const std::filesystem::path& path, std::size_t most) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return std::unexpected(errno == ENOENT || errno == ENOTDIR ? Unread::absent : Unread::failed);
    }
    auto text = read_open(descriptor, most);
    ::close(descriptor);
    return text;
}

} // namespace dockwright::project
