#include "base/listed.hpp"

namespace dockwright {

std::string listed(std::span<const std::string> names, std::size_t most) {
    const std::size_t said = names.size() > most ? most - 1 : names.size();
    std::string out;
    for (std::size_t i = 0; i < said; ++i) {
        out += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
        out += names[i];
    }
    return said == names.size() ? out : out + " and " + std::to_string(names.size() - said) + " more";
}

} // namespace dockwright
