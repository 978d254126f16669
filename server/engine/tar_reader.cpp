#include "engine/tar_reader.hpp"
#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace dockwright::engine {
namespace {

constexpr std::uint64_t most_records = std::uint64_t{1} << 20U;
constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::string_view text_field(std::string_view block, std::size_t begin, std::size_t size) {
    const std::string_view field = block.substr(begin, size);
    return field.substr(0, field.find('\0'));
}

/// Octal between blanks and zeros, or GNU's form: the highest bit set, then the number itself.
std::optional<std::uint64_t> number_field(std::string_view block, std::size_t begin, std::size_t size) {
    std::string_view field = block.substr(begin, size);
    std::uint64_t number = 0;
    if ((static_cast<unsigned char>(field.front()) & 0x80U) != 0) {
        for (std::size_t index = 0; index < field.size(); ++index) {
            const unsigned byte = static_cast<unsigned char>(field[index]) & (index == 0 ? 0x7FU : 0xFFU);
            if (number > largest >> 8U) {
                return std::nullopt;
            }
            number = number << 8U | byte;
        }
        return number;
    }
    const std::size_t first = field.find_first_not_of(' ');
    field = field.substr(std::min(first, field.size()));
    field = field.substr(0, field.find_first_of(std::string_view(" \0", 2)));
    for (const char digit : field) {
        if (digit < '0' || digit > '7' || number > largest >> 3U) {
            return std::nullopt;
        }
        number = number << 3U | static_cast<std::uint64_t>(digit - '0');
    }
    return number;
}

/// Old archivers summed signed bytes.
bool has_right_sum(std::string_view block) {
    std::int64_t plain = 0;
    std::int64_t with_signs = 0;
    for (std::size_t index = 0; index < block.size(); ++index) {
        const char byte = index >= 148 && index < 156 ? ' ' : block[index];
        plain += static_cast<unsigned char>(byte);
        with_signs += static_cast<signed char>(byte);
    }
    const std::optional<std::uint64_t> said = number_field(block, 148, 8);
    return said &&
           (static_cast<std::int64_t>(*said) == plain || static_cast<std::int64_t>(*said) == with_signs);
}

std::string member_name(std::string_view block) {
    const std::string_view name = text_field(block, 0, 100);
    const std::string_view prefix = text_field(block, 345, 155);
    // GNU's header has other things in the prefix's place.
    if (block.substr(257, 6) != std::string_view("ustar\0", 6) || prefix.empty()) {
        return std::string(name);
    }
    return std::string(prefix) + '/' + std::string(name);
}

TarType type_of(char flag, std::string_view name) {
    switch (flag) {
    case '1': return TarType::hard_link;
    case '2': return TarType::link;
    case '5': return TarType::folder;
    case '3':
    case '4':
    case '6': return TarType::other;
    default: break;
    }
    // Archives from before ustar mark folders by their names alone.
    return name.ends_with('/') ? TarType::folder : TarType::file;
}

template <typename T>
std::optional<T> decimal(std::string_view text) {
    T number = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    return ec == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                  : std::nullopt;
}

} // namespace

std::string_view describe(TarFault fault) {
    switch (fault) {
    case TarFault::bad_header: return "the archive is damaged";
    case TarFault::too_large: return "the archive has a name or a record over 1 MiB";
    case TarFault::sparse: return "the archive has a file with holes, which isn't understood";
    case TarFault::cut_short: break;
    }
    return "the archive ended in the middle of a file";
}

bool TarReader::take_pax_record(std::string_view key, std::string_view value) {
    if (value.contains('\0') && (key == "path" || key == "linkpath")) {
        return false;
    }
    if (key == "path") {
        ahead_.name = value;
    } else if (key == "linkpath") {
        ahead_.target = value;
    } else if (key == "size") {
        ahead_.size = decimal<std::uint64_t>(value);
        return ahead_.size && *ahead_.size <= largest;
    } else if (key == "uid") {
        ahead_.uid = decimal<std::uint64_t>(value);
        return ahead_.uid.has_value();
    } else if (key == "gid") {
        ahead_.gid = decimal<std::uint64_t>(value);
        return ahead_.gid.has_value();
    } else if (key == "mtime") {
        ahead_.modified = decimal<std::int64_t>(value.substr(0, value.find('.')));
        return ahead_.modified.has_value();
    } else if (key.starts_with("GNU.sparse.")) {
        fault_ = TarFault::sparse;
    }
    return true;
}

bool TarReader::take_pax() {
    std::string_view rest = records_;
    while (!rest.empty()) {
        const std::size_t blank = rest.find(' ');
        const std::optional<std::size_t> size =
            blank == std::string_view::npos ? std::nullopt : decimal<std::size_t>(rest.substr(0, blank));
        if (!size || *size < blank + 2 || *size > rest.size() || rest[*size - 1] != '\n') {
            return false;
        }
        const std::string_view record = rest.substr(blank + 1, *size - blank - 2);
        const std::size_t equals = record.find('=');
        if (equals == std::string_view::npos ||
            !take_pax_record(record.substr(0, equals), record.substr(equals + 1))) {
            return false;
        }
        rest.remove_prefix(*size);
    }
    return true;
}

