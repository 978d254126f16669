#pragma once
#include "base/problem.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <expected>
#include <optional>

namespace dockwright::engine {

/// How many bytes went through; the error of the system if none did.
using Transfer = std::expected<std::size_t, boost::system::error_code>;

/// A connected stream of bytes to one engine: the only virtual interface of the program. Knows
/// nothing of HTTP and has no time limits of its own: a Deadline closes it. Used from one thread;
/// at most one read and one write at a time. Destroying it closes it.
class Transport {
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// At least one byte, or 0 at the end of the stream.
    virtual boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer into) = 0;
    virtual boost::asio::awaitable<Transfer> write_some(boost::asio::const_buffer from) = 0;
    /// No more will be written; what the engine still sends can be read.
    virtual void shutdown_send() = 0;
    /// Ends it now: operations under way complete with an error, later ones fail at once.
    virtual void close() = 0;
    virtual boost::asio::any_io_executor executor() = 0;
    /// What the transport itself knows of why it ended before an answer came, where that is more than
    /// an error of the system: ssh writes it to its standard error.
    virtual boost::asio::awaitable<std::optional<Problem>> failure() { co_return std::nullopt; }
};

} // namespace dockwright::engine
