#include "base/ascii.hpp"
#include "base/embedded/escapes.hpp"
#include "base/embedded/written.hpp"
#include "base/json_text.hpp"
#include <algorithm>
#include <limits>

namespace dockwright {
namespace {

void put(Written& out, char c, std::size_t begin, std::size_t end) {
    out.text += c;
    out.bytes.push_back(span(begin, end));
}

std::optional<Written> read_hcl_quoted(std::string_view host, std::size_t begin) {
    Written out{.as = WrittenAs::hcl_quoted};
    int open = 0; // templates, in which quotes end nothing
    for (std::size_t at = begin + 1; at < host.size();) {
        const std::string_view rest = host.substr(at);
        if (open == 0 && rest.front() == '"') {
            out.span = span(begin, at + 1);
            return out;
        }
        if (open == 0 && (rest.front() == '\n' || rest.starts_with("%{"))) {
            return std::nullopt;
        }
        if (open == 0 && rest.front() == '\\') {
            if (!read_hcl_escape(host, at, out)) {
                return std::nullopt;
            }
            continue;
        }
        if (open == 0 && rest.starts_with("%%{")) {
            put(out, '%', at, at + 2);
            put(out, '{', at + 2, at + 3);
            at += 3;
            continue;
        }
        const bool doubled = open == 0 && rest.starts_with("$${");
        const std::size_t size = doubled ? 3 : rest.starts_with("${") ? 2 : 1;
        open += size == 2 ? 1 : rest.front() == '}' && open > 0 ? -1 : 0;
        for (std::size_t i = 0; i < size; ++i, ++at) {
            put(out, host[at], at, at + 1);
        }
    }
    return std::nullopt;
}

/// A line of a heredoc, without what belongs to its break.
struct Line {
    std::size_t begin = 0;
    std::size_t next = 0;
};

/// Nothing: no line ends it.
std::optional<std::vector<Line>> heredoc_lines(std::string_view host, std::size_t at, std::string_view end) {
    std::vector<Line> out;
    while (at < host.size()) {
        const std::size_t feed = std::min(host.find('\n', at), host.size());
        if (ascii::trimmed(host.substr(at, feed - at)) == end) {
            return out;
        }
        out.push_back({.begin = at, .next = std::min(feed + 1, host.size())});
        at = feed + 1;
    }
    return std::nullopt;
}

std::size_t blanks_of(std::string_view line) {
    return std::min(line.find_first_not_of(" \t"), line.size());
}

/// What `<<-` takes away from each line: the least that stands before one that is not empty.
std::size_t common_indent(std::string_view host, const std::vector<Line>& lines) {
    std::size_t out = std::numeric_limits<std::size_t>::max();
    for (const Line& line : lines) {
        const std::string_view text = host.substr(line.begin, line.next - line.begin);
        out = ascii::trimmed(text).empty() ? out : std::min(out, blanks_of(text));
    }
    return out == std::numeric_limits<std::size_t>::max() ? 0 : out;
}

std::optional<Written> read_heredoc(std::string_view host, std::size_t begin) {
    std::size_t at = begin + 2;
    const bool indented = host.substr(at).starts_with('-');
    at += indented ? 1 : 0;
    const std::size_t feed = std::min(host.find('\n', at), host.size());
    const std::string_view end = ascii::trimmed(host.substr(at, feed - at));
    const auto lines = end.empty() ? std::nullopt : heredoc_lines(host, feed + 1, end);
    if (!lines) {
        return std::nullopt;
    }
    const std::size_t indent = indented ? common_indent(host, *lines) : 0;
    Written out{.as = WrittenAs::hcl_heredoc,
                .span = span(begin, lines->empty() ? feed : lines->back().next),
                .indent = static_cast<std::uint32_t>(indent)};
    for (const Line& line : *lines) {
        const std::string_view text = host.substr(line.begin, line.next - line.begin);
        const std::size_t skipped = ascii::trimmed(text).empty() ? 0 : indent;
        for (std::size_t i = line.begin + skipped; i < line.next; ++i) {
            if (host.substr(i).starts_with("%{")) {
                return std::nullopt; // a directive, which decides what stands there
            }
            const bool doubled = host.substr(i).starts_with("%%{");
            put(out, host[i], i, i + (doubled ? 2 : 1));
            if (doubled) {
                i += 2;
                put(out, '{', i, i + 1);
            }
        }
    }
    return out;
}

/// Without its quotes. YAML and HCL know what JSON escapes, but for what no Dockerfile needs.
std::string escaped(std::string_view text) {
    std::string out;
    json_text::append(out, text);
    return out.substr(1, out.size() - 2);
}

} // namespace

std::optional<Written> read_json_string(std::string_view host, Offset begin) {
    std::size_t at = begin.index();
    if (at >= host.size() || host[at] != '"') {
        return std::nullopt;
    }
    Written out{.as = WrittenAs::json};
    for (++at; at < host.size() && host[at] != '\n';) {
        if (host[at] == '"') {
            out.span = {begin, offset(at + 1)};
            return out;
        }
        if (host[at] != '\\') {
            put(out, host[at], at, at + 1);
            ++at;
        } else if (!read_json_escape(host, at, out)) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<Written> read_hcl_text(std::string_view host, Offset begin) {
    const std::size_t at = begin.index();
    if (at < host.size() && host[at] == '"') {
        return read_hcl_quoted(host, at);
    }
    return host.substr(std::min(at, host.size())).starts_with("<<") ? read_heredoc(host, at) : std::nullopt;
}

std::optional<std::string> written(const Written& like, std::string_view text) {
    std::string out;
    switch (like.as) {
    case WrittenAs::json:
    case WrittenAs::hcl_quoted:
    case WrittenAs::yaml_double: return escaped(text);
    case WrittenAs::yaml_literal:
    case WrittenAs::hcl_heredoc:
        for (const char c : text) {
            out += c;
            out.append(c == '\n' ? like.indent : 0, ' ');
        }
        return text.contains('\r') ? std::nullopt : std::optional(std::move(out));
    case WrittenAs::yaml_single:
        for (const char c : text) {
            out.append(c == '\'' ? 2 : 1, c);
        }
        break;
    case WrittenAs::yaml_folded: out = text; break;
    case WrittenAs::yaml_plain: return std::nullopt; // a `#` or `: ` would have a sense of its own
    }
    return text.contains('\n') || text.contains('\r') ? std::nullopt : std::optional(std::move(out));
}

} // namespace dockwright
