#include "base/embedded/embedded.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright {
namespace {

/// How long the variable is that begins with the text's `$`; 0: it is none, or has no end.
std::size_t variable_size(std::string_view text, Dollars dollars) {
    if (text.starts_with("${")) {
        int open = 0;
        for (std::size_t i = 1; i < text.size(); ++i) {
            open += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        return 0;
    }
    if (dollars != Dollars::compose || text.size() < 2 || !ascii::is_name(text[1]) ||
        ascii::is_digit(text[1])) {
        return 0;
    }
    const auto* end = std::ranges::find_if_not(text.substr(1), ascii::is_name);
    return static_cast<std::size_t>(end - text.begin());
}

/// The variables of a text, as they are written.
std::vector<std::string_view> variables_of(std::string_view raw, Dollars dollars) {
    std::vector<std::string_view> out;
    const std::string_view doubled = dollars == Dollars::hcl ? "$${" : "$$";
    for (std::size_t at = 0; dollars != Dollars::plain && at < raw.size();) {
        const std::string_view rest = raw.substr(at);
        const std::size_t size = rest.front() != '$'         ? 0
                                 : rest.starts_with(doubled) ? 0
                                                             : variable_size(rest, dollars);
        if (size > 0) {
            out.push_back(rest.substr(0, size));
        }
        at += size > 0 ? size : rest.starts_with(doubled) ? doubled.size() : 1;
    }
    return out;
}

std::optional<Written> read_again(std::string_view host, const Written& like, std::string_view expected) {
    switch (like.as) {
    case WrittenAs::json: return read_json_string(host, like.span.begin);
    case WrittenAs::hcl_quoted:
    case WrittenAs::hcl_heredoc: return read_hcl_text(host, like.span.begin);
    default: return read_yaml_scalar(host, like.span.begin, expected);
    }
}

} // namespace

Embedded::Embedded(Written written, Dollars dollars, const ValueOf& value_of)
    : written_(std::move(written)), dollars_(dollars) {
    replace_variables(value_of);
}

Embedded Embedded::without_places(std::string text, Span belongs_to, Dollars dollars,
                                  const ValueOf& value_of) {
    Written written{.span = belongs_to};
    written.bytes.assign(text.size(), belongs_to);
    written.text = std::move(text);
    Embedded out(std::move(written), dollars, value_of);
    out.placed_ = false;
    return out;
}

void Embedded::take(std::string_view text, Span raw, From from) {
    text_ += text;
    bytes_.insert(bytes_.end(), text.size(), {raw, from});
}

void Embedded::replace_variables(const ValueOf& value_of) {
    const std::string_view raw = written_.text;
    for (std::size_t at = 0; at < raw.size();) {
        const std::string_view rest = raw.substr(at);
        const bool dollar = dollars_ != Dollars::plain && rest.front() == '$';
        if (dollar && rest.starts_with(dollars_ == Dollars::hcl ? "$${" : "$$")) {
            take("$", span(at, at + 2), From::text);
            at += 2;
            if (dollars_ == Dollars::hcl) {
                take("{", span(at, at + 1), From::text);
                ++at;
            }
            continue;
        }
        const std::size_t size = dollar ? variable_size(rest, dollars_) : 0;
        if (size == 0) {
            take(rest.substr(0, 1), span(at, at + 1), From::text);
            ++at;
            continue;
        }
        const auto value = value_of ? value_of(rest.substr(0, size)) : std::nullopt;
        if (value) {
            take(*value, span(at, at + size), From::known);
            values_.emplace_back(rest.substr(0, size), *value);
        } else {
            for (std::size_t i = at; i < at + size; ++i) {
                take(raw.substr(i, 1), span(i, i + 1), From::unknown);
            }
        }
        at += size;
    }
}

Span Embedded::raw_of(Span part) const {
    const std::size_t begin = std::min(part.begin.index(), bytes_.size());
    const std::size_t end = std::clamp(part.end.index(), begin, bytes_.size());
    const Offset from = begin < bytes_.size() ? bytes_[begin].raw.begin : offset(written_.text.size());
    return {from, begin == end ? from : std::max(from, bytes_[end - 1].raw.end)};
}

Span Embedded::host_of(Span raw) const {
    const std::vector<Span>& bytes = written_.bytes;
    if (bytes.empty()) {
        return {written_.span.begin, written_.span.begin};
    }
    const Offset from = raw.begin.index() < bytes.size() ? bytes[raw.begin.index()].begin : bytes.back().end;
    return {from, raw.empty() ? from : std::max(from, bytes[raw.end.index() - 1].end)};
}

Span Embedded::place(Span part) const {
    return placed_ ? host_of(raw_of(part)) : written_.span;
}

bool Embedded::is_unknown(Span part) const {
    const std::size_t begin = std::min(part.begin.index(), bytes_.size());
    const std::size_t end = std::clamp(part.end.index(), begin, bytes_.size());
    return std::any_of(bytes_.begin() + static_cast<std::ptrdiff_t>(begin),
                       bytes_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Byte& byte) { return byte.from == From::unknown; });
}

std::string Embedded::with_dollars(std::string_view text) const {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        const bool doubled =
            text[i] == '$' &&
            (dollars_ == Dollars::compose || (dollars_ == Dollars::hcl && text.substr(i).starts_with("${")));
        out.append(doubled ? 1 : 0, '$');
    }
    return out;
}

/// Whether the host holds this raw text, the same variables, and this text once they are replaced.
bool Embedded::reads_as(std::string_view host, std::string_view raw, std::string_view text) const {
    auto again = read_again(host, written_, raw);
    if (!again || again->text != raw ||
        variables_of(written_.text, dollars_) != variables_of(raw, dollars_)) {
        return false;
    }
    const Embedded other(std::move(*again), dollars_, [&](std::string_view variable) {
        const auto known = std::ranges::find(values_, variable, &std::pair<std::string, std::string>::first);
        return known == values_.end() ? std::nullopt : std::optional(known->second);
    });
    return other.text() == text;
}

std::optional<std::vector<TextEdit>> Embedded::place(std::string_view host,
                                                     std::span<const TextEdit> edits) const {
    if (!placed_ || written_.bytes.empty()) { // of an empty text no place is known
        return std::nullopt;
    }
    std::vector<TextEdit> of_raw;
    std::vector<TextEdit> of_host;
    for (const TextEdit& edit : edits) {
        for (std::size_t i = edit.span.begin.index(); i < edit.span.end.index(); ++i) {
            if (i >= bytes_.size() || bytes_[i].from != From::text) {
                return std::nullopt;
            }
        }
        const Span raw = raw_of(edit.span);
        const std::string text = with_dollars(edit.text);
        auto as_written = written(written_, text);
        if (!as_written) {
            return std::nullopt;
        }
        of_raw.push_back({raw, text});
        of_host.push_back({host_of(raw), std::move(*as_written)});
    }
    for (std::size_t i = 0; i < of_host.size(); ++i) {
        for (std::size_t j = i + 1; j < of_host.size(); ++j) {
            if (conflict(of_raw[i], of_raw[j]) || conflict(of_host[i], of_host[j])) {
                return std::nullopt;
            }
        }
    }
    const std::string expected = dockwright::apply(written_.text, of_raw);
    return reads_as(dockwright::apply(host, of_host), expected, dockwright::apply(text_, edits))
               ? std::optional(std::move(of_host))
               : std::nullopt;
}

} // namespace dockwright
