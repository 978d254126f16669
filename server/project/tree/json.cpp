#include "project/tree/tree.hpp"
#include <boost/json/basic_parser_impl.hpp>
#include <limits>

namespace dockwright::project {
namespace {

namespace json = boost::json;

/// Puts the tree together from the parser's events; `line` is that of the text that it is given.
class Handler {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    std::uint32_t line = 1;

    Tree finish() {
        while (!open_.empty()) {
            close();
        }
        return std::move(root_);
    }

    // NOLINTBEGIN(readability-identifier-naming): the parser's names
    bool on_document_begin(json::error_code& /*ec*/) { return true; }
    bool on_document_end(json::error_code& /*ec*/) { return true; }
    bool on_object_begin(json::error_code& /*ec*/) { return begin(Tree::Kind::table); }
    bool on_object_end(std::size_t /*count*/, json::error_code& /*ec*/) { return close(); }
    bool on_array_begin(json::error_code& /*ec*/) { return begin(Tree::Kind::list); }
    bool on_array_end(std::size_t /*count*/, json::error_code& /*ec*/) { return close(); }
    bool on_key_part(std::string_view part, std::size_t /*count*/, json::error_code& /*ec*/) {
        text_ += part;
        return true;
    }
    bool on_key(std::string_view part, std::size_t /*count*/, json::error_code& /*ec*/) {
        open_.back().keys.push_back(text_.append(part));
        text_.clear();
        key_line_ = line;
        return true;
    }
    bool on_string_part(std::string_view part, std::size_t /*count*/, json::error_code& /*ec*/) {
        text_ += part;
        return true;
    }
    bool on_string(std::string_view part, std::size_t /*count*/, json::error_code& /*ec*/) {
        text_ += part;
        return put_text(true);
    }
    bool on_number_part(std::string_view part, json::error_code& /*ec*/) {
        text_ += part;
        return true;
    }
    bool on_int64(std::int64_t /*value*/, std::string_view part, json::error_code& /*ec*/) {
        return number(part);
    }
    bool on_uint64(std::uint64_t /*value*/, std::string_view part, json::error_code& /*ec*/) {
        return number(part);
    }
    bool on_double(double /*value*/, std::string_view part, json::error_code& /*ec*/) { return number(part); }
    bool on_bool(bool value, json::error_code& /*ec*/) {
        text_ = value ? "true" : "false";
        return put_text(false);
    }
    bool on_null(json::error_code& /*ec*/) { return put({}); }
    bool on_comment_part(std::string_view /*part*/, json::error_code& /*ec*/) { return true; }
    bool on_comment(std::string_view /*part*/, json::error_code& /*ec*/) { return true; }
    // NOLINTEND(readability-identifier-naming)

private:
    bool number(std::string_view part) {
        text_ += part;
        return put_text(false);
    }

    bool put_text(bool quoted) {
        Tree out{.kind = Tree::Kind::text, .quoted = quoted, .text = std::move(text_)};
        text_.clear();
        return put(std::move(out));
    }

    bool begin(Tree::Kind kind) {
        Tree out{.kind = kind};
        out.line = line_of_item();
        open_.push_back(std::move(out));
        return true;
    }

    std::uint32_t line_of_item() const {
        return !open_.empty() && open_.back().is_table() ? key_line_ : line;
    }

    bool close() {
        Tree done = std::move(open_.back());
        open_.pop_back();
        done.keys.resize(done.is_table() ? done.items.size() : 0);
        const std::uint32_t begun = done.line;
        put(std::move(done));
        last_put_->line = begun;
        return true;
    }

    bool put(Tree item) {
        item.line = line_of_item();
        if (open_.empty()) {
            root_ = std::move(item);
            last_put_ = &root_;
        } else {
            open_.back().items.push_back(std::move(item));
            last_put_ = &open_.back().items.back();
        }
        return true;
    }

    Tree root_;
    Tree* last_put_ = nullptr;
    std::vector<Tree> open_;
    std::string text_;
    std::uint32_t key_line_ = 1;
};

} // namespace

TreeFile read_json(std::string_view text) {
    json::parse_options options;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    options.allow_invalid_utf8 = true;
    options.max_depth = 64;
    json::basic_parser<Handler> parser(options);
    json::error_code ec;
    TreeFile out;
    // Line by line: so the events of a line are those that come while it is given.
    for (std::size_t begin = 0; begin < text.size() && !ec;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        parser.write_some(end < text.size(), text.data() + begin, end - begin, ec);
        if (ec) {
            out.broken_line = parser.handler().line;
        }
        if (ec || parser.done()) {
            break;
        }
        begin = end;
        ++parser.handler().line;
    }
    if (out.broken_line == 0 && !parser.done()) {
        out.broken_line = parser.handler().line;
    }
    out.root = parser.handler().finish();
    return out;
}

} // namespace dockwright::project
