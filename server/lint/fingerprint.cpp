#include "lint/fingerprint.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <unordered_map>

namespace dockwright::lint {
namespace {

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// Words with one blank between, so that indenting or aligning anew changes nothing.
std::uint64_t hash_words(std::string_view text, std::uint64_t hash) {
    const auto is_no_blank = [](char c) { return !is_blank(c); };
    for (auto at = std::ranges::find_if(text, is_no_blank); at != text.end();) {
        const auto end = std::find_if(at, text.end(), is_blank);
        hash = stable_hash(" ", stable_hash({at, end}, hash));
        at = std::find_if(end, text.end(), is_no_blank);
    }
    return stable_hash("\n", hash);
}

} // namespace

std::uint64_t stable_hash(std::string_view bytes, std::uint64_t from) {
    for (const char c : bytes) {
        from = (from ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3U;
    }
    return from;
}

std::string hexadecimal(std::uint64_t number) {
    std::string out(16, '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, number >>= 4U) {
        *digit = "0123456789abcdef"[number & 15U];
    }
    return out;
}

std::uint64_t fingerprint(std::string_view text, const LineIndex& lines, const Finding& finding) {
    const Span line = lines.line_span(lines.line(finding.span.begin));
    const Offset begin = std::min(finding.span.begin, line.end);
    const Span marked{begin, std::clamp(finding.span.end, begin, line.end)};
    const std::uint64_t rule = stable_hash("\n", stable_hash(finding.rule->id));
    return hash_words(marked.of(text), hash_words(line.of(text), rule));
}

std::vector<Fingerprint> fingerprints(std::string_view text, const LineIndex& lines,
                                      std::span<const Finding> findings) {
    std::vector<Fingerprint> out;
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    out.reserve(findings.size());
    for (const Finding& finding : findings) {
        const std::uint64_t value = fingerprint(text, lines, finding);
        out.push_back({.value = value, .number = seen[value]++});
    }
    return out;
}

} // namespace dockwright::lint
