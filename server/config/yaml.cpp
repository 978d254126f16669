#include "config/yaml.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include <algorithm>
#include <array>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace dockwright::config {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The first byte that no text has, or npos.
std::size_t find_no_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Character character = utf8::decode(text, i);
        const bool invalid = character.code == 0xFFFD && character.size == 1;
        if (invalid || character.code == 0) {
            return i;
        }
        i += character.size;
    }
    return std::string_view::npos;
}

/// Behind a tag and an anchor, which may stand before a value.
std::size_t skip_properties(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == '!' || text[at] == '&')) {
        at = std::min(text.find_first_of(" \t\r\n,[]{}", at), text.size());
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    }
    return at;
}

/// Behind the closing quote, or npos: the library takes the text's end for one.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    for (std::size_t i = begin + 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            const bool doubled = quote == '\'' && text.substr(i + 1).starts_with('\'');
            if (!doubled) {
                return i + 1;
            }
            ++i;
        }
    }
    return std::string_view::npos;
}

/// A plain scalar stands there as it is read, unless it goes over several lines; of those and of
/// blocks the first line is marked.
std::size_t end_of_plain(std::string_view text, std::size_t begin, std::string_view value) {
    if (text.substr(begin).starts_with(value)) {
        return begin + value.size();
    }
    const std::size_t line = std::min(text.find_first_of("\r\n", begin), text.size());
    return begin + ascii::trimmed(text.substr(begin, line - begin)).size();
}

/// Puts the tree together from the parser's events. Marks count bytes of the text without its byte
/// order mark; they are never trusted to lie inside it.
class Builder final : public YAML::EventHandler {
public:
    Builder(std::string_view text, std::size_t skipped, std::vector<Mistake>& mistakes)
        : text_(text), skipped_(skipped), mistakes_(mistakes) {}

    Offset place(const YAML::Mark& mark) const {
        const auto at = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
        return offset(std::min(at + skipped_, text_.size()));
    }

    /// Whatever is still open ends here.
    Node finish() {
        while (!open_.empty()) {
            close();
        }
        return std::move(root_);
    }

    void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        put({.span = {place(mark), place(mark)}});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        const std::size_t begin = place(mark).index();
        const std::size_t end = std::min(text_.find_first_of(" \t\r\n,[]{}", begin), text_.size());
        const Span all = span(begin, end);
        put({.kind = Node::Kind::alias, .span = all});
        if (mistakes_.size() + 1 >= most_mistakes) {
            return;
        }
        mistakes_.push_back(
            {.kind = "alias",
             .span = all,
             .message = message("'{}' is an alias, and aliases are not read: write the value itself",
                                {all.of(text_)})});
    }
    void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  const std::string& value) override {
        const std::size_t begin = skip_properties(text_, place(mark).index());
        const char first = begin < text_.size() ? text_[begin] : '\0';
        const bool quoted = first == '"' || first == '\'';
        const std::size_t end = quoted ? end_of_quoted(text_, begin) : end_of_plain(text_, begin, value);
        if (end == std::string_view::npos) {
            mistakes_.push_back(
                {.kind = "bad-yaml",
                 .span = span(begin, begin + 1),
                 .message = "This is no YAML from here on: no quote ends what this one begins"});
            put({.span = span(begin, begin)});
            return;
        }
        put({.kind = Node::Kind::scalar,
             .quoted = quoted || first == '|' || first == '>',
             .span = span(begin, end),
             .text = value});
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                         YAML::EmitterStyle::value /*style*/) override {
        open(Node::Kind::sequence, mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                    YAML::EmitterStyle::value /*style*/) override {
        open(Node::Kind::mapping, mark);
    }
    void OnMapEnd() override { close(); }

private:
    void open(Node::Kind kind, const YAML::Mark& mark) {
        const Offset begin = offset(skip_properties(text_, place(mark).index()));
        open_.push_back({.kind = kind, .span = {begin, begin}});
    }

    void close() {
        Node node = std::move(open_.back());
        open_.pop_back();
        if (node.keys.size() > node.items.size()) { // broken off behind a key
            const Offset end = node.keys.back().span.end;
            node.items.push_back({.span = {end, end}});
        }
        for (const auto* children : {&node.keys, &node.items}) {
            if (!children->empty()) {
                node.span.end = std::max(node.span.end, children->back().span.end);
            }
        }
        put(std::move(node));
    }

    void put(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Node& parent = open_.back();
        const bool is_key = parent.kind == Node::Kind::mapping && parent.keys.size() == parent.items.size();
        (is_key ? parent.keys : parent.items).push_back(std::move(node));
    }

    std::string_view text_;
    std::size_t skipped_;
    std::vector<Mistake>& mistakes_;
    std::vector<Node> open_;
    Node root_;
};

void read_documents(std::string_view text, std::size_t skipped, Yaml& out) {
    std::istringstream stream{std::string(text.substr(skipped))};
    Builder builder(text, skipped, out.mistakes);
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        out.root = builder.finish();
        std::vector<Mistake> unused;
        Builder second(text, skipped, unused);
        if (parser.HandleNextDocument(second)) {
            out.mistakes.push_back({.kind = "several-documents",
                                    .span = second.finish().span,
                                    .message = "Only the first document is read: a configuration has one"});
        }
    } catch (const YAML::Exception& error) {
        if (out.root.kind == Node::Kind::null) {
            out.root = builder.finish();
        }
        const Offset at = builder.place(error.mark);
        out.mistakes.push_back({.kind = "bad-yaml",
                                .span = {at, at},
                                .message = message("This is no YAML from here on: {}", {error.msg})});
    }
}

constexpr std::array<std::string_view, 3> words_for_true = {"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> words_for_false = {"false", "False", "FALSE"};

bool is_plain_word(const Node& node, const std::array<std::string_view, 3>& words) {
    return node.is_text() && !node.quoted && std::ranges::find(words, node.text) != words.end();
}

} // namespace

Yaml read_yaml(std::string_view text) {
    Yaml out;
    if (text.size() > max_configuration_size) {
        out.mistakes.push_back(
            {.kind = "too-large", .message = "The file is larger than 1 MiB, which no configuration is"});
        return out;
    }
    if (const std::size_t at = find_no_text(text); at != std::string_view::npos) {
        out.mistakes.push_back(
            {.kind = "not-text",
             .span = span(at, at + 1),
             .message = "The file is not UTF-8 text from here on, so nothing of it is read"});
        return out;
    }
    read_documents(text, text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0, out);
    return out;
}

bool is_true(const Node& node) {
    return is_plain_word(node, words_for_true);
}

bool is_false(const Node& node) {
    return is_plain_word(node, words_for_false);
}

bool is_number(const Node& node) {
    if (!node.is_text() || node.quoted || node.text.empty()) {
        return false;
    }
    const std::string_view text = node.text;
    const std::size_t sign = text.front() == '-' || text.front() == '+' ? 1 : 0;
    return text.size() > sign && text.find_first_not_of("0123456789.", sign) == std::string_view::npos &&
           std::ranges::count(text, '.') <= 1 && text.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace dockwright::config
