#pragma once
#include <cstdint>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace dockwright::lsp {

/// Tells when another process is gone. One that isn't there at the beginning is not watched: the
/// client may be in another container or on another machine, where its number means nothing here.
class ProcessWatch {
public:
    explicit ProcessWatch(boost::asio::io_context& context);
    ~ProcessWatch();

    /// Calls `gone` once, on the loop. The last call of `start` counts.
    void start(std::int64_t process, std::function<void()> gone);
    void stop();

private:
    struct Watched;
    boost::asio::io_context& context_;
    std::shared_ptr<Watched> watched_;
};

} // namespace dockwright::lsp