void TarReader::take_records() {
    ahead_.any = true;
    if (content_ == Content::pax) {
        if (!take_pax() && !fault_) {
            fault_ = TarFault::bad_header;
        }
    } else if (content_ != Content::passed_over) {
        std::string text = records_.substr(0, records_.find('\0'));
        (content_ == Content::long_name ? ahead_.name : ahead_.target) = std::move(text);
    }
    records_.clear();
}

void TarReader::begin_content(Content content, std::uint64_t size) {
    content_ = content;
    content_left_ = size;
    padding_left_ = tar_padding(size);
    if (content != Content::of_member && content != Content::passed_over && size > most_records) {
        fault_ = TarFault::too_large;
    }
}

void TarReader::take_member(std::vector<TarEvent>& events, char type, std::uint64_t size) {
    const std::optional<std::uint64_t> mode = number_field(block_, 100, 8);
    const std::optional<std::uint64_t> uid = ahead_.uid ? ahead_.uid : number_field(block_, 108, 8);
    const std::optional<std::uint64_t> gid = ahead_.gid ? ahead_.gid : number_field(block_, 116, 8);
    if (!mode || !uid || !gid) {
        fault_ = TarFault::bad_header;
        return;
    }
    // A time before 1970 is written in GNU's form with a sign: not worth refusing an archive for.
    const std::uint64_t modified = number_field(block_, 136, 12).value_or(0);
    TarEntry entry{.name = ahead_.name ? std::move(*ahead_.name) : member_name(block_),
                   .mode = static_cast<std::uint32_t>(*mode & 07777U),
                   .uid = *uid,
                   .gid = *gid,
                   .modified = ahead_.modified.value_or(static_cast<std::int64_t>(modified))};
    entry.type = type_of(type, entry.name);
    if (entry.type == TarType::file) {
        entry.size = ahead_.size.value_or(size);
    }
    if (entry.type == TarType::link || entry.type == TarType::hard_link) {
        entry.target = ahead_.target ? std::move(*ahead_.target) : std::string(text_field(block_, 157, 100));
    }
    ahead_ = {};
    begin_content(Content::of_member, entry.size);
    events.emplace_back(std::move(entry));
}

void TarReader::take_block(std::vector<TarEvent>& events) {
    if (std::ranges::all_of(block_, [](char c) { return c == '\0'; })) {
        ++empty_blocks_;
        return;
    }
    const std::optional<std::uint64_t> size = number_field(block_, 124, 12);
    if (empty_blocks_ > 0 || !size || !has_right_sum(block_)) {
        fault_ = TarFault::bad_header;
        return;
    }
    const char type = block_[156];
    switch (type) {
    case 'x': return begin_content(Content::pax, *size);
    case 'g': return begin_content(Content::passed_over, *size);
    case 'L': return begin_content(Content::long_name, *size);
    case 'K': return begin_content(Content::long_target, *size);
    case 'S': fault_ = TarFault::sparse; return;
    default: take_member(events, type, *size);
    }
}

std::size_t TarReader::take_content(std::string_view bytes, std::vector<TarEvent>& events) {
    const std::string_view part = bytes.substr(0, std::min<std::uint64_t>(content_left_, bytes.size()));
    content_left_ -= part.size();
    if (content_ == Content::of_member) {
        events.emplace_back(part);
    } else if (content_ != Content::passed_over) {
        records_ += part;
        if (content_left_ == 0) {
            take_records();
        }
    }
    return part.size();
}

std::optional<TarFault> TarReader::feed(std::string_view bytes, std::vector<TarEvent>& events) {
    while (!bytes.empty() && !fault_ && empty_blocks_ < 2) {
        std::size_t taken = 0;
        if (content_left_ > 0) {
            taken = take_content(bytes, events);
        } else if (padding_left_ > 0) {
            taken = std::min(padding_left_, bytes.size());
            padding_left_ -= taken;
        } else {
            taken = std::min(tar_block - block_.size(), bytes.size());
            block_ += bytes.substr(0, taken);
            if (block_.size() == tar_block) {
                take_block(events);
                block_.clear();
            }
        }
        bytes.remove_prefix(taken);
    }
    return fault_;
}

std::optional<TarFault> TarReader::finish() const {
    if (fault_ || empty_blocks_ > 0) {
        return fault_;
    }
    const bool inside = !block_.empty() || content_left_ > 0 || padding_left_ > 0 || ahead_.any;
    return inside ? std::optional(TarFault::cut_short) : std::nullopt;
}

} // namespace dockwright::engine
