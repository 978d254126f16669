#pragma once
#include "base/span.hpp"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright {

/// Put `text` in place of what `span` covers. An empty span inserts.
struct TextEdit {
    Span span;
    std::string text;

    bool operator==(const TextEdit&) const = default;
};

/// Whether two edits cannot both be applied: they share a byte, or both insert at one place, or
/// one inserts inside the other. Edits that merely touch do not conflict.
bool conflict(const TextEdit& a, const TextEdit& b);

/// All edits at once; their spans are of `text` as it is given. They may come in any order but
/// must not conflict and must lie inside the text.
std::string apply(std::string_view text, std::span<const TextEdit> edits);

/// Chooses whole groups, first come first served, so that no two chosen edits conflict: a fix is
/// applied with all of its edits or not at all.
class EditSet {
public:
    /// False, and nothing taken, if one of the edits conflicts with one already taken.
    bool add(std::span<const TextEdit> group);
    std::span<const TextEdit> edits() const { return edits_; }

private:
    std::vector<TextEdit> edits_;
};

/// Edits after edits, each round's spans being of the text that the round before left, as edits of
/// the first text, all at once.
class EditChain {
public:
    /// `size` is that of the first text, in bytes.
    explicit EditChain(std::size_t size);

    /// In any order, without conflicts, inside the text.
    void then(std::span<const TextEdit> edits);

    /// By place. Edits that touch have become one.
    std::vector<TextEdit> edits() const;

private:
    /// A stretch of the first text, or else text that was put in.
    struct Piece {
        std::optional<Span> kept;
        std::string put;

        std::size_t size() const { return kept ? kept->size() : put.size(); }
        Piece part(std::size_t begin, std::size_t end) const;
    };

    std::size_t size_;
    std::vector<Piece> pieces_; ///< the newest text
};

} // namespace dockwright
