#include "lint/linter.hpp"
#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/peers.hpp"
#include "lint/suppressions.hpp"
#include <algorithm>
#include <array>
#include <tuple>

namespace dockwright::lint {
namespace {

constexpr std::array<std::string_view, 4> severities = {"error", "warning", "info", "style"};
constexpr std::array<std::string_view, 2> safeties = {"safe", "unsafe"};
constexpr std::array<std::string_view, 8> groups = {"syntax", "correctness", "reproducibility", "security",
                                                    "style",  "deprecated",  "labels",          "size"};
constexpr std::array<std::string_view, 5> presets = {"recommended", "strict", "all", "hadolint", "buildkit"};

std::optional<Peer> peer_behind(Preset preset) {
    switch (preset) {
    case Preset::hadolint: return Peer::hadolint;
    case Preset::buildkit: return Peer::buildkit;
    default: return std::nullopt;
    }
}

bool selects(std::string_view selector, const Rule& rule) {
    return selector == rule.id || selector == name(rule.group) || rule.also.contains(selector);
}

bool in_preset(const Rule& rule, const Settings& settings) {
    if (const auto peer = peer_behind(settings.preset)) {
        return std::ranges::any_of(rule.also, [&](std::string_view code) { return peer_of(code) == *peer; });
    }
    const bool selected =
        std::ranges::any_of(settings.select, [&](const std::string& s) { return selects(s, rule); });
    return selected || static_cast<int>(rule.level) <= static_cast<int>(settings.preset);
}

bool is_ignored(const Rule& rule, const Settings& settings) {
    return std::ranges::any_of(settings.ignore,
                               [&](const std::string& s) { return s == rule.id || s == name(rule.group); });
}

/// Takes away findings of which every code, or the one code that matters, is to be ignored.
bool is_ignored(const Finding& finding, const Settings& settings) {
    return std::ranges::any_of(finding.codes, [&](const Code& code) {
        return std::ranges::any_of(settings.ignore, [&](const std::string& s) { return s == code.code; });
    });
}

/// What a peer's preset shows: one finding for each place that the peer points at, under that
/// peer's codes alone.
void keep_peer(std::vector<Finding>& findings, Peer peer, const Settings& settings,
               const Suppressions& suppressions) {
    std::vector<Finding> kept;
    kept.reserve(findings.size());
    const auto dialect = peer == Peer::hadolint ? Dialect::hadolint : Dialect::check;
    for (Finding& finding : findings) {
        std::erase_if(finding.codes, [&](const Code& code) {
            const bool off = is_off_by_default(code.code) &&
                             !suppressions.switches_on(code.code, code.span.begin) &&
                             std::ranges::find(settings.select, code.code) == settings.select.end();
            return off || peer_of(code.code) != peer;
        });
        while (!finding.codes.empty()) {
            Finding one = finding;
            one.span = finding.codes.front().span;
            std::erase_if(one.codes, [&](const Code& code) { return code.span != one.span; });
            std::erase_if(finding.codes, [&](const Code& code) { return code.span == one.span; });
            if (!suppressions.cover(one, dialect)) {
                kept.push_back(std::move(one));
            }
        }
    }
    findings = std::move(kept);
}

/// Each peer's other place becomes related information, unless the rule has said it itself.
void relate_peer_places(Finding& finding) {
    for (const Code& code : finding.codes) {
        const bool said = std::ranges::any_of(
            finding.related, [&](const Related& related) { return related.span == code.span; });
        if (code.span != finding.span && !said) {
            finding.related.push_back({code.span, message("{} points here", {code.code})});
        }
    }
}

/// Where lines have lost the instruction that they belong to, what looks like an instruction may be
/// none: nothing but the broken syntax itself is mended unasked.
void distrust_fixes(const model::Document& document, std::vector<Finding>& findings) {
    if (!document.syntax().has_lost_lines()) {
        return;
    }
    for (Finding& finding : findings) {
        for (Fix& fix : finding.fixes) {
            fix.safety = finding.rule->group == Group::syntax ? fix.safety : Safety::unsafe;
        }
    }
}

} // namespace

std::string_view name(Severity severity) {
    return severities[static_cast<std::size_t>(severity)];
}
std::string_view name(Safety safety) {
    return safeties[static_cast<std::size_t>(safety)];
}
std::string_view name(Group group) {
    return groups[static_cast<std::size_t>(group)];
}
std::string_view name(Preset preset) {
    return presets[static_cast<std::size_t>(preset)];
}
std::optional<Preset> preset(std::string_view name) {
    const auto found = std::ranges::find(presets, name);
    return found == presets.end() ? std::nullopt
                                  : std::optional(static_cast<Preset>(found - presets.begin()));
}

Reported Report::add(Span span, std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.rule = &rule_;
    finding.severity = rule_.severity;
    finding.span = span;
    finding.message = std::move(message);
    return Reported(finding);
}

std::vector<Finding> lint(const model::Document& document, const Settings& settings,
                          const model::Surroundings& surroundings) {
    std::vector<Finding> findings;
    const Knowledge knowledge;
    const Facts facts{document, settings.options, surroundings, {}, knowledge};
    for (const Rule* rule : rules::all()) {
        if (in_preset(*rule, settings) && !is_ignored(*rule, settings)) {
            Report report(*rule, findings);
            rule->check(facts, report);
        }
    }
    if (findings.empty()) {
        return findings;
    }
    distrust_fixes(document, findings);
    const Suppressions suppressions(document);
    if (const auto peer = peer_behind(settings.preset)) {
        keep_peer(findings, *peer, settings, suppressions);
        std::erase_if(findings, [&](const Finding& finding) { return is_ignored(finding, settings); });
    } else {
        std::erase_if(findings, [&](const Finding& finding) {
            return finding.peer_only || is_ignored(finding, settings) ||
                   suppressions.cover(finding, std::nullopt);
        });
        std::ranges::for_each(findings, relate_peer_places);
    }
    std::ranges::sort(findings, [](const Finding& a, const Finding& b) {
        return std::tuple(a.span.begin, a.severity, a.rule->id, a.span.end) <
               std::tuple(b.span.begin, b.severity, b.rule->id, b.span.end);
    });
    return findings;
}

const Rule* find_rule(std::string_view id_or_code) {
    for (const Rule* rule : rules::all()) {
        if (rule->id == id_or_code || rule->also.contains(id_or_code)) {
            return rule;
        }
    }
    return nullptr;
}

bool is_known_selector(std::string_view selector) {
    return std::ranges::find(groups, selector) != groups.end() || find_rule(selector) != nullptr;
}

std::vector<std::string_view> nearest_selectors(std::string_view selector) {
    std::vector<std::string_view> known(groups.begin(), groups.end());
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

std::string documentation_url(const Finding& finding) {
    for (const Code& code : finding.codes) {
        if (peer_of(code.code) == Peer::hadolint) {
            continue;
        }
        std::string url = "https://docs.docker.com/reference/build-checks/";
        for (const char& c : code.code) {
            const bool word_begins = ascii::is_upper(c) && !url.ends_with('/');
            const bool in_acronym =
                word_begins &&
                ascii::is_upper(code.code[static_cast<std::size_t>(&c - code.code.data()) - 1]);
            if (word_begins && !in_acronym) {
                url += '-';
            }
            url += ascii::lower(c);
        }
        return url + "/";
    }
    return finding.codes.empty()
               ? std::string{}
               : message("https://github.com/hadolint/hadolint/wiki/{}", {finding.codes.front().code});
}

} // namespace dockwright::lint
