#include "base/ascii.hpp"
#include "base/embedded/written.hpp"
#include "project/tree/tree.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

constexpr int most_depth = 32;
/// No variable's name: it never has a value.
constexpr std::string_view computed = "${}";

/// HashiCorp's language as far as bake files need it: blocks, attributes, literals. A name by itself
/// becomes the text `${name}`, as in a template; what else would have to be computed is `${}`.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    TreeFile read() {
        TreeFile out{.root = body(0)};
        out.broken_line = broken_;
        return out;
    }

private:
    bool at_end() const { return at_ >= text_.size() || broken_ != 0; }
    char next() const { return at_end() ? '\0' : text_[at_]; }
    bool sees(std::string_view what) const { return !at_end() && text_.substr(at_).starts_with(what); }
    void go(std::size_t count) {
        for (; count > 0 && at_ < text_.size(); --count, ++at_) {
            line_ += text_[at_] == '\n' ? 1U : 0U;
        }
    }
    void fail() { broken_ = broken_ == 0 ? line_ : broken_; }

    void skip_blanks(bool lines) {
        while (!at_end()) {
            const char c = next();
            if (c == '#' || sees("//")) {
                go(std::min(text_.find('\n', at_), text_.size()) - at_);
            } else if (sees("/*")) {
                const std::size_t end = text_.find("*/", at_ + 2);
                go((end == std::string_view::npos ? text_.size() : end + 2) - at_);
            } else if (ascii::is_space(c) && (lines || c != '\n')) {
                go(1);
            } else {
                return;
            }
        }
    }

    std::string name() {
        const std::size_t begin = at_;
        while (!at_end() && (ascii::is_name(next()) || next() == '-')) {
            go(1);
        }
        return std::string(text_.substr(begin, at_ - begin));
    }

    /// Attributes and blocks up to the closing brace. A block's labels are tables within tables.
    Tree body(int depth) {
        Tree out{.kind = Tree::Kind::table, .line = line_};
        for (skip_blanks(true); !at_end() && next() != '}'; skip_blanks(true)) {
            const std::uint32_t line = line_;
            const std::string key = next() == '"' ? quoted().text : name();
            skip_blanks(false);
            if (key.empty() || depth > most_depth) {
                fail();
            } else if (next() == '=') {
                go(1);
                add(out, key, value(depth + 1), line);
            } else {
                block(out, key, line, depth);
            }
        }
        return out;
    }

    void block(Tree& out, const std::string& type, std::uint32_t line, int depth) {
        std::string label;
        if (next() != '{') {
            label = next() == '"' ? quoted().text : name();
            skip_blanks(false);
        }
        if (next() != '{') {
            fail();
            return;
        }
        go(1);
        Tree inner = body(depth + 1);
        if (next() != '}') {
            fail();
        }
        go(1);
        if (label.empty()) {
            add(out, type, std::move(inner), line);
            return;
        }
        const auto known = std::ranges::find(out.keys, type);
        const auto index = static_cast<std::size_t>(known - out.keys.begin());
        if (known == out.keys.end()) {
            add(out, type, {.kind = Tree::Kind::table}, line);
        }
        if (out.items[index].is_table()) {
            add(out.items[index], label, std::move(inner), line);
        }
    }

    static void add(Tree& table, std::string key, Tree item, std::uint32_t line) {
        item.line = line;
        table.keys.push_back(std::move(key));
        table.items.push_back(std::move(item));
    }

    Tree value(int depth) {
        skip_blanks(false);
        const std::uint32_t line = line_;
        const std::size_t begin = at_;
        Tree out;
        if (depth > most_depth) {
            fail();
        } else if (next() == '"') {
            out = quoted();
        } else if (next() == '[') {
            out = list(depth);
        } else if (next() == '{') {
            out = object(depth);
        } else if (sees("<<")) {
            const auto read = read_hcl_text(text_, offset(at_));
            heredoc();
            out = {
                .kind = Tree::Kind::text, .quoted = true, .text = read ? read->text : std::string(computed)};
        } else if (ascii::is_name(next()) || next() == '-') {
            out = word();
        }
        out.line = line;
        out.begin = static_cast<std::uint32_t>(begin);
        skip_blanks(false);
        if (!at_end() && std::string_view("\n,]}").find(next()) == std::string_view::npos) {
            skip_expression();
            out = {.kind = Tree::Kind::text, .line = line, .text = std::string(computed)};
        }
        return out;
    }

    Tree word() {
        const std::size_t begin = at_;
        std::string text = name();
        if (next() == '.') { // of a number, or of a name that is looked into
            go(1);
            text += "." + name();
        }
        Tree out{.kind = Tree::Kind::text, .text = text};
        const char first = text_[begin];
        const bool is_literal = ascii::is_digit(first) || first == '-' || text == "true" || text == "false";
        if (text == "null") {
            return {};
        }
        if (!is_literal) {
            out.text = text.contains('.') ? std::string(computed) : "${" + text + "}";
        }
        return out;
    }

    Tree list(int depth) {
        Tree out{.kind = Tree::Kind::list};
        go(1);
        for (skip_blanks(true); !at_end() && next() != ']'; skip_blanks(true)) {
            const std::size_t begin = at_;
            out.items.push_back(value(depth + 1));
            skip_blanks(true);
            if (next() == ',') {
                go(1);
            } else if (next() != ']' || at_ == begin) {
                fail();
            }
        }
        go(1);
        return out;
    }

    Tree object(int depth) {
        Tree out{.kind = Tree::Kind::table};
        go(1);
        for (skip_blanks(true); !at_end() && next() != '}'; skip_blanks(true)) {
            const std::uint32_t line = line_;
            const std::string key = next() == '"' ? quoted().text : name();
            skip_blanks(true);
            if (key.empty() || (next() != '=' && next() != ':')) {
                fail();
                return {};
            }
            go(1);
            add(out, key, value(depth + 1), line);
            skip_blanks(true);
            go(next() == ',' ? 1 : 0);
        }
        go(1);
        return out;
    }

    /// Templates stay as they are written; a `"` in one does not end the string.
    Tree quoted() {
        Tree out{.kind = Tree::Kind::text, .quoted = true};
        go(1);
        int open = 0;
        bool directive = false; // `%{if …}`
        while (!at_end() && (open > 0 || next() != '"')) {
            if (next() == '\\' && at_ + 1 < text_.size() && open == 0) {
                const char c = text_[at_ + 1];
                out.text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
                go(2);
                continue;
            }
            if (open == 0 && sees("%%{")) {
                go(1); // the way to write `%{`
                out.text += "%{";
                go(2);
                continue;
            }
            if (open == 0 && sees("$${")) { // read_pairs knows `$$`
                out.text += "$${";
                go(3);
                continue;
            }
            if (sees("${") || sees("%{")) {
                ++open;
                directive = directive || next() == '%';
            } else if (next() == '}' && open > 0) {
                --open;
            } else if (next() == '\n' && open == 0) {
                break;
            }
            out.text += next();
            go(1);
        }
        if (next() != '"') {
            fail();
        }
        go(1);
        out.text = directive ? std::string(computed) : out.text;
        return out;
    }

    void heredoc() {
        go(2);
        go(next() == '-' ? 1 : 0);
        const std::string end = name();
        while (!at_end()) {
            go(std::min(text_.find('\n', at_), text_.size()) - at_ + 1);
            const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
            if (ascii::trimmed(text_.substr(at_, line_end - std::min(at_, line_end))) == end) {
                go(line_end - at_);
                return;
            }
        }
        fail();
    }

    /// The rest of what is no literal: to the end of the line, or to the bracket or comma around it.
    void skip_expression() {
        int depth = 0;
        while (!at_end()) {
            const char c = next();
            if (c == '"') {
                quoted();
                continue;
            }
            if (depth == 0 && std::string_view("\n,]}").find(c) != std::string_view::npos) {
                return;
            }
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            go(1);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t broken_ = 0;
};

} // namespace

TreeFile read_hcl(std::string_view text) {
    return Reader(text).read();
}

} // namespace dockwright::project
