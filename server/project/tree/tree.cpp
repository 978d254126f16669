#include "project/tree/tree.hpp"
#include <algorithm>

namespace dockwright::project {

const Tree* Tree::find(std::string_view key) const {
    const auto found = std::find(keys.rbegin(), keys.rend(), key);
    const auto index = static_cast<std::size_t>(keys.rend() - found);
    return found == keys.rend() || index > items.size() ? nullptr : &items[index - 1];
}

const Tree* Tree::find(std::initializer_list<std::string_view> path) const {
    const Tree* at = this;
    for (const std::string_view key : path) {
        at = at != nullptr ? at->find(key) : nullptr;
    }
    return at;
}

std::string_view Tree::text_of(std::string_view key) const {
    const Tree* item = find(key);
    return item != nullptr && item->is_text() ? std::string_view(item->text) : std::string_view{};
}

std::vector<const Tree*> Tree::as_list() const {
    std::vector<const Tree*> out;
    if (is_text()) {
        out.push_back(this);
    }
    if (is_list()) {
        for (const Tree& item : items) {
            out.push_back(&item);
        }
    }
    return out;
}

std::vector<const Tree*> Tree::list_of(std::string_view key) const {
    const Tree* item = find(key);
    return item != nullptr ? item->as_list() : std::vector<const Tree*>{};
}

} // namespace dockwright::project
