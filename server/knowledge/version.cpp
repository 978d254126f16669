#include "knowledge/version.hpp"

namespace dockwright::knowledge {

std::string to_string(const Version& version) {
    std::string text;
    for (std::uint8_t i = 0; i < version.size; ++i) {
        if (i > 0) {
            text += '.';
        }
        text += std::to_string(version.parts[i]);
    }
    constexpr std::string_view words[] = {".dev", "a", "b", "rc", "", ".post"};
    if (version.phase != Version::Phase::final) {
        text += words[static_cast<std::size_t>(version.phase)];
        text += std::to_string(version.phase_number);
    }
    return text;
}

} // namespace dockwright::knowledge
