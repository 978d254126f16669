#include "actions/part_file.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dockwright::actions {

std::unexpected<Problem> PartFile::failed(int error) const {
    return std::unexpected(
        Problem{.kind = "file-not-written",
                .message = message("{} can't be written: {}",
                                   {printable(path_), std::generic_category().message(error)}),
                .next_step = error == ENOSPC ? "Choose a disk with more room"
                                             : "Choose a folder that you may write to"});
}

std::expected<std::shared_ptr<PartFile>, Problem> PartFile::begin(const std::string& path) {
    std::string part = path + ".part-XXXXXX";
    const int descriptor = ::mkostemp(part.data(), O_CLOEXEC);
    const int error = errno;
    const std::shared_ptr<PartFile> file(
        new PartFile(descriptor, path, descriptor < 0 ? std::string() : std::move(part)));
    if (descriptor < 0) {
        return file->failed(error);
    }
    return file;
}

std::shared_ptr<PartFile> PartFile::onto(int descriptor, std::string name) {
    return std::shared_ptr<PartFile>(new PartFile(descriptor, std::move(name), {}));
}

PartFile::~PartFile() {
    if (!part_.empty()) {
        ::close(descriptor_);
        ::unlink(part_.c_str());
    }
}

std::expected<void, Problem> PartFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return failed(errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return {};
}

std::expected<void, Problem> PartFile::finish() {
    if (part_.empty()) {
        return {};
    }
    if (::fsync(descriptor_) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0) {
        return failed(errno);
    }
    ::close(descriptor_);
    part_.clear();
    return {};
}

} // namespace dockwright::actions
