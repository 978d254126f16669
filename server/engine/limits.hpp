#pragma once
#include <chrono>
#include <cstddef>

namespace dockwright::engine {

/// How long and how much is waited for before an engine is given up.
struct Limits {
    std::chrono::milliseconds connect{2000};
    /// From the first byte of a request to the last of its answer.
    std::chrono::milliseconds request{10000};
    /// For all of the connect and the ping where a well-known socket is only tried.
    std::chrono::milliseconds probe{500};
    /// For the first answer over SSH: jumps and logins are waited for.
    std::chrono::milliseconds login{45000};
    /// Bytes of one answer's body.
    std::size_t answer = std::size_t{64} << 20U;
};

} // namespace dockwright::engine
