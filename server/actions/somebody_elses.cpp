#include "actions/somebody_elses.hpp"

namespace dockwright::actions {

std::optional<std::string> somebody_elses(const engine::Container& container, const Person& person) {
    const Owner owner = owner_of(container);
    if (is_mine(owner, person) != Mine::no) {
        return std::nullopt;
    }
    return owner_words(owner);
}

} // namespace dockwright::actions
