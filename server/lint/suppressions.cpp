#include "lint/suppressions.hpp"
#include "base/ascii.hpp"
#include "lint/peers.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using model::Document;
using model::Instruction;

/// Takes `word` and the blanks behind it off the front.
bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text.remove_prefix(word.size());
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return true;
}

Span whole(const Document& document) {
    return span(0, document.text().size() + 1);
}

const Instruction* next_instruction(const Document& document, Offset behind) {
    const auto all = document.instructions();
    const auto found =
        std::ranges::upper_bound(all, behind, {}, [](const Instruction& i) { return i.span.begin; });
    return found == all.end() ? nullptr : &*found;
}

/// Nothing if the comment stands inside an instruction or behind the last one.
std::optional<Span> instruction_below(const Document& document, const syntax::Comment& comment) {
    const Instruction* next = next_instruction(document, comment.span.begin);
    return next == nullptr ? std::nullopt : std::optional(next->span);
}

std::optional<Span> stage_below(const Document& document, const syntax::Comment& comment) {
    const Instruction* next = next_instruction(document, comment.span.begin);
    for (const model::Stage& stage : document.stages()) {
        if (next != nullptr && &document.instructions()[stage.from] == next) {
            const Instruction& last = document.instructions()[stage.end - 1];
            return join(next->span, last.span);
        }
    }
    return std::nullopt;
}

/// What stands behind `check=`, or nothing if the comment says something else.
std::optional<std::string_view> check_value(const syntax::Comment& comment) {
    std::string_view text = ascii::trimmed(comment.text);
    if (text.size() <= 5 || !ascii::equal(text.substr(0, 5), "check")) {
        return std::nullopt;
    }
    text = ascii::trimmed(text.substr(5));
    return take(text, "=") ? std::optional(text) : std::nullopt;
}

/// BuildKit reads one `check=` among the comments that it takes as said about an instruction.
bool is_first_check(const Document& document, const syntax::Comment& comment) {
    const Instruction* next = next_instruction(document, comment.span.begin);
    const auto comments =
        next == nullptr ? std::span<const syntax::Comment>{} : document.syntax().comments_of(*next);
    const auto first = std::ranges::find_if(
        comments, [](const syntax::Comment& other) { return check_value(other).has_value(); });
    return first != comments.end() && first->span == comment.span;
}

constexpr bool is_list_character(char c) {
    return ascii::is_name(c) || c == '-' || c == ',' || c == ' ' || c == '\t';
}

} // namespace

Suppressions::Suppressions(const Document& document) {
    for (const syntax::Comment& comment : document.syntax().comments) {
        read(document, comment);
    }
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
        const Instruction* next = next_instruction(document, all_[i].comment.begin);
        (next != nullptr && all_[i].scope == next->span ? narrow_ : wide_).push_back(i);
    }
}

void Suppressions::read(const Document& document, const syntax::Comment& comment) {
    std::string_view text = comment.text;
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (text.starts_with("hadolint")) {
        take(text, "hadolint");
        read_hadolint(document, comment, text);
    } else if (text.starts_with("dockwright")) {
        take(text, "dockwright");
        read_dockwright(document, comment, text);
    } else if (const auto value = check_value(comment)) {
        read_check(document, comment, *value);
    }
}

/// The codes are upper case; a reason may follow behind a further `#`; any other text behind them
/// makes the pragma void, silently, as hadolint has it.
void Suppressions::read_hadolint(const Document& document, const syntax::Comment& comment,
                                 std::string_view rest) {
    Suppression common{.dialect = Dialect::hadolint, .comment = comment.span};
    std::optional<Span> scope;
    if (take(rest, "global")) {
        scope = whole(document);
        common.whole_file = true;
    } else if (take(rest, "stage")) {
        scope = stage_below(document, comment);
    } else {
        scope = instruction_below(document, comment);
        const Instruction* next = next_instruction(document, comment.span.begin);
        common.adjacent = next != nullptr && next->first_line == comment.line + 1;
    }
    if (!scope || !take(rest, "ignore") || !take(rest, "=")) {
        return;
    }
    common.scope = *scope;
    const std::size_t hash = rest.find('#');
    const std::string_view list = ascii::trimmed(rest.substr(0, hash));
    const bool codes_only = !list.empty() && std::ranges::all_of(list, [](char c) {
        return c == 'D' || c == 'L' || c == 'S' || c == 'C' || ascii::is_digit(c) || c == ',' || c == ' ' ||
               c == '\t';
    });
    if (!codes_only) {
        return;
    }
    if (hash != std::string_view::npos) {
        common.reason = ascii::trimmed(rest.substr(hash + 1));
    }
    add(common, list, comment);
}

