#include "actions/recreate/journal_file.hpp"
#include "base/message.hpp"
#include "engine/container_id.hpp"
#include "engine/private_folder.hpp"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;
using engine::recreate::Journal;

constexpr std::size_t largest_file = std::size_t{64} * 1024;
constexpr std::size_t most_files = 1000;

std::string path_of(const std::string& folder, const Journal& journal) {
    return folder + "/" + journal.old_id.substr(0, 32) + ".json";
}

Problem unwritable(const std::string& path, int error) {
    return {
        .kind = "journal-unwritable",
        .message = message("the plan can't be written to {}: {}", {printable(path), std::strerror(error)}),
        .next_step = "Without it an interruption could not be mended, so nothing is begun. Make room, or set "
                     "XDG_STATE_HOME to a folder of yours"};
}

bool write_synced(const std::string& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return false;
    }
    bool good = true;
    while (good && !text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        good = count > 0 || errno == EINTR;
        text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    good = good && ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    errno = error;
    return good;
}

/// A new name in a folder is on the disk when the folder is.
bool sync_folder(const std::string& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return false;
    }
    const bool good = ::fsync(folder) == 0;
    const int error = errno;
    ::close(folder);
    errno = error;
    return good;
}

} // namespace

std::string journal_folder(const std::string& state_home, const std::string& home) {
    if (state_home.starts_with('/')) {
        return state_home + "/dockwright/recreate";
    }
    return home.starts_with('/') ? home + "/.local/state/dockwright/recreate" : std::string();
}

std::expected<void, Problem> write_journal(const std::string& folder, const Journal& journal) {
    std::error_code ec;
    fs::create_directories(fs::path(folder).parent_path(), ec);
    if (folder.empty() || !engine::make_private_folder(folder)) {
        return std::unexpected(unwritable(folder, ec ? ec.value() : EACCES));
    }
    const std::string path = path_of(folder, journal);
    const std::string beside = path + ".new";
    if (!write_synced(beside, encode(journal)) || ::rename(beside.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        return std::unexpected(unwritable(path, error));
    }
    if (!sync_folder(folder)) {
        return std::unexpected(unwritable(path, errno));
    }
    return {};
}

void forget_journal(const std::string& folder, const Journal& journal) {
    ::unlink(path_of(folder, journal).c_str());
}

std::vector<Journal> read_journals(const std::string& folder) {
    std::vector<Journal> out;
    std::error_code ec;
    for (fs::directory_iterator at(folder, ec), end; !ec && at != end && out.size() < most_files;
         at.increment(ec)) {
        if (at->path().extension() != ".json") {
            continue;
        }
        std::ifstream file(at->path(), std::ios::binary);
        std::string text(largest_file + 1, '\0');
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(file.gcount()));
        if (auto journal = engine::recreate::decode_journal(text)) {
            out.push_back(std::move(*journal));
        }
    }
    std::ranges::sort(out, {}, &Journal::name);
    return out;
}

} // namespace dockwright::actions
