#include "actions/shellcheck/store.hpp"
#include "engine/private_folder.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <array>
#include <fcntl.h>
#include <openssl/evp.h>
#include <span>
#include <unistd.h>
#include <vector>

namespace dockwright::actions::shellcheck {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_answer = std::size_t{1} << 20U;

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        return {};
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const unsigned char byte : std::span(digest).first(size)) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

bool write_whole(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace

fs::path Store::path_of(std::string_view key) const {
    const std::string name = folder_.empty() ? std::string() : sha256_hex(key);
    return name.empty() ? fs::path() : folder_ / name;
}

std::optional<std::string> Store::get(std::string_view key) const {
    const fs::path path = path_of(key);
    auto text = path.empty() ? std::unexpected(project::Unread::absent)
                             : project::read_small_file(path, largest_answer);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

void Store::put(std::string_view key, std::string_view answer) const {
    const fs::path path = path_of(key);
    std::error_code ec;
    if (path.empty() || answer.size() > largest_answer) {
        return;
    }
    fs::create_directories(folder_.parent_path(), ec);
    if (!engine::make_private_folder(folder_.string())) {
        return;
    }
    // Beside it and renamed: another program never reads half of it.
    std::string beside = path.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    const bool written = write_whole(descriptor, answer);
    const bool closed = ::close(descriptor) == 0;
    if (!written || !closed || ::rename(beside.c_str(), path.c_str()) != 0) {
        ::unlink(beside.c_str());
    }
}

void Store::trim(std::size_t most) const {
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code ec;
    for (fs::directory_iterator at(folder_, ec), end; !ec && at != end; at.increment(ec)) {
        std::error_code gone;
        const fs::file_time_type time = at->last_write_time(gone);
        if (!gone) {
            files.emplace_back(time, at->path());
        }
    }
    if (files.size() <= most) {
        return;
    }
    std::ranges::sort(files);
    files.resize(files.size() - most / 2);
    for (const auto& [time, path] : files) {
        fs::remove(path, ec);
    }
}

} // namespace dockwright::actions::shellcheck
