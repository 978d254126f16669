#include "gpu/verdict.hpp"
#include <array>

namespace dockwright::gpu {

std::string_view name(Verdict verdict) {
    constexpr std::array<std::string_view, 5> names{"runs", "runs-with-caveat", "unknown", "fails",
                                                    "build-fails"};
    return names[static_cast<std::size_t>(verdict)];
}

} // namespace dockwright::gpu
