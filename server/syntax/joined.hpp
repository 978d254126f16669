#pragma once
#include "base/span.hpp"
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace dockwright::syntax {

/// Where a run of joined text stands in the source.
struct Piece {
    std::uint32_t at = 0; ///< in the joined text
    Offset source;
};

/// An instruction's text as BuildKit reads it: continuation lines put together, escapes at line
/// ends, comments and empty lines inside it left out. Knows the way back to the source. Without a
/// continuation it is a plain view of the source.
struct Joined {
    std::string_view text;
    std::span<const Piece> pieces; ///< at least one, sorted; the first is at 0

    /// The source offset of the character at `at`.
    Offset source(std::size_t at) const {
        auto piece =
            std::ranges::upper_bound(pieces, at, {}, [](const Piece& p) { return std::size_t{p.at}; });
        --piece;
        return piece->source + (at - piece->at);
    }
    /// From the first to the last character of a part of the joined text, which must be a view
    /// into `text` and not empty, or lie at its begin or end.
    Span span_of(std::string_view part) const {
        const auto begin = static_cast<std::size_t>(part.data() - text.data());
        if (part.empty()) {
            const Offset at = begin == 0 || begin < text.size() ? source(begin) : source(begin - 1) + 1;
            return {at, at};
        }
        return {source(begin), source(begin + part.size() - 1) + 1};
    }
};

/// A view of a part with pieces of its own, which are written to `pieces`.
inline Joined part_of(const Joined& whole, std::string_view part, std::vector<Piece>& pieces) {
    pieces.clear();
    const auto begin = static_cast<std::size_t>(part.data() - whole.text.data());
    for (const Piece& piece : whole.pieces) {
        if (piece.at <= begin) {
            pieces.assign(1, {0, piece.source + (begin - piece.at)});
        } else if (piece.at < begin + part.size()) {
            pieces.push_back({static_cast<std::uint32_t>(piece.at - begin), piece.source});
        }
    }
    return {part, pieces};
}

} // namespace dockwright::syntax
