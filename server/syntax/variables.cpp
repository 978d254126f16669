#include "base/utf8.hpp"
#include "syntax/expand.hpp"
#include "syntax/reader.hpp"
#include <algorithm>

namespace dockwright::syntax {
namespace {

/// Looks for `$X` and `${X…}` as `expand` would replace them, without replacing.
class Finder {
public:
    enum class Quotes : std::uint8_t {
        hide,        ///< single quotes keep what they hold from being replaced
        plain,       ///< they are characters like others
        taken_before ///< quotes and one level of escapes went before BuildKit looks for variables
    };

    Finder(File& file, const Joined& joined, std::string_view text, Quotes quotes, char escape)
        : file_(file), joined_(joined), text_(text), quotes_(quotes), escape_(escape) {}

    void run() {
        while (at_ < text_.size()) {
            one(0);
        }
    }

private:
    static constexpr int deepest_nesting = 64;

    void one(int depth) {
        const char c = text_[at_];
        if (c == escape_) {
            escape();
        } else if (c == '$') {
            dollar(depth);
        } else if (c == '\'' && quotes_ == Quotes::hide && !double_quoted_) {
            const std::size_t close = text_.find('\'', at_ + 1);
            at_ = close == std::string_view::npos ? text_.size() : close + 1;
        } else {
            if (c == '"' && quotes_ == Quotes::hide) {
                double_quoted_ = !double_quoted_;
            }
            ++at_;
        }
    }

    void escape() {
        ++at_;
        if (quotes_ == Quotes::taken_before) {
            // What is left of `\\` escapes the next character, which may be written `\x` itself.
            if (at_ >= text_.size() || text_[at_] != escape_) {
                return;
            }
            ++at_;
            at_ += at_ < text_.size() && text_[at_] == escape_ ? 1U : 0U;
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void dollar(int depth) {
        const std::size_t begin = at_++;
        const bool braces = at_ < text_.size() && text_[at_] == '{';
        if (braces) {
            ++at_;
        }
        const std::size_t size = name_length(text_.substr(at_));
        if (size == 0) {
            return;
        }
        const std::string_view name = text_.substr(at_, size);
        at_ += size;
        const std::size_t index = file_.variables.size();
        file_.variables.push_back({.name = name, .name_span = joined_.span_of(name), .nested = depth > 0});
        if (braces) {
            // An open brace takes the rest of the text with it; the reference is what can be told of it.
            const std::size_t name_end = at_;
            file_.variables[index].span = joined_.span_of(text_.substr(begin, name_end - begin));
            if (!in_braces(index, depth)) {
                return;
            }
        }
        file_.variables[index].span = joined_.span_of(text_.substr(begin, at_ - begin));
    }

    /// False if the closing brace is missing.
    bool in_braces(std::size_t index, int depth) {
        if (at_ < text_.size() && text_[at_] == ':') {
            file_.variables[index].colon = true;
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] != '}') {
            file_.variables[index].modifier = text_[at_++];
        }
        while (at_ < text_.size() && text_[at_] != '}') {
            if (depth >= deepest_nesting) {
                ++at_;
            } else {
                one(depth + 1);
            }
        }
        const bool closed = at_ < text_.size();
        at_ += closed ? 1U : 0U;
        return closed;
    }

    File& file_;
    const Joined& joined_;
    std::string_view text_;
    Quotes quotes_;
    char escape_;
    std::size_t at_ = 0;
    bool double_quoted_ = false;
};

void in_text(File& file, const Joined& joined, std::string_view text) {
    if (text.contains('$')) {
        Finder(file, joined, text, Finder::Quotes::hide, file.escape).run();
    }
}

/// Flags whose values BuildKit expands.
bool expands(Keyword keyword, std::string_view flag) {
    switch (keyword) {
    case Keyword::add: return flag == "chown" || flag == "chmod" || flag == "checksum";
    case Keyword::copy: return flag == "chown" || flag == "chmod";
    case Keyword::from: return flag == "platform";
    case Keyword::run: return flag == "mount";
    default: return false;
    }
}

/// The text as written stands in for the value, from which quotes and escapes were taken.
void in_flag(File& file, const Joined& joined, const Flag& flag) {
    const auto place = [&](Offset source) {
        auto piece = std::ranges::upper_bound(joined.pieces, source, {}, &Piece::source);
        --piece;
        return piece->at + (source.index() - piece->source.index());
    };
    const std::size_t begin = place(flag.value_span.begin);
    const std::size_t end = place(flag.value_span.end - 1) + 1;
    Finder(file, joined, joined.text.substr(begin, end - begin), Finder::Quotes::taken_before, file.escape)
        .run();
}

void in_bodies(File& file, const Instruction& instruction) {
    for (std::uint32_t i = instruction.heredocs.begin; i < instruction.heredocs.end; ++i) {
        const Heredoc& heredoc = file.heredocs[i];
        if (heredoc.expand && heredoc.content.contains('$')) {
            const Piece whole{0, heredoc.body.begin};
            Finder(file, {heredoc.content, {&whole, 1}}, heredoc.content, Finder::Quotes::plain, '\\').run();
        }
    }
}

} // namespace

void find_variables(File& file, Instruction& instruction) {
    instruction.variables.begin = size_of(file.variables);
    const Joined& joined = instruction.joined;
    for (const Flag& flag : file.flags_of(instruction)) {
        if (expands(instruction.keyword, flag.name) && flag.value.contains('$')) {
            in_flag(file, joined, flag);
        }
    }
    switch (instruction.keyword) {
    case Keyword::add:
    case Keyword::arg:
    case Keyword::copy:
    case Keyword::env:
    case Keyword::expose:
    case Keyword::from:
    case Keyword::label:
    case Keyword::stopsignal:
    case Keyword::user:
    case Keyword::volume:
    case Keyword::workdir:
        // Elements of a JSON array are decoded; their raw text stands in for them here.
        if (instruction.arguments.contains('$')) {
            if (instruction.json) {
                Finder(file, joined, instruction.arguments, Finder::Quotes::plain, file.escape).run();
            } else {
                in_text(file, joined, instruction.arguments);
            }
        }
        break;
    default: break;
    }
    if (instruction.keyword == Keyword::add || instruction.keyword == Keyword::copy) {
        in_bodies(file, instruction);
    }
    instruction.variables.end = size_of(file.variables);
}

} // namespace dockwright::syntax
