#include "cli/replace_file.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/terminal.hpp"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

Problem unwritable(std::string_view path, const std::string& why) {
    return {"file-unwritable", message("Cannot write '{}': {}", {path, why}), "The file is as it was"};
}

std::string last_error() {
    return std::generic_category().message(errno);
}

/// An open file, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) {
            ::close(value_);
        }
    }
    int get() const { return value_; }
    bool is_open() const { return value_ >= 0; }

private:
    int value_;
};

/// And on the disk.
bool write_whole(int descriptor, std::string_view text) {
    return write_all(descriptor, text) && ::fsync(descriptor) == 0;
}

/// A new file in a folder. Its name has the process and the file that it will replace in it, so
/// that neither threads nor other processes meet; what a killed process left is passed over.
struct Fresh {
    Fresh(const Descriptor& folder, ino_t replaced) : out(create(folder, replaced, name)) {}

    std::string name;
    Descriptor out;

private:
    static int create(const Descriptor& folder, ino_t replaced, std::string& name) {
        constexpr int most_tries = 16;
        int descriptor = -1;
        for (int i = 0; i < most_tries; ++i) {
            name = ".dockwright-" + std::to_string(::getpid()) + "-" + std::to_string(replaced) + "-" +
                   std::to_string(i);
            descriptor = ::openat(folder.get(), name.c_str(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
            if (descriptor >= 0 || errno != EEXIST) {
                break;
            }
        }
        return descriptor;
    }
};

/// Everything happens relative to the open folder, so that no link put in its place meanwhile is
/// followed.
std::optional<Problem> write_beside(const fs::path& file, const std::string& path, std::string_view text) {
    const Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::string name = file.filename().string();
    struct stat facts{};
    if (!folder.is_open() || ::fstatat(folder.get(), name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
        return unwritable(path, last_error());
    }
    if (!S_ISREG(facts.st_mode)) {
        return unwritable(path, "it is not a plain file");
    }
    // Renaming needs no right to write the file itself; who took that right away meant it.
    if (::faccessat(folder.get(), name.c_str(), W_OK, AT_EACCESS) != 0) {
        return unwritable(path, last_error());
    }
    const Fresh beside(folder, facts.st_ino);
    const Descriptor& out = beside.out;
    const std::string& fresh = beside.name;
    if (!out.is_open()) {
        return unwritable(path, errno == EEXIST ? message("'{}' beside it is in the way",
                                                          {(file.parent_path() / fresh).string()})
                                                : last_error());
    }
    const bool done = write_whole(out.get(), text) && ::fchmod(out.get(), facts.st_mode & 07777U) == 0 &&
                      ::renameat(folder.get(), fresh.c_str(), folder.get(), name.c_str()) == 0;
    if (done) {
        return std::nullopt;
    }
    const std::string why = last_error();
    ::unlinkat(folder.get(), fresh.c_str(), 0);
    return unwritable(path, why);
}

} // namespace

std::optional<Problem> replace_file(const std::string& path, const std::string& root, std::string_view before,
                                    std::string_view after) {
    std::error_code ec;
    const fs::path file = fs::canonical(path, ec);
    const fs::path folder = ec ? fs::path{} : fs::canonical(root, ec);
    if (ec) {
        return unwritable(path, ec.message());
    }
    if (std::ranges::mismatch(folder, file).in1 != folder.end()) {
        return Problem{"link-leaves-folder",
                       message("'{}' is a link out of '{}' and was not changed", {path, root}),
                       message("To mend it, name the file itself: '{}'", {file.string()})};
    }
    const auto now = read_file(file.string());
    if (!now || *now != before) {
        return Problem{"file-changed", message("'{}' was changed by another program meanwhile", {path}),
                       "Run it again"};
    }
    return write_beside(file, path, after);
}

} // namespace dockwright::cli
