#include "cli/top/screen.hpp"
#include <cerrno>
#include <string_view>
#include <unistd.h>

namespace dockwright::cli::top {
namespace {

// xterm's control sequences: DECSET 1049 is the other screen, 25 the cursor.
constexpr std::string_view enter = "\033[?1049h\033[?25l\033[H\033[2J";
constexpr std::string_view leave = "\033[0m\033[?25h\033[?1049l";

void write_all(int out, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(out, text.data(), text.size());
        if (count < 0 && errno != EINTR) {
            return; // the terminal is gone
        }
        text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

} // namespace

Screen::Screen(int in, int out) : raw_(in), out_(out) {
    write_all(out_, enter);
}

Screen::~Screen() {
    write_all(out_, leave);
}

TerminalSize Screen::size() const {
    const auto size = terminal_size(out_);
    return size && size->rows > 0 && size->columns > 0 ? *size : TerminalSize{.rows = 24, .columns = 80};
}

void Screen::draw(const std::vector<std::string>& lines) const {
    std::string text = "\033[H";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text += (i == 0 ? "" : "\r\n") + lines[i] + "\033[K";
    }
    write_all(out_, text + "\033[J");
}

} // namespace dockwright::cli::top
