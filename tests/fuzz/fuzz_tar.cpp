#include "engine/tar_reader.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace dockwright;

struct Member {
    engine::TarEntry entry;
    std::string content;

    bool operator==(const Member&) const = default;
};

struct Read {
    std::vector<Member> members;
    std::optional<engine::TarFault> fault;

    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t piece) {
    Read result;
    engine::TarReader reader;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        std::vector<engine::TarEvent> events;
        result.fault = reader.feed(bytes.substr(0, piece), events);
        for (const engine::TarEvent& event : events) {
            if (const auto* entry = std::get_if<engine::TarEntry>(&event)) {
                result.members.push_back({.entry = *entry, .content = {}});
                continue;
            }
            fuzz::promise(!result.members.empty());
            Member& member = result.members.back();
            member.content += std::get<std::string_view>(event);
            fuzz::promise(member.content.size() <= member.entry.size);
        }
    }
    result.fault = reader.finish();
    return result;
}

/// Sums are hard to guess, so every block gets its own.
void mend_sums(std::string& bytes) {
    for (std::size_t begin = 0; begin + engine::tar_block <= bytes.size(); begin += engine::tar_block) {
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin) + 148, 8, ' ');
        unsigned sum = 0;
        for (std::size_t at = begin; at < begin + engine::tar_block; ++at) {
            sum += static_cast<unsigned char>(bytes[at]);
        }
        for (std::size_t digit = 6; digit > 0; --digit, sum >>= 3U) {
            bytes[begin + 148 + digit - 1] = static_cast<char>('0' + (sum & 7U));
        }
        bytes[begin + 154] = '\0';
    }
}

} // namespace

/// The first byte says how the bytes are cut and whether the sums are mended first; the members must
/// be the same however they are cut, and what was read must be written so that it is read again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    std::string bytes(data + 1, data + size);
    if (data[0] >= 128) {
        mend_sums(bytes);
    }
    const Read whole = read(bytes, bytes.size() + 1);
    fuzz::promise(whole == read(bytes, data[0] % 128U * 8 + 1U));
    for (const Member& member : whole.members) {
        const Read again = read(engine::tar_header(member.entry), engine::tar_block);
        if (again.fault && again.fault != engine::TarFault::cut_short) {
            continue; // a name that the reader itself refuses, as too long
        }
        fuzz::promise(again.members.size() == 1 && (member.entry.type == engine::TarType::other ||
                                                    again.members[0].entry.size == member.entry.size));
        (void)engine::stays_below(member.entry.name);
    }
    return 0;
}
