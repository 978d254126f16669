#include "lint/label_values.hpp"
#include "base/ascii.hpp"
#include "model/spdx_ids.gen.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint {
namespace {

bool is_hex(char c) {
    return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f');
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, ascii::is_digit);
}

bool is_alphanumeric(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c);
}

/// Cuts at the first `mark`; without one the second part is "".
std::string_view cut(std::string_view& text, char mark) {
    const std::size_t at = text.find(mark);
    const std::string_view front = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return front;
}

// --- URL ------------------------------------------------------------------------------------------

/// Only characters that may stand as they are, and `%` with two digits.
bool has_only(std::string_view text, std::string_view besides) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) {
                return false;
            }
        } else if (!is_alphanumeric(c) && !std::string_view("-._~!$&'()*+,;=").contains(c) &&
                   !besides.contains(c)) {
            return false;
        }
    }
    return true;
}

bool is_ip_literal(std::string_view host) {
    return host.size() > 2 && host.front() == '[' && host.back() == ']' && host.contains(':') &&
           std::ranges::all_of(host.substr(1, host.size() - 2),
                               [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

bool is_authority(std::string_view text) {
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        if (!has_only(text.substr(0, at), ":")) {
            return false;
        }
        text.remove_prefix(at + 1);
    }
    const std::size_t colon =
        text.find(':', text.starts_with('[') ? std::min(text.find(']'), text.size()) : 0);
    const std::string_view host = text.substr(0, colon);
    const std::string_view port =
        colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    return (is_ip_literal(host) || has_only(host, "")) && std::ranges::all_of(port, ascii::is_digit);
}

// --- semantic version -----------------------------------------------------------------------------

bool is_identifiers(std::string_view text, bool numbers_have_no_zero) {
    while (true) {
        const std::size_t dot = text.find('.');
        const std::string_view one = text.substr(0, dot);
        const bool is_zero_led = one.size() > 1 && one.front() == '0' && all_digits(one);
        if (one.empty() || !std::ranges::all_of(one, [](char c) { return is_alphanumeric(c) || c == '-'; }) ||
            (is_zero_led && numbers_have_no_zero)) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

// --- time -----------------------------------------------------------------------------------------

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        value = (value * 10 + (c - '0')) % 400'000; // keeps what leap years depend on
    }
    return value;
}

bool is_date(std::string_view text, Reading reading) {
    const std::string_view year = cut(text, '-');
    const std::string_view month = cut(text, '-');
    if (!all_digits(year) || (reading == Reading::strict && year.size() != 4) || month.size() != 2 ||
        text.size() != 2 || !all_digits(month) || !all_digits(text)) {
        return false;
    }
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int y = number(year);
    const int m = number(month);
    const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return m >= 1 && m <= 12 && number(text) >= 1 &&
           number(text) <= lengths[m - 1] + (m == 2 && leap ? 1 : 0);
}

bool is_zone(std::string_view text, Reading reading) {
    if (text == "Z" || text == "z") {
        return true;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return false;
    }
    text.remove_prefix(1);
    const bool colon = text.size() == 5 && text[2] == ':';
    const std::string_view hours = text.substr(0, 2);
    const std::string_view minutes = text.size() < 2 ? text : text.substr(text.size() - 2);
    if ((!colon && (text.size() != 4 || reading == Reading::strict)) || !all_digits(hours) ||
        !all_digits(minutes)) {
        return false;
    }
    return reading == Reading::lenient || (number(hours) <= 23 && number(minutes) <= 59);
}

bool is_time(std::string_view text, Reading reading) {
    constexpr std::size_t clock = 8; // hh:mm:ss
    if (text.size() <= clock || text[2] != ':' || text[5] != ':') {
        return false;
    }
    const std::string_view hour = text.substr(0, 2);
    const std::string_view minute = text.substr(3, 2);
    const std::string_view second = text.substr(6, 2);
    text.remove_prefix(clock);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
        if (end == 0 && reading == Reading::strict) {
            return false;
        }
        text.remove_prefix(end);
    }
    return all_digits(hour) && all_digits(minute) && all_digits(second) && number(hour) <= 23 &&
           number(minute) <= 59 && number(second) <= 60 && is_zone(text, reading);
}

// --- licence --------------------------------------------------------------------------------------

bool is_licence(std::string_view id, bool model::SpdxId::* list) {
    const auto found = std::ranges::lower_bound(model::spdx_ids, id, {}, &model::SpdxId::id);
    return found != model::spdx_ids.end() && found->id == id && (*found).*list;
}

bool is_reference(std::string_view id) {
    return (id.starts_with("LicenseRef-") || id.starts_with("DocumentRef-")) &&
           std::ranges::all_of(id,
                               [](char c) { return is_alphanumeric(c) || c == '-' || c == '.' || c == ':'; });
}

/// Reads `id`, `id+`, `id WITH exception`, `( … )`, joined by AND and OR.
class Expression {
public:
    explicit Expression(std::string_view text) : rest_(text) {}

    bool is_whole() { return terms(0) && next().empty(); }

private:
    std::string_view next() {
        rest_ = ascii::trimmed(rest_);
        const bool bracket = rest_.starts_with('(') || rest_.starts_with(')');
        const std::size_t size = bracket ? 1 : std::min(rest_.find_first_of(" \t()"), rest_.size());
        const std::string_view token = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return token;
    }
    bool take(std::string_view wanted) {
        const std::string_view before = rest_;
        if (next() == wanted) {
            return true;
        }
        rest_ = before;
        return false;
    }
    bool terms(int depth) {
        constexpr int deepest = 50;
        do {
            if (depth > deepest || !term(depth)) {
                return false;
            }
        } while (take("AND") || take("OR"));
        return true;
    }
    bool term(int depth) {
        std::string_view id = next();
        if (id == "(") {
            return terms(depth + 1) && take(")");
        }
        if (id.ends_with('+')) {
            id.remove_suffix(1);
        }
        if (!is_licence(id, &model::SpdxId::in_new) && !is_reference(id)) {
            return false;
        }
        return !take("WITH") || !next().empty();
    }

    std::string_view rest_;
};

// --- address --------------------------------------------------------------------------------------

/// Without comments in parentheses and blanks around what is left.
std::string without_comments(std::string_view text) {
    std::string out;
    int depth = 0;
    bool quoted = false;
    for (const char c : text) {
        quoted = (c == '"' && depth == 0) != quoted;
        depth += !quoted && c == '(' ? 1 : 0;
        if (depth == 0) {
            out += c;
        }
        depth -= !quoted && c == ')' && depth > 0 ? 1 : 0;
    }
    return std::string(ascii::trimmed(out));
}

bool is_local_part(std::string_view text) {
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
        return !text.substr(1, text.size() - 2).contains('"');
    }
    const auto is_atom = [](char c) {
        return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
    };
    return !text.empty() && !text.contains("..") && text.front() != '.' && text.back() != '.' &&
           std::ranges::all_of(text, [&](char c) { return is_atom(c) || c == '.'; });
}

