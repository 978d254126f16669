#include "engine/ssh_transport.hpp"
#include "engine/child.hpp"
#include "engine/ssh_call.hpp"
#include "engine/ssh_problem.hpp"
#include "engine/stream_transport.hpp"
#include <boost/asio/local/stream_protocol.hpp>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using Pool = std::optional<asio::any_io_executor>;

class SshTransport final : public StreamTransport<asio::local::stream_protocol::socket> {
public:
    SshTransport(std::shared_ptr<Child> child, SshAddress address)
        : StreamTransport(std::move(child->stream())), child_(std::move(child)),
          address_(std::move(address)) {}

    void close() override {
        StreamTransport::close();
        child_->terminate();
    }

    asio::awaitable<std::optional<Problem>> failure() override {
        const std::shared_ptr<Child> child = child_;
        child->terminate(); // its output has ended: it must not be waited for without end
        const int code = co_await child->wait();
        if (code < 0) {
            co_return std::nullopt;
        }
        co_return ssh_problem(address_.target, address_.client, code, child->errors());
    }

private:
    std::shared_ptr<Child> child_;
    SshAddress address_;
};

} // namespace

asio::awaitable<std::expected<std::shared_ptr<Transport>, Problem>>
over_ssh(asio::any_io_executor executor, Endpoint endpoint, SshAddress address, Pool pool) {
    static_cast<void>(endpoint);
    const auto call = co_await ssh_call(executor, address, std::move(pool));
    if (!call) {
        co_return std::unexpected(call.error());
    }
    auto child = Child::start(executor, *call);
    if (!child) {
        co_return std::unexpected(std::move(child.error()));
    }
    co_return std::make_shared<SshTransport>(std::move(*child), std::move(address));
}

} // namespace dockwright::engine
