#include "base/ascii.hpp"
#include "base/embedded/escapes.hpp"
#include "base/embedded/written.hpp"
#include <algorithm>

namespace dockwright {
namespace {

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// A line of a text: from its begin to its break, and behind that.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t next = 0;

    bool is_blank_in(std::string_view host) const {
        return host.substr(begin, end - begin).find_first_not_of(' ') == std::string_view::npos;
    }
    std::size_t indent_in(std::string_view host) const {
        return std::min(host.find_first_not_of(' ', begin), end) - begin;
    }
};

Line line_at(std::string_view host, std::size_t begin) {
    const std::size_t feed = host.find('\n', begin);
    Line out{.begin = begin, .end = std::min(feed, host.size())};
    out.next = feed == std::string_view::npos ? host.size() : feed + 1;
    out.end -= out.end > begin && host[out.end - 1] == '\r' ? 1U : 0U;
    return out;
}

void put(Written& out, char c, std::size_t begin, std::size_t end) {
    out.text += c;
    out.bytes.push_back(span(begin, end));
}

/// The lines of a block with that indentation; nothing if the header is none.
class Block {
public:
    Block(std::string_view host, std::size_t begin) : host_(host), begin_(begin) {
        const Line header = line_at(host, begin);
        for (std::size_t i = begin + 1; i < header.end && !is_blank(host[i]) && host[i] != '#'; ++i) {
            keeps_ = keeps_ || host[i] == '+';
            strips_ = strips_ || host[i] == '-';
            digit_ = digit_ || ascii::is_digit(host[i]);
        }
        first_ = header.next;
    }

    bool has_digit() const { return digit_; }

    /// The blanks before the first line that is not empty.
    std::size_t usual_indent() const {
        for (std::size_t at = first_; at < host_.size();) {
            const Line line = line_at(host_, at);
            if (!line.is_blank_in(host_)) {
                return line.indent_in(host_);
            }
            at = line.next;
        }
        return 0;
    }

    Written read(std::size_t indent) const {
        const bool folded = host_[begin_] == '>';
        Written out{.as = folded ? WrittenAs::yaml_folded : WrittenAs::yaml_literal,
                    .span = span(begin_, first_),
                    .indent = static_cast<std::uint32_t>(indent)};
        std::vector<Line> breaks; // those that wait for what follows
        bool was_deeper = true;   // nothing is folded in front of the first line
        for (std::size_t at = first_; at < host_.size();) {
            const Line line = line_at(host_, at);
            at = line.next;
            const bool empty = line.end - line.begin <= indent && line.is_blank_in(host_);
            if (!empty && line.indent_in(host_) < indent) {
                break;
            }
            if (!empty) {
                const std::size_t text = line.begin + indent;
                const bool deeper = is_blank(host_[text]);
                end_line(out, breaks, folded && !deeper && !was_deeper);
                was_deeper = deeper;
                for (std::size_t i = text; i < line.end; ++i) {
                    put(out, host_[i], i, i + 1);
                }
                out.span.end = offset(line.end);
            }
            breaks.push_back(line);
        }
        last_breaks(out, breaks);
        return out;
    }

private:
    static void put_break(Written& out, const Line& line, char c = '\n') { put(out, c, line.end, line.next); }

    static void end_line(Written& out, std::vector<Line>& breaks, bool folds) {
        if (folds && breaks.size() == 1) {
            put_break(out, breaks.front(), ' ');
        } else {
            for (std::size_t i = folds ? 1 : 0; i < breaks.size(); ++i) {
                put_break(out, breaks[i]);
            }
        }
        breaks.clear();
    }

    void last_breaks(Written& out, const std::vector<Line>& breaks) const {
        const bool any_text = !out.text.empty();
        for (std::size_t i = 0; i < breaks.size() && !strips_ && (keeps_ || (any_text && i == 0)); ++i) {
            put_break(out, breaks[i]);
            out.span.end = offset(breaks[i].end);
        }
    }

    std::string_view host_;
    std::size_t begin_;
    std::size_t first_ = 0;
    bool keeps_ = false;
    bool strips_ = false;
    bool digit_ = false;
};

/// A line break in quotes and the blanks around it: one blank, or as many breaks as there are empty
/// lines. `at` is then behind them.
void fold_quoted(Written& out, std::string_view host, std::size_t& at, std::size_t kept) {
    while (out.text.size() > kept && is_blank(out.text.back())) {
        out.text.pop_back();
        out.bytes.pop_back();
    }
    std::vector<Line> breaks;
    while (at < host.size() && (host[at] == '\n' || host[at] == '\r')) {
        const Line line = line_at(host, at);
        breaks.push_back(line);
        at = std::min(host.find_first_not_of(" \t", line.next), host.size());
    }
    if (breaks.size() == 1) {
        put(out, ' ', breaks.front().end, at);
    }
    for (std::size_t i = 1; i < breaks.size(); ++i) {
        put(out, '\n', breaks[i].end, breaks[i].next);
    }
}

std::optional<Written> read_quoted(std::string_view host, std::size_t begin) {
    const char quote = host[begin];
    Written out{.as = quote == '"' ? WrittenAs::yaml_double : WrittenAs::yaml_single};
    std::size_t kept = 0; // so much of the text no line break may take away
    for (std::size_t at = begin + 1; at < host.size();) {
        const char c = host[at];
        if (c == quote && !(quote == '\'' && host.substr(at + 1).starts_with('\''))) {
            out.span = span(begin, at + 1);
            return out;
        }
        if (c == '\n' || (c == '\r' && host.substr(at + 1).starts_with('\n'))) {
            fold_quoted(out, host, at, kept);
            kept = out.text.size();
        } else if (quote == '"' && c == '\\') {
            if (!read_yaml_escape(host, at, out)) {
                return std::nullopt;
            }
            kept = out.text.size();
        } else {
            const std::size_t size = c == '\'' && quote == '\'' ? 2 : 1;
            put(out, c, at, at + size);
            at += size;
        }
    }
    return std::nullopt;
}

std::optional<Written> read_block(std::string_view host, std::size_t begin, std::string_view expected) {
    const Block block(host, begin);
    const std::size_t usual = block.usual_indent();
    for (std::size_t indent = usual;; --indent) {
        Written out = block.read(indent);
        if (out.text == expected) {
            return out;
        }
        if (indent == 0 || !block.has_digit()) {
            return std::nullopt;
        }
    }
}

} // namespace

std::optional<Written> read_yaml_scalar(std::string_view host, Offset begin, std::string_view expected) {
    const std::size_t at = begin.index();
    if (at >= host.size()) {
        return std::nullopt;
    }
    if (host[at] == '|' || host[at] == '>') {
        return read_block(host, at, expected);
    }
    if (host[at] == '"' || host[at] == '\'') {
        auto out = read_quoted(host, at);
        return out && out->text == expected ? std::move(out) : std::nullopt;
    }
    if (!host.substr(at).starts_with(expected)) { // it goes over several lines
        return std::nullopt;
    }
    Written out{.as = WrittenAs::yaml_plain, .span = span(at, at + expected.size())};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        put(out, expected[i], at + i, at + i + 1);
    }
    return out;
}

} // namespace dockwright
