#include "lint/suppression_reader.hpp"
#include "base/ascii.hpp"
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

const Instruction* instruction_around(const Document& document, Offset at) {
    const Instruction* next = next_instruction(document, at);
    const auto all = document.instructions();
    const Instruction* before = next == nullptr ? all.data() + all.size() : next;
    return before != all.data() && (before - 1)->span.end > at ? before - 1 : nullptr;
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

void SuppressionReader::run() {
    for (const syntax::Comment& comment : document_.syntax().comments) {
        read(place_of(comment));
    }
    for (const shell::Comment& comment : document_.commands().script.comments) {
        read(place_of(comment));
    }
    for (std::uint32_t i = 0; i < out_.all_.size(); ++i) {
        const Suppression& suppression = out_.all_[i];
        const Instruction* next = next_instruction(document_, suppression.comment.begin);
        const bool narrow = next != nullptr && suppression.scope == next->span;
        (narrow ? out_.narrow_ : out_.wide_).push_back(i);
    }
}

// --- where it holds -------------------------------------------------------------------------------

SuppressionReader::Place SuppressionReader::place_of(const syntax::Comment& comment) const {
    Place place{.text = comment.text, .comment = comment.span, .syntax = &comment};
    if (const Instruction* around = instruction_around(document_, comment.span.begin)) {
        place.below = line_below(comment.span.end, around->span.end);
    } else if (const Instruction* next = next_instruction(document_, comment.span.begin)) {
        place.below = next->span;
        place.adjacent = next->first_line == comment.line + 1;
    }
    return place;
}

SuppressionReader::Place SuppressionReader::place_of(const shell::Comment& comment) const {
    Place place{.text = comment.text.substr(1), .comment = comment.span};
    const std::string_view text = document_.text();
    const std::size_t line = text.substr(0, comment.span.begin.index()).rfind('\n') + 1;
    const std::string_view before = text.substr(line, comment.span.begin.index() - line);
    if (before.find_first_not_of(" \t") != std::string_view::npos) {
        place.below = span(line, comment.span.begin.index());
    } else {
        place.below = line_below(comment.span.end, span(text.size(), text.size()).end);
    }
    return place;
}

/// The first line behind a comment's end that is neither empty nor a comment.
std::optional<Span> SuppressionReader::line_below(Offset line_end, Offset end) const {
    const std::string_view text = document_.text().substr(0, end.index());
    std::size_t at = line_end.index();
    while (at < text.size()) {
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::size_t next = std::min(text.find('\n', at), text.size());
        const std::string_view line = ascii::trimmed(text.substr(at, next - at));
        if (!line.empty() && line.front() != '#') {
            return span(at, next);
        }
    }
    return std::nullopt;
}

std::optional<Suppression> SuppressionReader::scoped(const Place& place, Dialect dialect,
                                                     std::string_view& rest) {
    Suppression common{.dialect = dialect, .comment = place.comment, .adjacent = true};
    if (take(rest, dialect == Dialect::hadolint ? "global" : "file")) {
        common.scope = whole(document_);
        common.whole_file = true;
        return take_ignore(place, dialect, rest) ? std::optional(common) : std::nullopt;
    }
    const bool stage = take(rest, "stage");
    if (!take_ignore(place, dialect, rest)) {
        return std::nullopt;
    }
    if (!place.below) {
        is_void(VoidSuppression::Why::no_instruction, dialect, place);
        return std::nullopt;
    }
    common.scope = *place.below;
    common.adjacent = stage || dialect != Dialect::hadolint || place.adjacent;
    if (stage) {
        const auto found = std::ranges::find_if(document_.stages(), [&](const model::Stage& each) {
            return document_.instructions()[each.from].span == *place.below;
        });
        if (found == document_.stages().end()) {
            is_void(VoidSuppression::Why::no_stage, dialect, place);
            return std::nullopt;
        }
        common.scope = join(*place.below, document_.instructions()[found->end - 1].span);
    }
    return common;
}

// --- what it says ---------------------------------------------------------------------------------

void SuppressionReader::read(const Place& place) {
    constexpr std::string_view ours = "dockwright";
    std::string_view text = place.text;
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (take(text, "hadolint")) {
        read_hadolint(place, text);
    } else if (ascii::equal(text.substr(0, ours.size()), ours)) {
        text.remove_prefix(ours.size());
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        read_dockwright(place, text);
    } else if (take(text, "shellcheck ")) {
        read_shellcheck(place, text);
    } else if (place.syntax != nullptr && take(text, "dockerfile-utils")) {
        read_dockerfile_utils(place, text);
    } else if (place.syntax != nullptr) {
        if (const auto value = check_value(*place.syntax)) {
            read_check(place, *value);
        }
    }
}

/// `ignore=` or nothing of the kind; what only looks like it is void.
bool SuppressionReader::take_ignore(const Place& place, Dialect dialect, std::string_view& rest) {
    const bool sign = take(rest, ":") || take(rest, "-");
    if (!take(rest, "ignore")) {
        // `dockwright disable=…` is meant for us, `dockwright checks this` is prose.
        const auto* const other = std::ranges::find_if_not(rest, ascii::is_name);
        if (dialect == Dialect::dockwright && other != rest.begin() && other != rest.end() && *other == '=') {
            is_void(VoidSuppression::Why::no_equals, dialect, place);
        }
        return false;
    }
    if (sign || !take(rest, "=")) {
        is_void(VoidSuppression::Why::no_equals, dialect, place);
        return false;
    }
    return true;
}

/// The codes are upper case; a reason may follow behind a further `#`; any other text behind them
/// makes the pragma void, silently, as hadolint has it.
void SuppressionReader::read_hadolint(const Place& place, std::string_view rest) {
    auto common = scoped(place, Dialect::hadolint, rest);
    if (!common) {
        return;
    }
    const std::size_t hash = rest.find('#');
    const std::string_view list = ascii::trimmed(rest.substr(0, hash));
    const auto is_code = [](char c) {
        return std::string_view("DLSC, \t").contains(c) || ascii::is_digit(c);
    };
    if (const auto* other = std::ranges::find_if_not(list, is_code); list.empty() || other != list.end()) {
        const auto at = static_cast<std::size_t>(other - list.begin());
        is_void(list.empty() ? VoidSuppression::Why::no_names : VoidSuppression::Why::text_behind,
                Dialect::hadolint, place, list.substr(at));
        return;
    }
    if (hash != std::string_view::npos) {
        common->reason = ascii::trimmed(rest.substr(hash + 1));
    }
    add(*common, list, place);
}

/// `ignore=a,b`, then a reason behind `:`, `#` or a blank.
void SuppressionReader::read_dockwright(const Place& place, std::string_view rest) {
    auto common = scoped(place, Dialect::dockwright, rest);
    if (!common) {
        return;
    }
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
    common->reason = reason;
    if (ascii::trimmed(rest.substr(0, end)).empty()) {
        is_void(VoidSuppression::Why::no_names, Dialect::dockwright, place);
        return;
    }
    add(*common, rest.substr(0, end), place);
}

/// BuildKit's `skip=A,B;error=true;experimental=C`, to the first blank. One wrong part voids all.
void SuppressionReader::read_check(const Place& place, std::string_view value) {
    value = value.substr(0, value.find(' '));
    const bool directive = place.syntax->directive;
    const auto scope = directive ? std::optional(whole(document_)) : place.below;
    if (!scope || (!directive && !is_first_check(document_, *place.syntax))) {
        return;
    }
    const Suppression common{
        .dialect = Dialect::check, .comment = place.comment, .scope = *scope, .whole_file = directive};
    while (!value.empty()) {
        const std::size_t semicolon = value.find(';');
        std::string_view part = ascii::trimmed(value.substr(0, semicolon));
        value = semicolon == std::string_view::npos ? std::string_view{} : value.substr(semicolon + 1);
        if (take(part, "skip=")) {
            add(common, part, place);
        } else if (take(part, "experimental=")) {
            while (!part.empty()) {
                out_.experimental_.push_back({ascii::trimmed(part.substr(0, part.find(','))), common.scope});
                part = part.contains(',') ? part.substr(part.find(',') + 1) : std::string_view{};
            }
        }
    }
}

/// `: ignore` and nothing else, for the instruction on the next line.
void SuppressionReader::read_dockerfile_utils(const Place& place, std::string_view rest) {
    const bool colon = take(rest, ":");
    rest = ascii::trimmed(rest);
    if (!rest.starts_with("ignore") || (rest.size() > 6 && ascii::is_name(rest[6]))) {
        return;
    }
    if (!colon || rest != "ignore" || !place.text.contains("dockerfile-utils: ignore")) {
        is_void(VoidSuppression::Why::no_equals, Dialect::dockerfile_utils, place);
    } else if (!place.adjacent || !place.below) {
        is_void(VoidSuppression::Why::no_instruction, Dialect::dockerfile_utils, place);
    } else {
        out_.all_.push_back({.dialect = Dialect::dockerfile_utils,
                             .selector = "all",
                             .selector_span = place.comment,
                             .comment = place.comment,
                             .scope = *place.below});
    }
}

/// The instruction that it stands above or in: Docker takes it out of the script, ShellCheck is told it
/// first.
std::optional<Span> SuppressionReader::script_around(const syntax::Comment& comment) const {
    if (const Instruction* around = instruction_around(document_, comment.span.begin)) {
        return around->span;
    }
    const Instruction* next = next_instruction(document_, comment.span.begin);
    const auto own =
        next == nullptr ? std::span<const syntax::Comment>{} : document_.syntax().comments_of(*next);
    const bool above = std::ranges::find(own, comment.span, &syntax::Comment::span) != own.end();
    return above ? std::optional(next->span) : std::nullopt;
}

/// With all that is in it: a loop, or the whole script where it is the first one.
std::optional<Span> SuppressionReader::command_behind(Offset at) const {
    std::optional<Span> out;
    for (const shell::Node& node : document_.commands().script.nodes) {
        const bool nearer = !out || node.span.begin < out->begin;
        const bool larger = out && node.span.begin == out->begin && node.span.end > out->end;
        if (node.span.begin >= at && (nearer || larger)) {
            out = node.span;
        }
    }
    return out;
}

/// `disable=SC2086,SC2046 # why`; what else it says is ShellCheck's own matter.
void SuppressionReader::read_shellcheck(const Place& place, std::string_view rest) {
    const auto scope =
        place.syntax != nullptr ? script_around(*place.syntax) : command_behind(place.comment.end);
    rest = rest.substr(0, rest.find('#'));
    while (scope && !rest.empty()) {
        std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
        take(rest, word);
        if (!word.contains('=')) {
            return; // prose
        }
        if (take(word, "disable=")) {
            add({.dialect = Dialect::shellcheck, .comment = place.comment, .scope = *scope}, word, place);
        }
    }
}

void SuppressionReader::add(Suppression common, std::string_view list, const Place& place) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view selector = ascii::trimmed(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        if (selector.empty()) {
            continue;
        }
        common.selector = selector;
        const auto at = static_cast<std::size_t>(selector.data() - place.text.data());
        common.selector_span.begin = place.comment.begin + 1 + at;
        common.selector_span.end = common.selector_span.begin + selector.size();
        out_.all_.push_back(common);
    }
}

void SuppressionReader::is_void(VoidSuppression::Why why, Dialect dialect, const Place& place,
                                std::string_view text) {
    Span span = place.comment;
    if (!text.empty()) {
        span.begin = place.comment.begin + 1 + static_cast<std::size_t>(text.data() - place.text.data());
        span.end = span.begin + text.size();
    }
    out_.void_.push_back({why, dialect, place.comment, span});
}

} // namespace dockwright::lint
