#pragma once
#include "base/problem.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <expected>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace dockwright::engine {

/// A program and its arguments as they are: no shell reads them.
struct ProgramCall {
    /// Found in `path` where it has no slash.
    std::string program;
    std::vector<std::string> arguments;
    /// "NAME=value"; empty: this process's own.
    std::vector<std::string> environment;
    /// Where it starts; empty: where this process is.
    std::string folder;
    /// What it writes to standard error comes in the same stream as its output, in its order.
    bool errors_in_output = false;
};

/// A program that was started: its standard input and output are one socket, its standard error is
/// kept. In a process group of its own, so that a Ctrl-C at our terminal doesn't reach it. Ended
/// when the object goes: first asked (SIGTERM), killed three seconds later; never left behind as a
/// zombie. Used from one thread.
class Child {
public:
    static std::expected<std::shared_ptr<Child>, Problem> start(boost::asio::any_io_executor executor,
                                                                const ProgramCall& call);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    boost::asio::local::stream_protocol::socket& stream();
    /// What it wrote to standard error until now: the last 16 KiB of it.
    std::string errors() const;
    /// Until it has ended, and its standard error with it: the exit code, or 128 and the signal's number.
    boost::asio::awaitable<int> wait();
    /// Asks it to end; kills it if it doesn't within three seconds.
    void terminate();

private:
    struct State;
    explicit Child(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

} // namespace dockwright::engine
