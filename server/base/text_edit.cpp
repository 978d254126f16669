#include "base/text_edit.hpp"
#include <algorithm>
#include <utility>

namespace dockwright {
namespace {

/// Those at one place first that only insert there.
std::vector<const TextEdit*> by_place(std::span<const TextEdit> edits) {
    std::vector<const TextEdit*> order;
    order.reserve(edits.size());
    for (const TextEdit& edit : edits) {
        order.push_back(&edit);
    }
    std::ranges::sort(order, {}, [](const TextEdit* edit) { return edit->span; });
    return order;
}

} // namespace

bool conflict(const TextEdit& a, const TextEdit& b) {
    if (a.span.empty() && b.span.empty()) {
        return a.span.begin == b.span.begin;
    }
    return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

std::string apply(std::string_view text, std::span<const TextEdit> edits) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const TextEdit* edit : by_place(edits)) {
        out += text.substr(at, edit->span.begin.index() - at);
        out += edit->text;
        at = edit->span.end.index();
    }
    out += text.substr(at);
    return out;
}

bool EditSet::add(std::span<const TextEdit> group) {
    const auto conflicts = [this](const TextEdit& edit) {
        return std::ranges::any_of(edits_, [&](const TextEdit& taken) { return conflict(edit, taken); });
    };
    const auto reversed = [](const TextEdit& edit) { return edit.span.end < edit.span.begin; };
    if (std::ranges::any_of(group, conflicts) || std::ranges::any_of(group, reversed)) {
        return false;
    }
    edits_.insert(edits_.end(), group.begin(), group.end());
    return true;
}

EditChain::Piece EditChain::Piece::part(std::size_t begin, std::size_t end) const {
    if (kept) {
        return {.kept = Span{kept->begin + begin, kept->begin + end}, .put = {}};
    }
    return {.kept = std::nullopt, .put = put.substr(begin, end - begin)};
}

EditChain::EditChain(std::size_t size) : size_(size), pieces_{Piece{.kept = span(0, size), .put = {}}} {}

void EditChain::then(std::span<const TextEdit> edits) {
    std::vector<Piece> out;
    std::size_t piece = 0;
    std::size_t inside = 0; // how much of that piece is done
    std::size_t at = 0;
    const auto advance = [&](std::size_t to, bool keep) {
        while (piece < pieces_.size() && at < to) {
            const std::size_t end = inside + std::min(pieces_[piece].size() - inside, to - at);
            if (keep) {
                out.push_back(pieces_[piece].part(inside, end));
            }
            at += end - inside;
            inside = end;
            if (inside == pieces_[piece].size()) {
                ++piece;
                inside = 0;
            }
        }
    };
    for (const TextEdit* edit : by_place(edits)) {
        advance(edit->span.begin.index(), true);
        out.push_back({.kept = std::nullopt, .put = edit->text});
        advance(edit->span.end.index(), false);
    }
    advance(std::string::npos, true);
    pieces_ = std::move(out);
}

std::vector<TextEdit> EditChain::edits() const {
    std::vector<TextEdit> out;
    std::size_t done = 0;
    std::string put;
    const auto close_gap = [&](std::size_t next) {
        if (next > done || !put.empty()) {
            out.push_back({.span = span(done, next), .text = std::exchange(put, {})});
        }
    };
    for (const Piece& piece : pieces_) {
        if (!piece.kept) {
            put += piece.put;
        } else if (piece.kept->size() > 0) {
            close_gap(piece.kept->begin.index());
            done = piece.kept->end.index();
        }
    }
    close_gap(size_);
    return out;
}

} // namespace dockwright
