#include "base/text_edit.hpp"
#include <algorithm>

namespace dockwright {

bool conflict(const TextEdit& a, const TextEdit& b) {
    if (a.span.empty() && b.span.empty()) {
        return a.span.begin == b.span.begin;
    }
    return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

std::string apply(std::string_view text, std::span<const TextEdit> edits) {
    std::vector<const TextEdit*> order;
    order.reserve(edits.size());
    for (const TextEdit& edit : edits) {
        order.push_back(&edit);
    }
    std::ranges::sort(order, {}, [](const TextEdit* edit) { return edit->span; });
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const TextEdit* edit : order) {
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
    if (std::ranges::any_of(group, conflicts)) {
        return false;
    }
    edits_.insert(edits_.end(), group.begin(), group.end());
    return true;
}

} // namespace dockwright
