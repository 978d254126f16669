#include "lint/selectors.hpp"
#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint {
namespace {

constexpr bool matches(std::string_view pattern, std::string_view text) {
    std::size_t star = std::string_view::npos;
    std::size_t retry = 0;
    std::size_t p = 0;
    std::size_t t = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() &&
                   (pattern[p] == '?' || ascii::lower(pattern[p]) == ascii::lower(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

} // namespace

bool selects(std::string_view selector, const Rule& rule) {
    return selector == rule.id || selector == name(rule.group) || rule.also.contains(selector) ||
           (rule.carries != nullptr && rule.carries(selector));
}

bool selects(std::string_view selector, const Finding& finding) {
    return selector == finding.rule->id || selector == name(finding.rule->group) ||
           std::ranges::any_of(finding.codes, [&](const Code& code) { return code.code == selector; });
}

bool names_stage(std::string_view pattern, const model::Stage& stage) {
    return matches(pattern, stage.name) || pattern == std::to_string(stage.index);
}

const Rule* find_rule(std::string_view id_or_code) {
    for (const Rule* rule : rules::all()) {
        const bool carries = rule->carries != nullptr && rule->carries(id_or_code);
        if (rule->id == id_or_code || rule->also.contains(id_or_code) || carries) {
            return rule;
        }
    }
    return nullptr;
}

bool is_known_selector(std::string_view selector) {
    return group(selector).has_value() || find_rule(selector) != nullptr;
}

std::vector<std::string_view> nearest_selectors(std::string_view selector) {
    std::vector<std::string_view> known;
    known.reserve(group_count);
    for (std::size_t i = 0; i < group_count; ++i) {
        known.push_back(name(static_cast<Group>(i)));
    }
    for (const Rule* rule : rules::all()) {
        known.push_back(rule->id);
        known.insert(known.end(), rule->also.begin(), rule->also.end());
    }
    std::vector<std::string_view> out;
    while (out.size() < 3) {
        const auto found = nearest(selector, known);
        if (!found) {
            break;
        }
        out.push_back(*found);
        std::erase(known, *found);
    }
    return out;
}

} // namespace dockwright::lint
