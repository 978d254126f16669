#pragma once
#include "rpc/message_splitter.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::rpc {

/// Messages over two descriptors (standard input and output, or one socket twice): one reader, and
/// one writer fed by a queue, so that frames cannot interleave. One thread. Must outlive the run of
/// its io_context.
class Connection {
public:
    struct Events {
        std::move_only_function<void(std::string_view body)> message;
        /// No more bytes wait to be read for now: the time for what can wait for a burst's end.
        std::move_only_function<void()> idle;
        /// Nothing more will come: at the end of input (`why` empty), a failed read or write, or a
        /// broken frame. Comes once.
        std::move_only_function<void(std::string_view why)> ended;
    };

    /// Takes both descriptors over.
    Connection(boost::asio::io_context& context, int input, int output, Events events);

    void start();
    void send(std::string_view body);

    /// Reads no more; calls `done` when all is written, or after a second with a peer that does not
    /// read.
    void close(std::move_only_function<void()> done);

private:
    boost::asio::awaitable<void> read();
    boost::asio::awaitable<void> write();
    boost::asio::awaitable<void> wait_for_room();
    boost::asio::awaitable<void> finish(std::move_only_function<void()> done);
    void hand_out();
    bool more_waits();
    void end(std::string_view why);

    boost::asio::io_context& context_;
    boost::asio::posix::stream_descriptor input_;
    boost::asio::posix::stream_descriptor output_;
    boost::asio::steady_timer written_; // cancelled whenever the writer has written
    Events events_;
    MessageSplitter splitter_;
    std::vector<char> chunk_;
    std::string queue_;
    std::string writing_;
    bool writer_runs_ = false;
    bool closing_ = false;
    bool ended_ = false;
    bool deaf_ = false; // the peer takes no more
};

} // namespace dockwright::rpc
