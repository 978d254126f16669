#include "host/smi_words.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::host {

std::optional<bool> words_say_loaded(const NvidiaSmi& nvidia) {
    if (nvidia.state != NvidiaSmi::State::failed) {
        return std::nullopt;
    }
    // The module itself has answered: with its version, or of a GPU that it had once found.
    constexpr std::string_view loaded[] = {"version mismatch", "gpu is lost",
                                           "unable to determine the device handle"};
    constexpr std::string_view absent[] = {"couldn't communicate with the nvidia driver",
                                           "driver not loaded"};
    const std::string words = ascii::lowered(nvidia.words);
    const auto said = [&](std::string_view part) { return words.find(part) != std::string::npos; };
    if (std::ranges::any_of(loaded, said)) {
        return true;
    }
    return std::ranges::any_of(absent, said) ? std::optional(false) : std::nullopt;
}

} // namespace dockwright::host
