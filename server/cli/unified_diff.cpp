#include "cli/unified_diff.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace dockwright::cli {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
/// Beyond so many differing lines the whole middle is shown as replaced: a fix changes few lines,
/// and the search takes the square of them in memory.
constexpr std::ptrdiff_t most_differences = 500;

/// With their line ends.
Lines lines_of(std::string_view text) {
    Lines out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        out.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return out;
}

/// One line of the script that turns one text into the other.
struct Step {
    char kind = ' '; ///< ' ' in both, '-' in the first, '+' in the second
    std::size_t a = 0;
    std::size_t b = 0;
};

/// Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the furthest reaching
/// paths, greedily, and then back along them.
class Myers {
public:
    Myers(const Lines& a, const Lines& b) : a_(a), b_(b) {}

    /// The steps in order; none if there are too many differences.
    std::vector<Step> steps() {
        const auto most = std::min(static_cast<std::ptrdiff_t>(a_.size() + b_.size()), most_differences);
        furthest_.assign(static_cast<std::size_t>(2 * most + 3), 0);
        for (std::ptrdiff_t d = 0; d <= most; ++d) {
            trace_.push_back(furthest_);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                if (advance(d, k, most)) {
                    return back(d, most);
                }
            }
        }
        return {};
    }

private:
    using Furthest = std::vector<std::ptrdiff_t>;

    static std::size_t at(std::ptrdiff_t k, std::ptrdiff_t most) {
        return static_cast<std::size_t>(k + most + 1);
    }
    static bool comes_from_above(const Furthest& furthest, std::ptrdiff_t d, std::ptrdiff_t k,
                                 std::ptrdiff_t most) {
        return k == -d || (k != d && furthest[at(k - 1, most)] < furthest[at(k + 1, most)]);
    }

    /// Goes as far as it can on diagonal k with d differences; true at the end of both texts.
    bool advance(std::ptrdiff_t d, std::ptrdiff_t k, std::ptrdiff_t most) {
        std::ptrdiff_t x = comes_from_above(furthest_, d, k, most) ? furthest_[at(k + 1, most)]
                                                                   : furthest_[at(k - 1, most)] + 1;
        while (x < std::ssize(a_) && x - k < std::ssize(b_) && x - k >= 0 &&
               a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(x - k)]) {
            ++x;
        }
        furthest_[at(k, most)] = x;
        return x >= std::ssize(a_) && x - k >= std::ssize(b_);
    }

    std::vector<Step> back(std::ptrdiff_t d, std::ptrdiff_t most) const {
        std::vector<Step> out;
        auto x = std::ssize(a_);
        auto y = std::ssize(b_);
        const auto push = [&](char kind) {
            out.push_back({kind, static_cast<std::size_t>(x), static_cast<std::size_t>(y)});
        };
        for (; d >= 0; --d) {
            const Furthest& furthest = trace_[static_cast<std::size_t>(d)];
            const std::ptrdiff_t k = x - y;
            const bool above = comes_from_above(furthest, d, k, most);
            const std::ptrdiff_t from_k = above ? k + 1 : k - 1;
            const std::ptrdiff_t from_x = d == 0 ? 0 : furthest[at(from_k, most)];
            const std::ptrdiff_t from_y = d == 0 ? 0 : from_x - from_k;
            while (x > from_x && y > from_y) {
                --x;
                --y;
                push(' ');
            }
            if (d > 0) {
                x = from_x;
                y = from_y;
                push(above ? '+' : '-');
            }
        }
        std::ranges::reverse(out);
        return out;
    }

    const Lines& a_;
    const Lines& b_;
    Furthest furthest_;
    std::vector<Furthest> trace_;
};

std::vector<Step> replaced(const Lines& a, const Lines& b) {
    std::vector<Step> out;
    out.reserve(a.size() + b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        out.push_back({'-', i, 0});
    }
    for (std::size_t i = 0; i < b.size(); ++i) {
        out.push_back({'+', a.size(), i});
    }
    return out;
}

