#include "lint/shellcheck/scripts.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "lint/shellcheck/shell_line.hpp"
#include "model/shell_source.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::shellcheck {
namespace {

constexpr std::size_t largest_script = 128U << 10U;

/// BuildKit lets every build have these: its documentation, "Predefined ARGs".
constexpr std::array<std::string_view, 10> proxies = {
    "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY",
    "ftp_proxy",  "NO_PROXY",   "no_proxy",    "ALL_PROXY",   "all_proxy"};

bool is_name(std::string_view name) {
    return !name.empty() && !ascii::is_digit(name.front()) && std::ranges::all_of(name, ascii::is_name);
}

bool is_directive(std::string_view comment) {
    return ascii::trimmed(comment).starts_with("shellcheck ");
}

class Builder {
public:
    explicit Builder(const model::Document& document) : document_(document) {}

    std::optional<Script> build(std::uint32_t index) {
        const model::ShellText& text = document_.commands().texts[index];
        const model::Instruction& run = document_.instruction(text);
        std::string line = shell_line(document_, text);
        if (line.empty()) {
            return std::nullopt;
        }
        const syntax::Joined source = model::shell_source(document_, run, scratch_, pieces_);
        if (source.text.size() > largest_script) {
            return std::nullopt;
        }
        script_ = {.text_index = index, .text = {}, .pieces = {}};
        add(line + '\n');
        directives(document_.instructions()[text.instruction]);
        const std::size_t own_line = source.text.starts_with("#!") ? line_end(source.text, 0) : 0;
        const std::size_t head = comments_end(source.text, own_line);
        add(source, own_line, head);
        if (head > own_line && source.text[head - 1] != '\n') {
            add("\n");
        }
        exports(text);
        add(source, head, source.text.size());
        make_utf8();
        return std::move(script_);
    }

private:
    static std::size_t line_end(std::string_view text, std::size_t at) {
        return std::min(text.find('\n', at), text.size() - 1) + 1;
    }

    /// Comments in front of all commands are about all of them, so nothing may come between.
    static std::size_t comments_end(std::string_view text, std::size_t at) {
        while (at < text.size() && text[at] == '#') {
            at = line_end(text, at);
        }
        return at;
    }

    void add(std::string_view ours) {
        script_.pieces.push_back({static_cast<std::uint32_t>(script_.text.size()), std::nullopt});
        script_.text += ours;
    }

    void add(const syntax::Joined& source, std::size_t begin, std::size_t end) {
        if (begin == end) {
            return;
        }
        const std::size_t at = script_.text.size();
        script_.pieces.push_back({static_cast<std::uint32_t>(at), source.source(begin)});
        for (const syntax::Piece& piece : source.pieces) {
            if (piece.at > begin && piece.at < end) {
                script_.pieces.push_back({static_cast<std::uint32_t>(at + piece.at - begin), piece.source});
            }
        }
        script_.text += source.text.substr(begin, end - begin);
    }

    void directives(const model::Instruction& run) {
        const auto put = [&](const syntax::Comment& comment) {
            if (is_directive(comment.text)) {
                add("# " + std::string(ascii::trimmed(comment.text)) + "\n");
            }
        };
        std::ranges::for_each(document_.syntax().comments_of(run), put);
        const std::vector<syntax::Comment>& all = document_.syntax().comments;
        auto inside = std::ranges::lower_bound(all, run.span.begin, {},
                                               [](const syntax::Comment& c) { return c.span.begin; });
        for (; inside != all.end() && inside->span.begin < run.span.end; ++inside) {
            put(*inside);
        }
    }

    void exports(const model::ShellText& text) {
        std::vector<std::string_view> names(proxies.begin(), proxies.end());
        const model::Instruction& run = document_.instructions()[text.instruction];
        for (const model::Stage* stage = text.onbuild ? nullptr : document_.stage_of(run);
             stage != nullptr;) {
            for (const model::Binding& binding :
                 std::span(document_.bindings())
                     .subspan(stage->bindings_begin, stage->bindings_end - stage->bindings_begin)) {
                const bool before = !binding.instruction || *binding.instruction < text.instruction;
                if (before && is_name(binding.name)) {
                    names.push_back(binding.name);
                }
            }
            stage = stage->image.stage ? &document_.stages()[*stage->image.stage] : nullptr;
        }
        std::ranges::sort(names);
        const auto repeated = std::ranges::unique(names);
        names.erase(repeated.begin(), repeated.end());
        std::string line = "export";
        for (const std::string_view name : names) {
            line.append(" ").append(name).append("=1");
        }
        add(line + '\n');
    }

    void make_utf8() {
        std::string& text = script_.text;
        for (std::size_t at = 0; at < text.size();) {
            const utf8::Character character = utf8::decode(text, at);
            if (character.code == U'\uFFFD' && character.size == 1) {
                text[at] = '?';
            }
            at += character.size;
        }
    }

    const model::Document& document_;
    std::string scratch_;
    std::vector<syntax::Piece> pieces_;
    Script script_;
};

} // namespace

std::size_t Script::at(model::ShellCheckComment::Place place) const {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < place.line; ++line) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) {
            return text.size();
        }
        begin = end + 1;
    }
    for (std::uint32_t column = 1; column < place.column; ++column) {
        if (begin == text.size() || text[begin] == '\n') {
            break;
        }
        begin += utf8::decode(text, begin).size;
    }
    return begin;
}

const Script::Piece& Script::piece(std::size_t at) const {
    const auto behind =
        std::ranges::upper_bound(pieces, at, {}, [](const Piece& p) { return std::size_t{p.at}; });
    return *std::prev(behind);
}

std::optional<Span> Script::source(std::size_t begin, std::size_t end) const {
    if (begin >= end || end > text.size()) {
        return std::nullopt;
    }
    const Piece& first = piece(begin);
    const Piece& last = piece(end - 1);
    if (!first.source || !last.source) {
        return std::nullopt;
    }
    const Span span{*first.source + (begin - first.at), *last.source + (end - last.at)};
    return span.begin < span.end ? std::optional(span) : std::nullopt;
}

std::optional<Span> Script::same_source(std::size_t begin, std::size_t end) const {
    if (begin == end) { // what stands behind it says where it is, else what stands before it
        if (const auto behind = source(begin, begin + 1)) {
            return Span{behind->begin, behind->begin};
        }
        const auto before = begin == 0 ? std::nullopt : source(begin - 1, begin);
        return before ? std::optional(Span{before->end, before->end}) : std::nullopt;
    }
    const auto found = source(begin, end);
    return found && &piece(begin) == &piece(end - 1) ? found : std::nullopt;
}

std::vector<Script> scripts(const model::Document& document) {
    std::vector<Script> out;
    const std::vector<model::ShellText>& texts = document.commands().texts;
    Builder builder(document);
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        if (texts[i].origin == model::ShellText::Origin::run) {
            if (auto script = builder.build(i)) {
                out.push_back(std::move(*script));
            }
        }
    }
    return out;
}

} // namespace dockwright::lint::shellcheck
