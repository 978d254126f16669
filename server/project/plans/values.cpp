#include "project/plans/values.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::project {
namespace {

constexpr int most_nested = 16;
constexpr std::size_t longest_value = 1U
                                      << 16U; // a few variables that hold one another could fill any memory

std::optional<std::string> expand(std::string_view text, const Lookup& lookup, int depth);

std::size_t name_size(std::string_view text) {
    const auto* end = std::ranges::find_if_not(text, ascii::is_name);
    return !text.empty() && ascii::is_digit(text.front()) ? 0 : static_cast<std::size_t>(end - text.begin());
}

/// Where the `}` stands that ends what begins behind `${`, or npos.
std::size_t closing(std::string_view text) {
    std::size_t open = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("${")) {
            ++open;
            ++i;
        } else if (text[i] == '}' && --open == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

std::optional<std::string> value_of(std::string_view name, const Lookup& lookup) {
    return lookup.get != nullptr ? lookup.get(lookup.context, name) : std::nullopt;
}

/// What stands in the braces.
std::optional<std::string> braced(std::string_view inside, const Lookup& lookup, int depth) {
    const std::size_t size = name_size(inside);
    const auto known = value_of(inside.substr(0, size), lookup);
    std::string_view rest = inside.substr(size);
    if (size == 0 || depth > most_nested) {
        return std::nullopt;
    }
    if (rest.empty()) {
        return known;
    }
    const bool colon = rest.starts_with(':');
    rest.remove_prefix(colon ? 1 : 0);
    if (!rest.starts_with('-')) {
        return rest.starts_with('?') ? known : std::nullopt;
    }
    return known && !(colon && known->empty()) ? known : expand(rest.substr(1), lookup, depth + 1);
}

std::optional<std::string> expand(std::string_view text, const Lookup& lookup, int depth) {
    std::string out;
    while (true) {
        const std::size_t at = std::min(text.find('$'), text.size());
        out.append(text.substr(0, at));
        text.remove_prefix(at);
        if (text.empty()) {
            return out;
        }
        text.remove_prefix(1);
        if (text.starts_with('$')) {
            out += '$';
            text.remove_prefix(1);
            continue;
        }
        const bool braces = text.starts_with('{');
        const std::size_t size = braces ? closing(text.substr(1)) : name_size(text);
        if (size == std::string_view::npos || (!braces && size == 0)) {
            return std::nullopt;
        }
        const auto value =
            braces ? braced(text.substr(1, size), lookup, depth) : value_of(text.substr(0, size), lookup);
        if (!value || out.size() + value->size() > longest_value) {
            return std::nullopt;
        }
        out.append(*value);
        text.remove_prefix(braces ? size + 2 : size);
    }
}

} // namespace

std::optional<std::string> interpolated(std::string_view text, const Lookup& lookup) {
    return expand(text, lookup, 0);
}

std::optional<std::uint64_t> read_bytes(std::string_view text) {
    text = ascii::trimmed(text);
    const std::size_t size = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view number = text.substr(0, size);
    const std::string unit = ascii::lowered(ascii::trimmed(text.substr(size)));
    constexpr std::string_view units = "bkmgtp";
    const std::size_t power = unit.empty() ? 0 : units.find(unit.front());
    const std::string_view behind = std::string_view(unit).substr(unit.empty() ? 0 : 1);
    const bool known = behind.empty() || behind == "b" || behind == "ib";
    if (power == std::string_view::npos || !known || number.empty() || number.size() > 18 ||
        (unit.starts_with('b') && !behind.empty()) || std::ranges::count(number, '.') > 1 ||
        !ascii::is_digit(number.front())) {
        return std::nullopt;
    }
    double value = std::stod(std::string(number));
    for (std::size_t i = 0; i < power; ++i) {
        value *= 1024;
    }
    return value < 9e18 ? std::optional(static_cast<std::uint64_t>(value)) : std::nullopt;
}

std::string number_as_text(std::string_view text) {
    std::string digits(text);
    std::erase(digits, '_');
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) {
        digits.erase(0, 1);
    }
    const char* const begin = digits.data();
    const char* const end = begin + digits.size();
    const auto whole = [&](std::size_t prefix, int base) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        const auto [last, error] = std::from_chars(begin + prefix, end, value, base);
        return error == std::errc{} && last == end ? std::optional(value) : std::nullopt;
    };
    const std::string_view all = digits;
    const auto integer = all.starts_with("0x")                    ? whole(2, 16)
                         : all.starts_with("0o")                  ? whole(2, 8)
                         : all.starts_with("0b")                  ? whole(2, 2)
                         : all.starts_with('0') && all.size() > 1 ? whole(1, 8)
                                                                  : whole(0, 10);
    if (integer) {
        return (negative && *integer != 0 ? "-" : "") + std::to_string(*integer);
    }
    double real = 0;
    const auto [last, error] = std::from_chars(begin, end, real);
    if (all.empty() || (!ascii::is_digit(all.front()) && all.front() != '.') || error != std::errc{} ||
        last != end) {
        return std::string(text);
    }
    char buffer[64];
    const bool plain = real == 0 || (real >= 1e-4 && real < 1e21);
    const auto written = std::to_chars(std::begin(buffer), std::end(buffer), real,
                                       plain ? std::chars_format::fixed : std::chars_format::scientific);
    return (negative ? "-" : "") + std::string(std::begin(buffer), written.ptr);
}

Pairs read_pairs(const Tree* tree, const Lookup& lookup) {
    Pairs out;
    const auto add = [&](std::string_view name, std::string_view written) {
        const auto value = interpolated(written, lookup);
        const auto known = interpolated(name, lookup);
        if (!known || known->empty()) {
            return;
        }
        std::erase_if(out, [&](const auto& pair) { return pair.first == *known; });
        if (value) {
            out.emplace_back(*known, *value);
        }
    };
    if (tree == nullptr) {
        return out;
    }
    for (std::size_t i = 0; i < tree->items.size(); ++i) {
        const Tree& item = tree->items[i];
        if (tree->is_table() && item.is_text()) {
            add(tree->keys[i], item.quoted ? item.text : number_as_text(item.text));
        } else if (tree->is_list() && item.is_text() && item.text.contains('=')) {
            const std::size_t equals = item.text.find('=');
            add(item.text.substr(0, equals), std::string_view(item.text).substr(equals + 1));
        }
    }
    return out;
}

std::string read_text(const Tree& table, std::string_view key, const Lookup& lookup) {
    return interpolated(table.text_of(key), lookup).value_or("");
}

std::string only_platform(const Tree* platforms, const Lookup& lookup) {
    const auto all = platforms != nullptr ? platforms->as_list() : std::vector<const Tree*>{};
    return all.size() == 1 ? interpolated(all.front()->text, lookup).value_or("") : "";
}

std::string joined_words(const Tree* words) {
    std::string out;
    for (const Tree* word : words != nullptr ? words->as_list() : std::vector<const Tree*>{}) {
        out += (out.empty() ? "" : " ") + word->text;
    }
    return out;
}

void add_mistake(model::RunPlan& plan, model::RunPlan::GpuMistake::Kind kind, std::uint32_t line) {
    plan.mistakes.push_back({.kind = kind, .line = line});
}

} // namespace dockwright::project