bool is_domain(std::string_view text) {
    if (text.starts_with('[')) {
        return text.size() >= 2 && text.ends_with(']') && text.find_first_of("[]\\", 1) == text.size() - 1;
    }
    if (text.ends_with('.')) {
        text.remove_suffix(1);
    }
    while (true) {
        const std::size_t dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (label.empty() || label.front() == '-' || label.back() == '-' ||
            !std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; })) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(dot + 1);
    }
}

} // namespace

bool is_url(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view scheme = text.substr(0, colon);
    if (colon == std::string_view::npos || scheme.empty() || !ascii::is_alpha(scheme.front()) ||
        !std::ranges::all_of(scheme,
                             [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; })) {
        return false;
    }
    text.remove_prefix(colon + 1);
    std::string_view fragment = text;
    const std::string_view before_fragment = cut(fragment, '#');
    std::string_view query = before_fragment;
    std::string_view path = cut(query, '?');
    if (path.starts_with("//")) {
        path.remove_prefix(2);
        const std::size_t slash = std::min(path.find('/'), path.size());
        if (!is_authority(path.substr(0, slash))) {
            return false;
        }
        path.remove_prefix(slash);
    }
    return has_only(path, ":@/") && has_only(query, ":@/?") && has_only(fragment, ":@/?");
}

bool is_semver(std::string_view text, Reading reading) {
    const bool strict = reading == Reading::strict;
    const std::size_t plus = text.find('+');
    const std::size_t dash = text.substr(0, plus).find('-');
    std::string_view core = text.substr(0, std::min(plus, dash));
    const auto is_follow_up = [&](std::string_view part, bool no_zero) {
        return (!strict && part.empty()) || is_identifiers(part, no_zero);
    };
    if ((plus != std::string_view::npos && !is_follow_up(text.substr(plus + 1), false)) ||
        (dash != std::string_view::npos && !is_follow_up(text.substr(0, plus).substr(dash + 1), strict))) {
        return false;
    }
    if (std::ranges::count(core, '.') != 2) {
        return false;
    }
    for (int i = 0; i < 3; ++i) {
        const std::string_view digits = cut(core, '.');
        if (!all_digits(digits) || (strict && digits.size() > 1 && digits.front() == '0')) {
            return false;
        }
    }
    return true;
}

bool is_hash(std::string_view text) {
    constexpr std::size_t brief = 7;
    constexpr std::size_t whole = 40;
    return (text.size() == brief || text.size() == whole) &&
           std::ranges::all_of(text, [](char c) { return is_hex(c) && !ascii::is_upper(c); });
}

bool is_rfc3339(std::string_view text, Reading reading) {
    if (reading == Reading::lenient) {
        text = ascii::trimmed(text);
    }
    const std::size_t t = text.find_first_of("Tt");
    return t != std::string_view::npos && is_date(text.substr(0, t), reading) &&
           is_time(text.substr(t + 1), reading);
}

bool is_spdx(std::string_view text, Reading reading) {
    if (reading == Reading::strict) {
        return Expression(text).is_whole();
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return is_licence(text, &model::SpdxId::in_old);
}

bool is_email(std::string_view text) {
    const std::string plain = without_comments(text);
    const std::size_t at = plain.rfind('@');
    return at != std::string::npos && is_local_part(ascii::trimmed(std::string_view(plain).substr(0, at))) &&
           is_domain(ascii::trimmed(std::string_view(plain).substr(at + 1)));
}

} // namespace dockwright::lint
