#include "cli/whole_file.hpp"
#include "base/message.hpp"
#include "cli/terminal.hpp"
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::cli {

namespace fs = std::filesystem;

WholeFile::~WholeFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (!fresh_.empty()) {
        ::unlink(fresh_.c_str());
    }
}

Problem WholeFile::unwritable(int error) const {
    return {"file-unwritable",
            message("Cannot write '{}': {}", {path_, std::generic_category().message(error)}),
            "Check that its folder is there and may be written to"};
}

std::optional<Problem> WholeFile::open() {
    std::error_code ec;
    const fs::path real = fs::weakly_canonical(path_, ec);
    real_ = ec ? path_ : real.string();
    struct stat facts{};
    const bool replaces = ::stat(real_.c_str(), &facts) == 0;
    if (replaces && S_ISDIR(facts.st_mode)) {
        return unwritable(EISDIR);
    }
    if (!replaces || S_ISREG(facts.st_mode)) {
        return open_beside(replaces, facts.st_mode & 07777U);
    }
    descriptor_ = ::open(real_.c_str(), O_WRONLY | O_CLOEXEC);
    return descriptor_ < 0 ? std::optional(unwritable(errno)) : std::nullopt;
}

std::optional<Problem> WholeFile::open_beside(bool replaces, unsigned mode) {
    // Renaming needs no right to write the file itself; who took that right away meant it.
    if (replaces && ::faccessat(AT_FDCWD, real_.c_str(), W_OK, AT_EACCESS) != 0) {
        return unwritable(errno);
    }
    constexpr int most_tries = 16;
    for (int i = 0; i < most_tries && descriptor_ < 0; ++i) {
        const std::string name = ".dockwright-" + std::to_string(::getpid()) + "-" + std::to_string(i);
        const std::string fresh = (fs::path(real_).parent_path() / name).string();
        descriptor_ = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (descriptor_ >= 0) {
            fresh_ = fresh;
        } else if (errno != EEXIST) {
            break;
        }
    }
    if (descriptor_ < 0 || (replaces && ::fchmod(descriptor_, mode) != 0)) {
        return unwritable(errno);
    }
    return std::nullopt;
}

void WholeFile::write(std::string_view text) {
    if (error_ == 0 && !write_all(descriptor_, text)) {
        error_ = errno;
    }
}

std::optional<Problem> WholeFile::commit() {
    // A pipe knows no fsync.
    if (error_ == 0 && !fresh_.empty() &&
        (::fsync(descriptor_) != 0 || ::rename(fresh_.c_str(), real_.c_str()) != 0)) {
        error_ = errno;
    }
    if (error_ != 0) {
        return unwritable(error_);
    }
    fresh_.clear();
    return std::nullopt;
}

} // namespace dockwright::cli
