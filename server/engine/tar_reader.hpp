#pragma once
#include "engine/tar.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dockwright::engine {

/// Why an archive can't be read on.
enum class TarFault : std::uint8_t {
    /// A header whose sum, numbers or records are wrong: no archive, or a damaged one.
    bad_header,
    /// Names or records over 1 MiB.
    too_large,
    /// A file with holes, whose content is not what it says; engines never send one.
    sparse,
    /// The bytes ended inside a member.
    cut_short,
};

/// A clause for a problem's sentence.
std::string_view describe(TarFault fault);

/// A member begins, or more of its content: a view into what was fed.
using TarEvent = std::variant<TarEntry, std::string_view>;

/// Takes an uncompressed archive apart: ustar, pax and GNU's long names and numbers. Holds back a
/// header and its records only, never content. What follows the archive's end is passed over. No I/O.
class TarReader {
public:
    /// Appends what `bytes` complete, also what came before a fault. A fault stays.
    std::optional<TarFault> feed(std::string_view bytes, std::vector<TarEvent>& events);

    /// To be asked when the bytes have ended. The two empty blocks at the end may be missing.
    std::optional<TarFault> finish() const;

private:
    /// What the bytes behind a header are.
    enum class Content : std::uint8_t { of_member, passed_over, pax, long_name, long_target };

    /// What is said of the next member before its own header.
    struct Ahead {
        std::optional<std::string> name;
        std::optional<std::string> target;
        std::optional<std::uint64_t> size;
        std::optional<std::int64_t> modified;
        std::optional<std::uint64_t> uid;
        std::optional<std::uint64_t> gid;
        bool any = false;
    };

    void take_block(std::vector<TarEvent>& events);
    void take_member(std::vector<TarEvent>& events, char type, std::uint64_t size);
    std::size_t take_content(std::string_view bytes, std::vector<TarEvent>& events);
    void take_records();
    bool take_pax();
    bool take_pax_record(std::string_view key, std::string_view value);
    void begin_content(Content content, std::uint64_t size);

    std::string block_;
    std::string records_;
    Ahead ahead_;
    Content content_ = Content::of_member;
    std::uint64_t content_left_ = 0;
    std::size_t padding_left_ = 0;
    unsigned empty_blocks_ = 0;
    std::optional<TarFault> fault_;
};

} // namespace dockwright::engine
