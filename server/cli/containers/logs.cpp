#include "cli/containers/logs.hpp"
#include "base/message.hpp"
#include "cli/containers/pick.hpp"
#include "cli/safe_text.hpp"
#include "cli/terminal.hpp"
#include "cli/with_engine.hpp"
#include "engine/problems.hpp"
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace dockwright::cli {
namespace {

using engine::LogPiece;
using engine::LogStream;

/// One of our streams; what comes by one read of the engine's goes out by one write.
class Output {
public:
    explicit Output(int descriptor) : descriptor_(descriptor), terminal_(::isatty(descriptor) == 1) {}

    void add(std::string_view bytes) {
        if (terminal_) {
            text_.add(bytes, waiting_);
        } else {
            waiting_ += bytes;
        }
    }
    bool flush() {
        const bool written = write_all(descriptor_, waiting_);
        waiting_.clear();
        return written;
    }
    void finish() {
        text_.finish(waiting_);
        flush();
    }

private:
    int descriptor_;
    bool terminal_;
    SafeText text_;
    std::string waiting_;
};

bool are_one(int a, int b) {
    struct stat first = {};
    struct stat second = {};
    return ::fstat(a, &first) == 0 && ::fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino && first.st_rdev == second.st_rdev;
}

class Outputs {
public:
    explicit Outputs(const Streams& streams)
        : out_(::fileno(streams.out)), err_(::fileno(streams.err)),
          in_order_(are_one(::fileno(streams.out), ::fileno(streams.err))) {}

    bool take(std::span<const LogPiece> pieces) {
        Output* last = nullptr;
        for (const LogPiece& piece : pieces) {
            Output* to = piece.stream == LogStream::standard_output ? &out_ : &err_;
            // Where both are the same file their order is what a person reads.
            if (in_order_ && last != nullptr && last != to && !last->flush()) {
                return false;
            }
            to->add(piece.bytes);
            last = to;
        }
        return out_.flush() && err_.flush();
    }
    void finish() {
        out_.finish();
        err_.finish();
    }

private:
    Output out_;
    Output err_;
    bool in_order_;
};

} // namespace

boost::asio::awaitable<actions::Answer<bool>> pass_logs(std::shared_ptr<engine::Client> client,
                                                        actions::LogOptions wanted, Streams streams) {
    const auto outputs = std::make_shared<Outputs>(streams);
    actions::LogSink sink = [outputs](std::span<const LogPiece> pieces) { return outputs->take(pieces); };
    actions::OnProgress progress = [streams, told = std::string()](const actions::Progress& now) mutable {
        if (streams.interactive && told != now.what) {
            told = now.what;
            print(streams.err, message("dockwright: {}\n", {now.what}));
        }
    };
    const auto done =
        co_await actions::logs(std::move(client), std::move(wanted), std::move(sink), std::move(progress));
    outputs->finish();
    if (!done) {
        co_return std::unexpected(done.error());
    }
    co_return true;
}

int logs(const LogsOptions& options, const Streams& streams) {
    actions::LogOptions wanted = options.logs;
    if (wanted.container.empty()) {
        const auto picked = pick(options.engine, streams,
                                 {.among = actions::Among::all,
                                  .command = "dockwright logs",
                                  .what = "container",
                                  .where_none = "Nothing has run on this engine yet",
                                  .only_one = true});
        if (!picked) {
            return fail(picked.error(), streams);
        }
        wanted.container = *picked;
    }
    const auto done = with_engine<bool>(options.engine, [&](std::shared_ptr<engine::Client> client) {
        return pass_logs(std::move(client), wanted, streams);
    });
    if (!done && done.error().kind == engine::problem_kind::cancelled) {
        return 128 + SIGINT;
    }
    return done ? 0 : fail(done.error(), streams);
}

} // namespace dockwright::cli