/// `ignore=a,b`, then a reason behind `:`, `#` or a blank.
void Suppressions::read_dockwright(const Document& document, const syntax::Comment& comment,
                                   std::string_view rest) {
    Suppression common{.comment = comment.span};
    std::optional<Span> scope;
    if (take(rest, "file")) {
        scope = whole(document);
        common.whole_file = true;
    } else if (take(rest, "stage")) {
        scope = stage_below(document, comment);
    } else {
        scope = instruction_below(document, comment);
    }
    if (!scope || !take(rest, "ignore") || !take(rest, "=")) {
        return;
    }
    common.scope = *scope;
    std::size_t end = 0;
    while (end < rest.size() && is_list_character(rest[end])) {
        const bool blank = rest[end] == ' ' || rest[end] == '\t';
        const bool in_list = blank && (rest.substr(0, end).ends_with(',') ||
                                       ascii::trimmed(rest.substr(end)).starts_with(','));
        if (blank && !in_list) {
            break;
        }
        ++end;
    }
    std::string_view reason = ascii::trimmed(rest.substr(end));
    while (!reason.empty() && (reason.front() == ':' || reason.front() == '#')) {
        reason = ascii::trimmed(reason.substr(1));
    }
    common.reason = reason;
    add(common, rest.substr(0, end), comment);
}

/// BuildKit's `skip=A,B;error=true;experimental=C`, to the first blank. One wrong part voids all.
void Suppressions::read_check(const Document& document, const syntax::Comment& comment,
                              std::string_view value) {
    value = value.substr(0, value.find(' '));
    Suppression common{.dialect = Dialect::check, .comment = comment.span};
    const auto scope =
        comment.directive ? std::optional(whole(document)) : instruction_below(document, comment);
    if (!scope || (!comment.directive && !is_first_check(document, comment))) {
        return;
    }
    common.scope = *scope;
    common.whole_file = comment.directive;
    while (!value.empty()) {
        const std::size_t semicolon = value.find(';');
        std::string_view part = ascii::trimmed(value.substr(0, semicolon));
        value = semicolon == std::string_view::npos ? std::string_view{} : value.substr(semicolon + 1);
        if (take(part, "skip=")) {
            add(common, part, comment);
        } else if (take(part, "experimental=")) {
            while (!part.empty()) {
                experimental_.push_back({ascii::trimmed(part.substr(0, part.find(','))), common.scope});
                part = part.contains(',') ? part.substr(part.find(',') + 1) : std::string_view{};
            }
        }
    }
}

void Suppressions::add(Suppression common, std::string_view list, const syntax::Comment& comment) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view selector = ascii::trimmed(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        if (selector.empty()) {
            continue;
        }
        common.selector = selector;
        const auto at = static_cast<std::size_t>(selector.data() - comment.text.data());
        common.selector_span.begin = comment.span.begin + 1 + at;
        common.selector_span.end = common.selector_span.begin + selector.size();
        all_.push_back(common);
    }
}

bool Suppressions::switches_on(std::string_view code, Offset at) const {
    return std::ranges::any_of(experimental_, [&](const Experiment& experiment) {
        return (experiment.code == code || experiment.code == "all") && experiment.scope.contains(at);
    });
}

bool Suppressions::cover(const Finding& finding, std::optional<Dialect> dialect) const {
    const auto names_it = [&](const Suppression& suppression) {
        const std::string_view selector = suppression.selector;
        if (suppression.dialect == Dialect::check) {
            return std::ranges::any_of(finding.codes, [&](const Code& code) {
                // To BuildKit a skipped check can still be an experiment that is switched on.
                const bool reached =
                    !dialect || (!is_off_by_default(code.code) &&
                                 (suppression.whole_file || !ignores_comments_above(code.code)));
                return reached && peer_of(code.code) == Peer::buildkit &&
                       (selector == "all" || code.code == selector);
            });
        }
        return std::ranges::any_of(finding.codes, [&](const Code& code) { return code.code == selector; }) ||
               (suppression.dialect == Dialect::dockwright &&
                (finding.rule->id == selector || name(finding.rule->group) == selector ||
                 finding.rule->also.contains(selector)));
    };
    const auto covers = [&](std::uint32_t i) {
        const Suppression& suppression = all_[i];
        const bool seen = !dialect || (suppression.dialect == *dialect && suppression.adjacent);
        return seen && suppression.scope.contains(finding.span.begin) && names_it(suppression);
    };
    // Instructions lie one behind the other, so only the last that begins before it can hold it.
    const auto begin_of = [&](std::uint32_t i) { return all_[i].scope.begin; };
    const auto behind = std::ranges::upper_bound(narrow_, finding.span.begin, {}, begin_of);
    if (behind != narrow_.begin()) {
        const Offset begin = begin_of(*std::prev(behind));
        const auto first = std::ranges::lower_bound(narrow_, begin, {}, begin_of);
        if (std::any_of(first, behind, covers)) {
            return true;
        }
    }
    return std::ranges::any_of(wide_, covers);
}

} // namespace dockwright::lint
