#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace dockwright::actions {

/// How far an action is, for a person. Sent often; who shows it decides how often it is drawn.
struct Progress {
    /// What is done now: "Pulling pytorch/pytorch:2.8.0", without a full stop. Printable.
    std::string what;
    /// 0 to 1, never falling within one `what`; below 0: not known.
    double fraction = -1;
    /// Bytes, where it is about bytes; 0 otherwise.
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    /// What else a person wants to see of it: "2 of 5 layers". Printable; may be empty.
    std::string detail;
    /// A line of output to be kept, such as a build's; else empty. Foreign.
    std::string line;
};

/// Where progress goes; may be empty. Called on the action's loop.
using OnProgress = std::function<void(const Progress&)>;

inline void tell(const OnProgress& to, Progress progress) {
    if (to) {
        to(progress);
    }
}

} // namespace dockwright::actions
