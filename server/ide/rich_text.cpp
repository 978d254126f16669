#include "ide/rich_text.hpp"
#include "base/ascii.hpp"

namespace dockwright::ide {
namespace {

using Kind = Block::Kind;
using Style = Run::Style;

void add(Line& line, Style style, std::string_view text) {
    if (text.empty()) {
        return;
    }
    if (line.empty() || line.back().style != style) {
        line.push_back({style, {}});
    }
    line.back().text += text;
}

/// Line ends and other control bytes would end a block, or draw nothing.
std::string on_one_line(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    }
    return out;
}

/// Whether Markdown (CommonMark and what editors add to it) would read the character as a mark. An
/// underscore inside a word is none, and names such as LD_LIBRARY_PATH stay readable where a client
/// shows the source.
bool is_mark(std::string_view text, std::size_t i) {
    const char c = text[i];
    if (c == '_') {
        return i == 0 || i + 1 == text.size() || !ascii::is_name(text[i - 1]) || !ascii::is_name(text[i + 1]);
    }
    if (c == ':') { // of an address, which would become a link
        return text.substr(i).starts_with("://");
    }
    return std::string_view("\\`*[]<>#|~&$@").contains(c);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_mark(text, i)) {
            out += '\\';
        }
        out += text[i];
    }
    return out;
}

/// At the beginning of a block, `1. ` and `-` would begin a list and `=` would make a heading.
std::string escaped_beginning(std::string text) {
    std::size_t digits = 0;
    while (digits < text.size() && ascii::is_digit(text[digits])) {
        ++digits;
    }
    const std::string_view rest = std::string_view(text).substr(digits);
    const bool counts = digits != 0 && (rest.starts_with(". ") || rest.starts_with(") "));
    const bool draws = digits == 0 && !rest.empty() && std::string_view("-+=").contains(rest.front());
    if (counts || draws) {
        text.insert(digits, 1, '\\');
    }
    return text;
}

/// Inside of more backticks than the text has in a row.
std::string code(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool padded = text.starts_with('`') || text.ends_with('`');
    const std::string blank = padded ? " " : "";
    return fence + blank + std::string(text) + blank + fence;
}

std::string markdown(const Line& line) {
    std::string out;
    for (const Run& run : line) {
        const std::string text = on_one_line(run.text);
        switch (run.style) {
        case Style::plain: out += escaped(text); break;
        case Style::strong: out += "**" + escaped(text) + "**"; break;
        case Style::code: out += code(text); break;
        }
    }
    return escaped_beginning(std::move(out));
}

std::string code_block(std::string_view text, std::string_view language) {
    std::string fence = "```";
    while (text.contains(fence)) {
        fence += '`';
    }
    return fence + std::string(language) + "\n" + std::string(text) + "\n" + fence;
}

std::string code_text(const Block& block) {
    return block.line.empty() ? std::string() : block.line.front().text;
}

bool is_listed(Kind kind) {
    return kind == Kind::item || kind == Kind::nested;
}

/// Items of a list stand close together, everything else apart.
std::string_view gap(const RichText& text, std::size_t i) {
    if (i == 0) {
        return "";
    }
    return is_listed(text[i].kind) && is_listed(text[i - 1].kind) ? "\n" : "\n\n";
}

} // namespace

Line line(std::string_view pattern, std::initializer_list<std::string_view> values) {
    Line out;
    Style style = Style::plain;
    const auto* value = values.begin();
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '`') {
            style = style == Style::code ? Style::plain : Style::code;
        } else if (pattern[i] == '*' && style != Style::code) {
            style = style == Style::strong ? Style::plain : Style::strong;
        } else if (pattern.substr(i).starts_with("{}") && value != values.end()) {
            add(out, style, *value++);
            ++i;
        } else {
            add(out, style, pattern.substr(i, 1));
        }
    }
    return out;
}

Line prose(std::string_view text) {
    Line out;
    while (!text.empty()) {
        const auto open = text.find('`');
        const auto close = open == std::string_view::npos ? open : text.find('`', open + 1);
        if (close == std::string_view::npos) {
            add(out, Style::plain, text);
            break;
        }
        add(out, Style::plain, text.substr(0, open));
        add(out, Style::code, text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return out;
}

Line joined(Line first, const Line& second) {
    for (const Run& run : second) {
        add(first, run.style, run.text);
    }
    return first;
}

std::string markdown(const RichText& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Block& block = text[i];
        out += gap(text, i);
        switch (block.kind) {
        case Kind::title: out += "# "; break;
        case Kind::heading: out += "## "; break;
        case Kind::subheading: out += "### "; break;
        case Kind::paragraph: break;
        case Kind::item: out += "- "; break;
        case Kind::nested: out += "  - "; break;
        case Kind::code: out += code_block(code_text(block), ""); continue;
        case Kind::change: out += code_block(code_text(block), "diff"); continue;
        }
        out += markdown(block.line);
    }
    return out;
}

std::string plain(const Line& line) {
    std::string out;
    for (const Run& run : line) {
        out += on_one_line(run.text);
    }
    return out;
}

std::string plain(const RichText& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Block& block = text[i];
        out += gap(text, i);
        if (block.kind == Kind::code || block.kind == Kind::change) {
            out += code_text(block);
            continue;
        }
        out += block.kind == Kind::item ? "- " : block.kind == Kind::nested ? "  - " : "";
        out += plain(block.line);
    }
    return out;
}

} // namespace dockwright::ide
