#include "support/fixture.hpp"
#include "base/utf8.hpp"
#include "support/line_changes.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

class FixtureReader {
public:
    Fixture read(std::string_view text) {
        for (const std::string_view line : lines_of(text)) {
            const std::size_t margin = line.find_first_not_of(" \t");
            if (margin != std::string_view::npos) {
                std::string_view rest = line.substr(margin + 1);
                rest.remove_prefix(rest.starts_with(' ') ? 1 : 0);
                one(line[margin], rest, line);
            }
        }
        if (!open_.empty()) {
            ADD_FAILURE() << "no line ends what `" << open_.back() << "` begins";
        }
        if (changed_) {
            fixture_.fixed = fixed_;
        }
        return std::move(fixture_);
    }

private:
    void one(char margin, std::string_view rest, std::string_view line) {
        switch (margin) {
        case '|':
        case '-':
            line_begin_ = fixture_.source.size();
            fixture_.source.append(rest) += '\n';
            kept_begin_ = fixed_.size();
            if (margin == '|') {
                fixed_.append(rest) += '\n';
            }
            changed_ = changed_ || margin == '-';
            replaced_ = false;
            break;
        case '+':
            if (!replaced_) {
                fixed_.resize(kept_begin_);
            }
            fixed_.append(rest) += '\n';
            replaced_ = changed_ = true;
            break;
        case '~': annotation(rest, line); break;
        default: ADD_FAILURE() << "a line without a margin: " << line; break;
        }
    }

    void annotation(std::string_view rest, std::string_view line) {
        const std::size_t begin = rest.find_first_not_of(" \t");
        const std::size_t end = begin == std::string_view::npos
                                    ? begin
                                    : std::min(rest.find_first_not_of('^', begin), rest.size());
        if (end == std::string_view::npos || fixture_.source.empty()) {
            ADD_FAILURE() << "says nothing: " << line;
            return;
        }
        const char after = end < rest.size() ? rest[end] : ' ';
        const bool empty = begin == end && after == '!';
        if (begin == end && !empty && after != '>' && after != '<') {
            ADD_FAILURE() << "no caret: " << line;
            return;
        }
        Span here = span(column(begin), column(end));
        const bool marked = empty || after == '<' || after == '>';
        std::string_view text = rest.substr(end + (marked ? 1 : 0));
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (after == '<') {
            close(here.end, line);
            return;
        }
        if (after == '>') {
            open_.push_back(fixture_.annotations.size());
        }
        fixture_.annotations.push_back({here, std::string(text)});
    }

    void close(Offset end, std::string_view line) {
        if (open_.empty()) {
            ADD_FAILURE() << "ends what did not begin: " << line;
            return;
        }
        fixture_.annotations[open_.back()].span.end = end;
        open_.pop_back();
    }

    /// The offset of a character of the last source line; past its end, of the end.
    std::size_t column(std::size_t characters) const {
        std::size_t at = line_begin_;
        const std::size_t end = fixture_.source.size() - 1;
        while (characters > 0 && at < end) {
            at += utf8::decode(fixture_.source, at).size;
            --characters;
        }
        return at;
    }

    Fixture fixture_;
    std::string fixed_;
    std::size_t line_begin_ = 0;
    std::size_t kept_begin_ = 0; // of the last source line in fixed_
    bool replaced_ = false;
    bool changed_ = false;
    std::vector<std::size_t> open_;
};

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).size) {
        ++count;
    }
    return count;
}

/// What is said about one line, as lines of `~`.
std::string draw_line(std::string_view source, Span line, const std::vector<Annotation>& annotations) {
    const auto indent = [&](Offset at) {
        return std::string(characters(span(line.begin.index(), at.index()).of(source)), ' ');
    };
    const auto carets = [&](Span part) { return std::string(characters(part.of(source)), '^'); };
    std::string out;
    for (const Annotation& annotation : annotations) {
        const Span& span = annotation.span;
        const bool begins = line.touches(span.begin);
        const bool ends = line.touches(span.end);
        std::string drawn;
        if (begins && ends) {
            drawn = indent(span.begin) + (span.empty() ? "!" : carets(span));
        } else if (begins) {
            drawn = indent(span.begin) + carets({span.begin, line.end}) + '>';
        } else if (ends) {
            drawn = carets({line.begin, span.end}) + '<';
        } else {
            continue;
        }
        out += "  ~ " + drawn + (begins && !annotation.text.empty() ? " " + annotation.text : "") + '\n';
    }
    return out;
}

} // namespace

Fixture Fixture::read(std::string_view text) {
    return FixtureReader().read(text);
}

std::string draw(std::string_view source, std::vector<Annotation> annotations,
                 const std::optional<std::string>& fixed) {
    std::ranges::sort(annotations);
    std::string out = "\n";
    std::size_t begin = 0;
    for (const LineChange& change : line_changes(source, fixed ? std::string_view(*fixed) : source)) {
        if (change.in_source) {
            out += change.kept || change.replaced ? "  | " : "  - ";
            out.append(change.line) += '\n';
            out += draw_line(source, span(begin, begin + change.line.size()), annotations);
            begin += change.line.size() + 1;
        } else {
            out.append("  + ").append(change.line) += '\n';
        }
    }
    return out;
}

void expect_annotations(const Fixture& fixture, std::vector<Annotation> actual) {
    std::vector<Annotation> expected = fixture.annotations;
    std::ranges::sort(expected);
    std::ranges::sort(actual);
    if (expected != actual) {
        ADD_FAILURE() << "expected:" << draw(fixture.source, expected)
                      << "actual:" << draw(fixture.source, actual);
    }
}

void expect_annotations(const Fixture& fixture, std::vector<Annotation> actual,
                        const std::optional<std::string>& fixed) {
    std::vector<Annotation> expected = fixture.annotations;
    std::ranges::sort(expected);
    std::ranges::sort(actual);
    if (expected != actual || fixture.fixed != fixed) {
        ADD_FAILURE() << "expected:" << draw(fixture.source, expected, fixture.fixed)
                      << "actual:" << draw(fixture.source, actual, fixed);
    }
}

} // namespace dockwright::testing
