#pragma once
#include <chrono>
#include <memory>

namespace dockwright::engine {

class Transport;

/// Closes a transport when the time is up, unless it is destroyed before. So whatever waits on the
/// transport ends with an error, and `passed` tells that error apart from the engine's own.
class Deadline {
public:
    /// The transport must outlive the deadline. A limit of 0 never passes.
    Deadline(Transport& transport, std::chrono::milliseconds limit);
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    ~Deadline();

    bool passed() const;

private:
    struct State;
    /// Shared with the timer's handler, which may run after this object is gone.
    std::shared_ptr<State> state_;
};

} // namespace dockwright::engine
