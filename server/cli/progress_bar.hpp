#pragma once
#include "actions/progress.hpp"
#include <chrono>
#include <cstdio>
#include <deque>
#include <string>

namespace dockwright::cli {

/// Shows how far long work is, on standard error. On a terminal one line that is drawn anew, at most ten
/// times a second; elsewhere a whole line every few seconds, so that a log stays readable. Lines of
/// output (a build's) are printed as they come. Nothing is left of the line when it is gone.
class ProgressBar {
public:
    using Clock = std::chrono::steady_clock;

    enum class Kind : std::uint8_t {
        none,  ///< shows nothing
        lines, ///< no control bytes
        line,  ///< redrawn
    };

    ProgressBar(std::FILE* err, Kind kind);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();

    /// For an action; must not outlive the bar.
    actions::OnProgress sink();

    void show(const actions::Progress& progress, Clock::time_point now);
    /// Takes the line away, for text that is printed next.
    void clear();

private:
    double rate(const actions::Progress& progress, Clock::time_point now);

    std::FILE* err_;
    Kind kind_;
    bool drawn_ = false;
    std::string what_;
    Clock::time_point last_{};
    struct Sample {
        Clock::time_point at;
        std::uint64_t done = 0;
    };
    std::deque<Sample> samples_;
};

/// `line` where the stream is a terminal that isn't dumb, else `lines`.
ProgressBar::Kind progress_kind(std::FILE* err);

/// "Pulling x [####----] 45 %  12.3 MB of 24 MB  3.2 MB/s  2 of 4 layers", at most `columns` wide, without
/// an end of line. `rate` in bytes a second, 0: not known. With fewer columns the parts at the end go first.
std::string progress_text(const actions::Progress& progress, double rate, std::size_t columns);

} // namespace dockwright::cli