/// Equal lines at both ends cost nothing that way.
std::vector<Step> script(const Lines& a, const Lines& b) {
    const auto head = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    std::size_t tail = 0;
    while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
        ++tail;
    }
    const auto middle = [&](const Lines& lines) {
        return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                     lines.end() - static_cast<std::ptrdiff_t>(tail));
    };
    const Lines a_middle = middle(a);
    const Lines b_middle = middle(b);
    std::vector<Step> inner = Myers(a_middle, b_middle).steps();
    if (inner.empty()) {
        inner = replaced(a_middle, b_middle);
    }
    std::vector<Step> out;
    out.reserve(head + inner.size() + tail);
    for (std::size_t i = 0; i < head; ++i) {
        out.push_back({' ', i, i});
    }
    for (const Step& step : inner) {
        out.push_back({step.kind, step.a + head, step.b + head});
    }
    for (std::size_t i = 0; i < tail; ++i) {
        out.push_back({' ', a.size() - tail + i, b.size() - tail + i});
    }
    return out;
}

class Printer {
public:
    Printer(std::string& out, bool color) : out_(out), color_(color) {}

    void line(std::string_view paint, char mark, std::string_view text) {
        const bool ended = text.ends_with('\n');
        text.remove_suffix(ended ? 1 : 0);
        out_ += color_ ? paint : std::string_view{};
        out_ += mark;
        out_ += color_ ? printable(text) : std::string(text);
        out_ += color_ && !paint.empty() ? "\033[0m" : "";
        out_ += ended ? "\n" : "\n\\ No newline at end of file\n";
    }
    void head(std::string_view paint, const std::string& text) {
        out_ += color_ ? paint : std::string_view{};
        out_ += printable(text);
        out_ += color_ ? "\033[0m\n" : "\n";
    }

private:
    std::string& out_;
    bool color_;
};

/// "12,3"; where nothing is, the line before it.
std::string range(std::size_t begin, std::size_t count) {
    std::string out = std::to_string(count == 0 ? begin : begin + 1);
    return count == 1 ? out : out + ',' + std::to_string(count);
}

void append_hunk(Printer& printer, std::span<const Step> steps, const Lines& a, const Lines& b) {
    const auto in_a =
        static_cast<std::size_t>(std::ranges::count_if(steps, [](const Step& s) { return s.kind != '+'; }));
    const auto in_b =
        static_cast<std::size_t>(std::ranges::count_if(steps, [](const Step& s) { return s.kind != '-'; }));
    printer.head("\033[36m",
                 "@@ -" + range(steps.front().a, in_a) + " +" + range(steps.front().b, in_b) + " @@");
    for (const Step& step : steps) {
        switch (step.kind) {
        case '-': printer.line("\033[31m", '-', a[step.a]); break;
        case '+': printer.line("\033[32m", '+', b[step.b]); break;
        default: printer.line("", ' ', a[step.a]);
        }
    }
}

} // namespace

void append_unified_diff(std::string& out, std::string_view path, std::string_view before,
                         std::string_view after, bool color) {
    if (before == after) {
        return;
    }
    const Lines a = lines_of(before);
    const Lines b = lines_of(after);
    const std::vector<Step> steps = script(a, b);
    Printer printer(out, color);
    const std::string_view name = path.substr(std::min(path.find_first_not_of('/'), path.size()));
    printer.head("\033[1m", message("--- a/{}", {name}));
    printer.head("\033[1m", message("+++ b/{}", {name}));
    const auto differs = [](const Step& step) { return step.kind != ' '; };
    for (auto at = std::ranges::find_if(steps, differs); at != steps.end();) {
        // Differences with no more equal lines between than two contexts are one hunk.
        auto last = at;
        auto next = std::find_if(last + 1, steps.end(), differs);
        while (next != steps.end() && next - last <= static_cast<std::ptrdiff_t>(2 * context) + 1) {
            last = next;
            next = std::find_if(last + 1, steps.end(), differs);
        }
        const auto begin = at - std::min(at - steps.begin(), static_cast<std::ptrdiff_t>(context));
        const auto end = last + std::min(steps.end() - last, static_cast<std::ptrdiff_t>(context) + 1);
        append_hunk(printer, {begin, end}, a, b);
        at = next;
    }
}

} // namespace dockwright::cli
