#include "cli/progress_bar.hpp"
#include "actions/bytes.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace dockwright::cli {
namespace {

using namespace std::chrono_literals;
using actions::bytes_text;
using actions::Progress;

constexpr auto between_draws = 100ms;
constexpr auto between_lines = 5s;
constexpr auto measured = 5s;
constexpr std::size_t bar_columns = 20;
constexpr std::size_t usual_columns = 80;

void put(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
}

std::size_t columns_of(std::FILE* stream) {
    winsize size{};
    if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col < 10) {
        return usual_columns;
    }
    return size.ws_col;
}

std::string bar(double fraction) {
    const auto full = static_cast<std::size_t>(std::clamp(fraction, 0.0, 1.0) * bar_columns);
    return "[" + std::string(full, '#') + std::string(bar_columns - full, '-') + "] " +
           std::to_string(static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100)) + " %";
}

} // namespace

std::string progress_text(const Progress& progress, double rate, std::size_t columns) {
    std::vector<std::string> parts{progress.what};
    if (progress.fraction >= 0) {
        parts.push_back(bar(progress.fraction));
    }
    if (progress.done > 0 || progress.total > 0) {
        parts.push_back(progress.total > 0
                            ? message("{} of {}", {bytes_text(progress.done), bytes_text(progress.total)})
                            : bytes_text(progress.done));
    }
    if (rate >= 1) {
        parts.push_back(bytes_text(static_cast<std::uint64_t>(rate)) + "/s");
    }
    if (!progress.detail.empty()) {
        parts.push_back(progress.detail);
    }
    std::string out = shortened(parts.front(), columns);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (width_of(out) + 2 + width_of(parts[i]) > columns) {
            break;
        }
        out += "  " + parts[i];
    }
    return out;
}

ProgressBar::Kind progress_kind(std::FILE* err) {
    const char* term = std::getenv("TERM");
    const bool dumb = term == nullptr || std::string_view(term) == "dumb";
    return ::isatty(::fileno(err)) == 1 && !dumb ? ProgressBar::Kind::line : ProgressBar::Kind::lines;
}

ProgressBar::ProgressBar(std::FILE* err, Kind kind) : err_(err), kind_(kind) {}

ProgressBar::~ProgressBar() {
    clear();
}

actions::OnProgress ProgressBar::sink() {
    return [this](const Progress& progress) { show(progress, Clock::now()); };
}

void ProgressBar::clear() {
    if (std::exchange(drawn_, false)) {
        put(err_, "\r\x1b[K");
    }
}

double ProgressBar::rate(const Progress& progress, Clock::time_point now) {
    if (!samples_.empty() && samples_.back().done > progress.done) {
        samples_.clear();
    }
    samples_.push_back({.at = now, .done = progress.done});
    while (samples_.size() > 2 && now - samples_[1].at >= measured) {
        samples_.pop_front();
    }
    const std::chrono::duration<double> over = now - samples_.front().at;
    return over.count() < 0.5 ? 0 : static_cast<double>(progress.done - samples_.front().done) / over.count();
}

void ProgressBar::show(const Progress& progress, Clock::time_point now) {
    if (kind_ == Kind::none) {
        return;
    }
    if (!progress.line.empty()) {
        clear();
        put(err_, printable(progress.line) + "\n");
        last_ = {};
    }
    const bool another = what_ != progress.what;
    if (another) {
        samples_.clear();
        what_ = progress.what;
    }
    const Clock::duration pause = kind_ == Kind::line ? Clock::duration(between_draws) : between_lines;
    if ((!another && now - last_ < pause) || progress.what.empty()) {
        return;
    }
    last_ = now;
    const double speed = rate(progress, now);
    if (kind_ == Kind::lines) {
        put(err_, progress_text(progress, speed, std::string::npos) + "\n");
        return;
    }
    put(err_, "\r" + progress_text(progress, speed, columns_of(err_) - 1) + "\x1b[K");
    drawn_ = true;
}

} // namespace dockwright::cli
