#include "lint/linter.hpp"
#include "base/ascii.hpp"
#include "lint/hadolint/last_shellcheck.hpp"
#include "lint/named_contexts.hpp"
#include "lint/peers.hpp"
#include "lint/selectors.hpp"
#include "lint/spelling.hpp"
#include "lint/suppressions.hpp"
#include <algorithm>
#include <optional>
#include <span>
#include <tuple>

namespace dockwright::lint {
namespace {

template <class Thing>
bool any_selects(const std::vector<std::string>& selectors, const Thing& thing) {
    return std::ranges::any_of(selectors, [&](const std::string& s) { return selects(s, thing); });
}

/// The stage selections that hold at a finding's place.
class StageRules {
public:
    StageRules(const model::Document& document, const Settings& settings)
        : document_(document), settings_(settings) {}

    template <class Use>
    void at(Offset place, Use use) const {
        if (settings_.stages.empty()) {
            return;
        }
        const auto stages = document_.stages();
        const auto behind = std::ranges::upper_bound(stages, place, {}, [&](const model::Stage& stage) {
            return document_.instructions()[stage.from].span.begin;
        });
        if (behind == stages.begin()) {
            return;
        }
        for (const StageSelection& selection : settings_.stages) {
            if (names_stage(selection.stage, *std::prev(behind))) {
                use(selection.rules);
            }
        }
    }

private:
    const model::Document& document_;
    const Settings& settings_;
};

bool in_preset(const Rule& rule, const Settings& settings) {
    if (const auto peer = peer_behind(settings.preset)) {
        return std::ranges::any_of(rule.also, [&](std::string_view code) { return peer_of(code) == *peer; });
    }
    return static_cast<int>(rule.level) <= static_cast<int>(settings.preset);
}

bool runs(const Rule& rule, const Settings& settings) {
    const bool wanted = in_preset(rule, settings) || any_selects(settings.rules.select, rule) ||
                        std::ranges::any_of(settings.stages, [&](const StageSelection& stage) {
                            return any_selects(stage.rules.select, rule);
                        });
    return wanted && std::ranges::none_of(settings.rules.ignore, [&](const std::string& s) {
               return s == rule.id || s == name(rule.group); // codes are for the single finding
           });
}

/// What is asked of each rule for each document, side by side: the rules lie far apart in memory.
struct Checking {
    decltype(Rule::check) check;
    const Rule* rule;
    int level;
};

std::span<const Checking> checkings() {
    static const std::vector<Checking> all = [] {
        std::vector<Checking> out;
        for (const Rule* rule : rules::all()) {
            if (rule->check != nullptr) {
                out.push_back({rule->check, rule, static_cast<int>(rule->level)});
            }
        }
        return out;
    }();
    return all;
}

void check_all(const Facts& facts, const Settings& settings, std::vector<Finding>& findings) {
    const bool by_level = !peer_behind(settings.preset) && settings.rules.select.empty() &&
                          settings.rules.ignore.empty() && settings.stages.empty();
    const int most = static_cast<int>(settings.preset);
    for (const Checking& one : checkings()) {
        if (by_level ? one.level <= most : runs(*one.rule, settings)) {
            Report report(*one.rule, findings);
            one.check(facts, report);
        }
    }
}

/// A code selects all that its rule finds, but of a rule that passes a peer's findings on only those
/// with this code.
bool is_selected(const std::vector<std::string>& selectors, const Finding& finding) {
    return finding.rule->carries != nullptr ? any_selects(selectors, finding)
                                            : any_selects(selectors, *finding.rule);
}

bool is_ignored(const Finding& finding, const Settings& settings, const StageRules& stages) {
    bool wanted = in_preset(*finding.rule, settings) || is_selected(settings.rules.select, finding);
    bool ignored = any_selects(settings.rules.ignore, finding);
    stages.at(finding.span.begin, [&](const Selection& rules) {
        wanted = wanted || is_selected(rules.select, finding);
        ignored = ignored || any_selects(rules.ignore, finding);
    });
    return ignored || !wanted;
}

void set_severity(Finding& finding, const Settings& settings, const StageRules& stages) {
    const auto apply = [&](const Selection& rules) {
        for (const SeverityChange& change : rules.severities) {
            finding.severity = selects(change.selector, finding) ? change.severity : finding.severity;
        }
    };
    apply(settings.rules);
    stages.at(finding.span.begin, apply);
}

bool is_suppressed(const Finding& finding, std::optional<Dialect> dialect, const Settings& settings,
                   Suppressions& suppressions) {
    return settings.honours_comments && !any_selects(settings.locked, finding) &&
           suppressions.cover(finding, dialect);
}

/// Whether each rule that the suppression names has looked at the document.
SuppressionUse use_of(const Suppression& suppression, const Settings& settings) {
    SuppressionUse out{suppression};
    bool all_ran = true;
    for (const Rule* rule : rules::all()) {
        if (selects(suppression.selector, *rule)) {
            out.known = true;
            all_ran = all_ran && rule->carries == nullptr && runs(*rule, settings);
            out.locked = out.locked || any_selects(settings.locked, *rule);
        }
    }
    out.judged = out.known && all_ran;
    return out;
}

/// The rules about suppressions, whose own findings can be suppressed too.
void review(const model::Document& document, const Settings& settings, Suppressions& suppressions,
            std::vector<Finding>& findings) {
    if (!settings.honours_comments || (suppressions.all().empty() && suppressions.void_ones().empty())) {
        return;
    }
    std::vector<SuppressionUse> uses;
    for (const Suppression& suppression : suppressions.all()) {
        uses.push_back(use_of(suppression, settings));
    }
    const std::size_t before = findings.size();
    for (const Rule* rule : rules::all()) {
        if (rule->review != nullptr && runs(*rule, settings)) {
            Report report(*rule, findings);
            rule->review({document, uses, suppressions.void_ones()}, report);
        }
    }
    const auto reviewed = std::ranges::remove_if(
        findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(), [&](const Finding& finding) {
            return is_suppressed(finding, std::nullopt, settings, suppressions) ||
                   any_selects(settings.rules.ignore, finding);
        });
    findings.erase(reviewed.begin(), reviewed.end());
}

/// What a peer's preset shows: one finding for each place that the peer points at, under that
/// peer's codes alone.
void keep_peer(std::vector<Finding>& findings, Peer peer, const Settings& settings,
               Suppressions& suppressions) {
    std::vector<Finding> kept;
    kept.reserve(findings.size());
    const auto dialect = peer == Peer::hadolint ? Dialect::hadolint : Dialect::check;
    for (Finding& finding : findings) {
        std::erase_if(finding.codes, [&](const Code& code) {
            const bool off =
                is_off_by_default(code.code) && !suppressions.switches_on(code.code, code.span.begin) &&
                std::ranges::find(settings.rules.select, code.code) == settings.rules.select.end();
            return off || peer_of(code.code) != peer;
        });
        while (!finding.codes.empty()) {
            Finding one = finding;
            one.span = finding.codes.front().span;
            std::erase_if(one.codes, [&](const Code& code) { return code.span != one.span; });
            std::erase_if(finding.codes, [&](const Code& code) { return code.span == one.span; });
            one.severity = severity_of(one.codes.front().code).value_or(one.severity);
            if (!is_suppressed(one, dialect, settings, suppressions)) {
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

/// What a program writes it writes again: it is mended there, and how large or how neat its images are is
/// decided there. Who asks for more than the recommended rules is told all the same.
void leave_generated(const model::Document& document, const Settings& settings,
                     std::vector<Finding>& findings) {
    if (findings.empty() || !is_generated(document)) {
        return;
    }
    for (Finding& finding : findings) {
        const Group group = finding.rule->group;
        finding.fixes.clear();
        finding.peer_only = finding.peer_only || (settings.preset == Preset::recommended &&
                                                  (group == Group::style || group == Group::size));
    }
}

} // namespace

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
    const knowledge::Knowledge& knowledge = knowledge_of(settings);
    // Peers judge no GPUs: their presets pay nothing for it.
    const GpuFacts gpu = peer_behind(settings.preset)
                             ? GpuFacts{}
                             : gpu_facts(document, surroundings, knowledge, settings.targets);
    const auto peer = peer_behind(settings.preset);
    const ShellFacts shell =
        shell_facts(document, peer == Peer::hadolint ? Reader::hadolint : Reader::ourselves);
    const Facts facts{.document = document,
                      .options = settings.options,
                      .surroundings = surroundings,
                      .knowledge = knowledge,
                      .images = gpu.images,
                      .judged = gpu.judged,
                      .shell = shell,
                      .gpu_repairs = settings.gpu_repairs};
    check_all(facts, settings, findings);
    const bool has_comments =
        !document.syntax().comments.empty() || !document.commands().script.comments.empty();
    if (findings.empty() && (peer || !has_comments)) {
        return findings;
    }
    distrust_fixes(document, findings);
    leave_generated(document, settings, findings);
    Suppressions suppressions(document);
    const StageRules stages(document, settings);
    if (peer == Peer::hadolint) {
        keep_last_shellcheck(document, shell, findings);
    }
    if (peer) {
        keep_peer(findings, *peer, settings, suppressions);
        std::erase_if(findings,
                      [&](const Finding& finding) { return is_ignored(finding, settings, stages); });
    } else {
        std::erase_if(findings, [&](const Finding& finding) {
            return is_suppressed(finding, std::nullopt, settings, suppressions) || finding.peer_only ||
                   is_ignored(finding, settings, stages);
        });
        review(document, settings, suppressions, findings);
        std::ranges::for_each(findings, relate_peer_places);
    }
    forget_named_contexts(findings, document, {&surroundings, 1});
    for (Finding& finding : findings) {
        set_severity(finding, settings, stages);
    }
    std::ranges::sort(findings, [](const Finding& a, const Finding& b) {
        return std::tuple(a.span.begin, a.severity, a.rule->id, a.span.end) <
               std::tuple(b.span.begin, b.severity, b.rule->id, b.span.end);
    });
    return findings;
}

bool heeds_shellcheck(const Settings& settings) {
    return std::ranges::any_of(
        rules::all(), [&](const Rule* rule) { return rule->carries != nullptr && runs(*rule, settings); });
}

std::string documentation_url(const Finding& finding) {
    for (const Code& code : finding.codes) {
        if (peer_of(code.code) != Peer::buildkit) {
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
    // hadolint's code of whatever it cannot parse has no page that says what is wrong, nor has any of
    // dockerfile-utils'.
    const auto page = std::ranges::find_if(finding.codes, [](const Code& code) {
        return peer_of(code.code) == Peer::hadolint && code.code != "DL1000";
    });
    if (page != finding.codes.end() && page->code.starts_with("SC")) {
        return message("https://www.shellcheck.net/wiki/{}", {page->code});
    }
    return page == finding.codes.end()
               ? std::string{}
               : message("https://github.com/hadolint/hadolint/wiki/{}", {page->code});
}

} // namespace dockwright::lint
