#include "engine/private_folder.hpp"
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::engine {

bool make_private_folder(const std::string& path) {
    constexpr mode_t own = S_IRWXU;
    if (::mkdir(path.c_str(), own) != 0 && errno != EEXIST) {
        return false;
    }
    struct stat facts{};
    return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) && facts.st_uid == ::geteuid() &&
           (facts.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) == own;
}

} // namespace dockwright::engine
