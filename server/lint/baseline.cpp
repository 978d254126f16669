#include "lint/baseline.hpp"
#include "base/message.hpp"
#include "lint/fingerprint.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

namespace dockwright::lint {
namespace {

constexpr std::string_view first_line = "# dockwright baseline 1: findings that were there before";
constexpr std::string_view format_name = "# dockwright baseline 1";
constexpr std::size_t longest_rule = 128;
/// PATH_MAX of Linux, every byte of it escaped.
constexpr std::size_t longest_path = 8192;

/// Takes what stands before the next blank.
std::string_view take_word(std::string_view& line) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    return word;
}

template <class Number>
std::optional<Number> whole_number(std::string_view word, int base) {
    Number out{};
    const auto [end, ec] = std::from_chars(word.data(), word.data() + word.size(), out, base);
    return ec == std::errc{} && end == word.data() + word.size() ? std::optional(out) : std::nullopt;
}

bool is_rule_id(std::string_view word) {
    return !word.empty() && word.size() <= longest_rule && std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void append_escaped(std::string& out, std::string_view path) {
    for (const char c : path) {
        switch (c) {
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        default: out += c;
        }
    }
}

std::optional<std::string> unescaped(std::string_view written) {
    std::string out;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] != '\\') {
            out += written[i];
            continue;
        }
        const char next = ++i < written.size() ? written[i] : ' ';
        if (next != '\\' && next != 'n' && next != 'r') {
            return std::nullopt;
        }
        out += next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
    }
    return out.empty() || out.size() > longest_path ? std::nullopt : std::optional(std::move(out));
}

/// False: it is no line of a baseline.
bool read_line(std::string_view line, Baseline& out) {
    const std::string_view digits = take_word(line);
    const auto fingerprint = whole_number<std::uint64_t>(digits, 16);
    const auto count = whole_number<std::uint32_t>(take_word(line), 10);
    const std::string_view rule = take_word(line);
    auto path = unescaped(line);
    if (digits.size() != 16 || !fingerprint || !count || *count == 0 || !is_rule_id(rule) || !path) {
        return false;
    }
    out[std::move(*path)].push_back(
        {.rule = std::string(rule), .fingerprint = *fingerprint, .count = *count});
    return true;
}

auto identity(const BaselineEntry& entry) {
    return std::tie(entry.rule, entry.fingerprint);
}

/// Of what is there more than once the largest count stays.
void order(std::vector<BaselineEntry>& entries) {
    std::ranges::sort(entries, std::ranges::greater{});
    const auto repeated = std::ranges::unique(entries, {}, identity);
    entries.erase(repeated.begin(), repeated.end());
    std::ranges::reverse(entries);
}

Problem no_baseline(std::string_view shown, std::size_t line) {
    return {"not-a-baseline",
            line == 1 ? message("'{}' is no baseline of 'dockwright lint': its first line isn't '{}'",
                                {shown, format_name})
                      : message("'{}' is no baseline of 'dockwright lint': line {} isn't one of its lines",
                                {shown, std::to_string(line)}),
            "Name the file that --write-baseline wrote"};
}

} // namespace

std::expected<Baseline, Problem> read_baseline(std::string_view bytes, std::string_view shown) {
    Baseline out;
    for (std::size_t number = 1; !bytes.empty() || number == 1; ++number) {
        std::string_view line = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
        if (line.ends_with('\r')) { // a checkout on Windows
            line.remove_suffix(1);
        }
        const bool right = number == 1 ? line.starts_with(format_name)
                                       : line.empty() || line.starts_with('#') || read_line(line, out);
        if (!right) {
            return std::unexpected(no_baseline(shown, number));
        }
    }
    for (auto& [path, entries] : out) {
        order(entries);
    }
    return out;
}

std::string baseline_text(const Baseline& baseline) {
    std::string out(first_line);
    out += '\n';
    for (const auto& [path, entries] : baseline) {
        for (const BaselineEntry& entry : entries) {
            out += message("{} {} {} ",
                           {hexadecimal(entry.fingerprint), std::to_string(entry.count), entry.rule});
            append_escaped(out, path);
            out += '\n';
        }
    }
    return out;
}

std::vector<BaselineEntry> baseline_entries(std::string_view text, std::span<const Finding> findings) {
    const LineIndex lines(text);
    std::map<std::pair<std::string_view, std::uint64_t>, std::uint32_t> counts;
    for (const Finding& finding : findings) {
        ++counts[{finding.rule->id, fingerprint(text, lines, finding)}];
    }
    std::vector<BaselineEntry> out;
    out.reserve(counts.size());
    for (const auto& [key, count] : counts) {
        out.push_back({.rule = std::string(key.first), .fingerprint = key.second, .count = count});
    }
    return out;
}

std::vector<BaselineEntry> drop_known(std::vector<Finding>& findings, std::string_view text,
                                      std::span<const BaselineEntry> entries) {
    const LineIndex lines(text);
    std::map<std::pair<std::string_view, std::uint64_t>, std::uint32_t> left;
    for (const BaselineEntry& entry : entries) {
        left[{entry.rule, entry.fingerprint}] = entry.count;
    }
    std::erase_if(findings, [&](const Finding& finding) {
        const auto known = left.find({finding.rule->id, fingerprint(text, lines, finding)});
        return known != left.end() && known->second > 0 && known->second-- > 0;
    });
    std::vector<BaselineEntry> out;
    for (const auto& [key, count] : left) {
        if (count > 0) {
            out.push_back({.rule = std::string(key.first), .fingerprint = key.second, .count = count});
        }
    }
    return out;
}

} // namespace dockwright::lint
