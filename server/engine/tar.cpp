#include "engine/tar.hpp"
#include <algorithm>
#include <span>

namespace dockwright::engine {
namespace {

/// An octal field of `width` bytes whose last is zero; false if the number needs more.
bool put_octal(std::span<char> field, std::uint64_t number) {
    std::ranges::fill(field, '0');
    field.back() = '\0';
    for (std::size_t index = field.size() - 1; index > 0 && number > 0; number >>= 3U) {
        field[--index] = static_cast<char>('0' + (number & 7U));
    }
    return number == 0;
}

bool put_text(std::span<char> field, std::string_view text) {
    std::ranges::copy(text.substr(0, field.size()), field.begin());
    return text.size() <= field.size() &&
           std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// `LENGTH key=value\n`, where the length counts its own digits.
std::string pax_record(std::string_view key, std::string_view value) {
    const std::size_t rest = key.size() + value.size() + 3;
    std::size_t size = rest + std::to_string(rest).size();
    size = rest + std::to_string(size).size();
    return std::to_string(size) + ' ' + std::string(key) + '=' + std::string(value) + '\n';
}

char type_flag(TarType type) {
    switch (type) {
    case TarType::folder: return '5';
    case TarType::link: return '2';
    case TarType::hard_link: return '1';
    case TarType::file:
    case TarType::other: break;
    }
    return '0';
}

/// One block; what doesn't fit goes to `pax` as records.
std::string block(const TarEntry& entry, char type, std::string& pax) {
    std::string bytes(tar_block, '\0');
    const auto field = [&](std::size_t begin, std::size_t size) {
        return std::span(bytes).subspan(begin, size);
    };
    if (!put_text(field(0, 100), entry.name)) {
        pax += pax_record("path", entry.name);
    }
    put_octal(field(100, 8), entry.mode & 07777U);
    if (!put_octal(field(108, 8), entry.uid)) {
        pax += pax_record("uid", std::to_string(entry.uid));
    }
    if (!put_octal(field(116, 8), entry.gid)) {
        pax += pax_record("gid", std::to_string(entry.gid));
    }
    if (!put_octal(field(124, 12), entry.size)) {
        pax += pax_record("size", std::to_string(entry.size));
    }
    const std::int64_t modified = std::max<std::int64_t>(entry.modified, 0);
    if (!put_octal(field(136, 12), static_cast<std::uint64_t>(modified))) {
        pax += pax_record("mtime", std::to_string(modified));
    }
    bytes[156] = type;
    if (!put_text(field(157, 100), entry.target)) {
        pax += pax_record("linkpath", entry.target);
    }
    put_text(field(257, 8), std::string_view("ustar\00000", 8));
    // The sum is taken with blanks in its own place.
    std::ranges::fill(field(148, 8), ' ');
    std::uint64_t sum = 0;
    for (const char byte : bytes) {
        sum += static_cast<unsigned char>(byte);
    }
    put_octal(field(148, 7), sum);
    return bytes;
}

} // namespace

std::string tar_header(const TarEntry& entry) {
    TarEntry written = entry;
    if (entry.type == TarType::folder && !entry.name.ends_with('/')) {
        written.name += '/';
    }
    if (entry.type != TarType::file) {
        written.size = 0;
    }
    std::string pax;
    const std::string header = block(written, type_flag(entry.type), pax);
    if (pax.empty()) {
        return header;
    }
    std::string none;
    const TarEntry records{.name = "PaxHeaders/entry", .size = pax.size()};
    return block(records, 'x', none) + pax + std::string(tar_padding(pax.size()), '\0') + header;
}

std::size_t tar_padding(std::uint64_t size) {
    return (tar_block - size % tar_block) % tar_block;
}

std::string tar_end() {
    return std::string(2 * tar_block, '\0');
}

bool stays_below(std::string_view name) {
    if (name.empty() || name.starts_with('/') || name.contains('\0')) {
        return false;
    }
    while (true) {
        const std::size_t slash = name.find('/');
        if (name.substr(0, slash) == "..") {
            return false;
        }
        if (slash == std::string_view::npos) {
            return true;
        }
        name.remove_prefix(slash + 1);
    }
}

} // namespace dockwright::engine
