#pragma once
#include "engine/hijack.hpp"
#include "engine/log_frames.hpp"
#include <functional>
#include <memory>
#include <optional>

/// This process's terminal, or its pipes, joined to a program in a container.
namespace dockwright::cli {

/// In characters.
struct TerminalSize {
    unsigned rows = 0;
    unsigned columns = 0;

    bool operator==(const TerminalSize&) const = default;
};

/// Nothing where `descriptor` is no terminal, or one that doesn't know its size.
std::optional<TerminalSize> terminal_size(int descriptor);

/// While it lives, keys reach us as they are pressed: no echo, no line editing, and Ctrl-C is a byte and no
/// signal. Restores what was there when it is destroyed. Does nothing where `descriptor` is no terminal.
class RawMode {
public:
    explicit RawMode(int descriptor);
    RawMode(const RawMode&) = delete;
    RawMode& operator=(const RawMode&) = delete;
    ~RawMode();

private:
    struct Saved;
    std::unique_ptr<Saved> saved_;
};

/// Tells the engine how large the terminal is; whether it took it.
using Resize = std::function<boost::asio::awaitable<bool>(TerminalSize)>;

struct Bridge {
    int in = 0;
    int out = 1;
    int err = 2;
    /// Whether the container's side is a terminal: then ours is put into raw mode, bytes aren't framed, and
    /// `resize` is called at first and whenever our terminal's size changes.
    bool terminal = false;
    /// Whether what comes in at `in` is passed on. At its end the container's side sees the end as well.
    bool input = false;
    Resize resize{};
};

/// Passes bytes both ways until the container's side ends; by then the terminal is as it was. Without a
/// terminal at the container's side its control bytes are made harmless (SafeText) where `out` or `err` is
/// one of ours. A cancellation ends it with a problem of the kind `cancelled`; the program inside goes on.
boost::asio::awaitable<std::expected<void, Problem>> join(std::shared_ptr<engine::Hijacked> hijacked,
                                                          Bridge bridge);

/// Of an exec whose stream has ended; waits where it only closed its streams. What a signal ended is 128 and
/// its number.
boost::asio::awaitable<std::expected<int, Problem>> exit_code_of(std::shared_ptr<engine::Client> client,
                                                                 std::string exec);

} // namespace dockwright::cli
