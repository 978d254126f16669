#pragma once
#include "engine/client.hpp"
#include <memory>
#include <string>

namespace dockwright::cli {

/// What comes in at a descriptor of ours, read on a thread of its own: a descriptor that is shared with the
/// shell must not be made non-blocking, and a file can't be waited for. Reads only when it is asked, so what
/// isn't asked for stays for others. Used from one thread.
class TypedInput {
public:
    TypedInput(boost::asio::any_io_executor executor, int descriptor);
    TypedInput(const TypedInput&) = delete;
    TypedInput& operator=(const TypedInput&) = delete;
    /// Ends the thread, also while it waits.
    ~TypedInput();

    /// Whoever waits in `next` gets the end.
    void close();

private:
    friend boost::asio::awaitable<std::string> next(std::shared_ptr<TypedInput> input);
    struct State;
    std::shared_ptr<State> state_;
};

/// The next bytes, at most 64 KiB; empty at the end.
boost::asio::awaitable<std::string> next(std::shared_ptr<TypedInput> input);

} // namespace dockwright::cli
