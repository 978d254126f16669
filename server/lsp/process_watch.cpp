#include "lsp/process_watch.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <csignal>
#include <limits>
#include <optional>
#include <sys/types.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace asio = boost::asio;

namespace dockwright::lsp {
namespace {

/// Where the system can't tell by itself.
constexpr auto asked_every = std::chrono::seconds(3);

bool is_there(pid_t process) {
    return ::kill(process, 0) == 0 || errno == EPERM;
}

/// Readable when the process has ended; -1 where there is no such thing.
int process_descriptor([[maybe_unused]] pid_t process) {
#ifdef SYS_pidfd_open
    return static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
#else
    return -1;
#endif
}

} // namespace

struct ProcessWatch::Watched : std::enable_shared_from_this<Watched> {
    Watched(asio::io_context& context, pid_t number, std::function<void()> then)
        : process(number), gone(std::move(then)), descriptor(context), timer(context) {}

    void start() {
        if (const int opened = process_descriptor(process); opened >= 0) {
            descriptor.assign(opened);
            descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                                  [self = shared_from_this()](const auto& ec) {
                                      if (!ec) {
                                          self->gone();
                                      }
                                  });
        } else {
            ask_later();
        }
    }
    void ask_later() {
        timer.expires_after(asked_every);
        timer.async_wait([self = shared_from_this()](const auto& ec) {
            if (ec) {
                return;
            }
            if (is_there(self->process)) {
                self->ask_later();
            } else {
                self->gone();
            }
        });
    }
    void stop() {
        boost::system::error_code ignored;
        descriptor.close(ignored);
        timer.cancel();
    }

    pid_t process;
    std::function<void()> gone;
    asio::posix::stream_descriptor descriptor;
    asio::steady_timer timer;
};

ProcessWatch::ProcessWatch(asio::io_context& context) : context_(context) {}

ProcessWatch::~ProcessWatch() {
    stop();
}

void ProcessWatch::start(std::int64_t process, std::function<void()> gone) {
    stop();
    if (process <= 0 || process > std::numeric_limits<pid_t>::max() ||
        !is_there(static_cast<pid_t>(process))) {
        return;
    }
    watched_ = std::make_shared<Watched>(context_, static_cast<pid_t>(process), std::move(gone));
    watched_->start();
}

void ProcessWatch::stop() {
    if (watched_) {
        watched_->stop();
        watched_.reset();
    }
}

} // namespace dockwright::lsp
