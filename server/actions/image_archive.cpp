#include "actions/image_archive.hpp"
#include "base/message.hpp"
#include "engine/image_manifest.hpp"
#include "engine/tar_reader.hpp"
#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>

namespace dockwright::actions {
namespace {

/// Of an image of 127 layers there are some hundred.
constexpr std::size_t most_members = 100'000;
constexpr std::size_t most_headers = 1000;

constexpr std::array<std::string_view, 4> packed{"\x1f\x8b", "BZh",
                                                 "\xfd"
                                                 "7zXZ",
                                                 "\x28\xb5\x2f\xfd"};
constexpr std::array<std::string_view, 4> signs{"manifest.json", "index.json", "oci-layout", "repositories"};

Problem unreadable(const std::string& path, std::string_view why) {
    return {.kind = "file-unreadable",
            .message = message("{} can't be read: {}", {printable(path), why}),
            .next_step = "Check the name, and that you may read it"};
}

Problem no_archive(const std::string& path, std::string_view why) {
    return {.kind = "not-an-image-archive",
            .message = message("{} is no image archive: {}", {printable(path), why}),
            .next_step = "Write one where the image is: dockwright export IMAGE FILE"};
}

Problem cut(const std::string& path) {
    return {.kind = "image-archive-cut",
            .message = message("{} is not whole: it ends inside the archive", {printable(path)}),
            .next_step = "Copy or export it again, and compare the sizes of both files"};
}

/// Larger than that of an archive of hundreds of images.
constexpr std::uint64_t largest_manifest = std::uint64_t{4} << 20U;

struct Walk {
    std::ifstream file;
    std::uint64_t size = 0;
    std::uint64_t at = 0;
    /// Where the last member's content begins.
    std::uint64_t content = 0;
};

enum class Seen : std::uint8_t { member, end, fault };

/// One member's header, with the records before it; leaves `at` behind its content.
Seen next_member(Walk& walk, engine::TarEntry& entry) {
    engine::TarReader reader;
    std::vector<engine::TarEvent> events;
    for (std::size_t i = 0; i < most_headers; ++i) {
        std::array<char, engine::tar_block> block{};
        walk.file.seekg(static_cast<std::streamoff>(walk.at));
        if (!walk.file.read(block.data(), block.size())) {
            return Seen::end;
        }
        walk.at += block.size();
        if (reader.feed({block.data(), block.size()}, events)) {
            return Seen::fault;
        }
        if (!events.empty()) {
            const auto* const found = std::get_if<engine::TarEntry>(&events.front());
            if (found == nullptr) {
                return Seen::fault;
            }
            entry = *found;
            walk.content = walk.at;
            walk.at += entry.size + engine::tar_padding(entry.size);
            return Seen::member;
        }
        if (i == 0 && std::ranges::all_of(block, [](char byte) { return byte == 0; })) {
            return Seen::end;
        }
    }
    return Seen::fault;
}

std::string content_of(Walk& walk, const engine::TarEntry& entry) {
    std::string text(static_cast<std::size_t>(std::min(entry.size, largest_manifest)), '\0');
    walk.file.seekg(static_cast<std::streamoff>(walk.content));
    walk.file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(walk.file.gcount()));
    walk.file.clear();
    return text;
}

Problem incomplete(const std::string& path, std::size_t missing) {
    return {.kind = "image-archive-incomplete",
            .message = message("{} lacks {} of the parts that its image is made of",
                               {printable(path), std::to_string(missing)}),
            .next_step = "Where the image is, pull or build it anew, then export it again; an engine without "
                         "containerd's image store writes whole archives"};
}

bool is_packed(Walk& walk) {
    std::array<char, 8> magic{};
    walk.file.read(magic.data(), magic.size());
    const std::string_view beginning(magic.data(), static_cast<std::size_t>(walk.file.gcount()));
    walk.file.clear();
    return std::ranges::any_of(packed, [&](std::string_view sign) { return beginning.starts_with(sign); });
}

} // namespace

std::optional<Problem> archive_problem(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    if (!std::filesystem::exists(status)) {
        return unreadable(path, "there is no such file");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return unreadable(path, "it is no ordinary file");
    }
    Walk walk{.file = std::ifstream(path, std::ios::binary), .size = std::filesystem::file_size(path, ec)};
    if (!walk.file) {
        return unreadable(path, std::generic_category().message(errno));
    }
    if (is_packed(walk)) {
        return std::nullopt;
    }
    bool is_image = false;
    std::string manifest;
    std::set<std::string> members;
    for (std::size_t count = 0; count < most_members; ++count) {
        engine::TarEntry entry;
        const Seen seen = next_member(walk, entry);
        if (seen == Seen::fault) {
            return no_archive(path, count == 0 ? "it is no tar file" : "a part of it is damaged");
        }
        if (walk.at > walk.size) {
            return cut(path);
        }
        if (seen == Seen::end) {
            break;
        }
        is_image = is_image || std::ranges::find(signs, entry.name) != signs.end();
        if (entry.name == "manifest.json") {
            manifest = content_of(walk, entry);
        }
        members.insert(std::move(entry.name));
    }
    if (!is_image) {
        return no_archive(path,
                          "it has no manifest.json; the files of a container (docker export) are no image");
    }
    const std::size_t missing = engine::count_missing(manifest, members);
    return missing == 0 ? std::nullopt : std::optional(incomplete(path, missing));
}

} // namespace dockwright::actions
