#include "lint/variable_uses.hpp"
#include "base/ascii.hpp"
#include "lint/shell_words.hpp"
#include "lint/splitting.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Kind = shell::Node::Kind;
using PartKind = shell::Part::Kind;
using Use = VariableUse::Kind;

std::string_view name_in_front(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, [](char c) { return ascii::is_name(c); });
    const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    return name.empty() || ascii::is_digit(name.front()) ? std::string_view{} : name;
}

/// ENV and ARG behind ONBUILD in the stage so far. What the stage itself sets is there too, but ShellCheck is
/// not told of it.
bool is_given_behind_onbuild(const model::Document& document, std::uint32_t before, std::string_view name) {
    for (std::uint32_t i = before; i-- > 0;) {
        const model::Instruction& instruction = document.instructions()[i];
        if (instruction.keyword == model::Keyword::from) {
            return false;
        }
        const model::Instruction* nested = document.nested(instruction);
        if (nested == nullptr ||
            (nested->keyword != model::Keyword::env && nested->keyword != model::Keyword::arg)) {
            continue;
        }
        for (const syntax::Word& word : document.words(*nested)) {
            if (name_in_front(word.text) == name) {
                return true;
            }
        }
    }
    return false;
}

class Collector {
public:
    Collector(const model::Document& document, const ShellScript& text)
        : script_(document.commands().script), text_(text) {}

    std::vector<VariableUse> run() {
        for (std::uint32_t i = text_.nodes.begin; i < text_.nodes.end; ++i) {
            node(script_.nodes[i]);
        }
        return std::move(uses_);
    }

private:
    void add(std::string_view name, Use kind, Span span) {
        if (!name.empty()) {
            uses_.push_back({name, kind, span});
        }
    }

    void node(const shell::Node& here) {
        guards_ = guards(here);
        each_word(script_, here, [&](const shell::Word& word, Place) { parts(word.parts); });
        for (const shell::Redirection& redirection : script_.redirections_of(here)) {
            parts(redirection.document_parts);
        }
        guards_ = {};
        switch (here.kind) {
        case Kind::for_clause:
        case Kind::select_clause: return add(here.name, Use::assigned, here.keyword);
        case Kind::arithmetic:
        case Kind::arithmetic_for:
        case Kind::test:
            for (const shell::Word& word : script_.words_of(here)) {
                arithmetic(word.text, word.span, here.kind != Kind::test);
            }
            return;
        default: break;
        }
        for (const shell::Assignment& assignment : script_.assignments_of(here)) {
            if (assignment.append) {
                add(assignment.name, Use::guarded, assignment.name_span);
            }
            if (here.words.empty()) {
                add(assignment.name, Use::assigned, assignment.name_span);
            }
            if (assignment.name.starts_with("PS")) {
                mentioned(assignment.value);
            }
        }
        if (here.kind == Kind::simple && !here.words.empty()) {
            command(here);
        }
    }

    /// The words whose variables a test looks at for being there: `[ -n "$x" ]`, `[ "$x" ]`.
    std::vector<shell::Range> guards(const shell::Node& here) const {
        std::vector<shell::Range> out;
        const std::string_view name = plain_name(script_, here);
        const bool bracket = name == "[" || name == "[["; // the latter where the shell has none
        if (!bracket && here.kind != Kind::test) {
            return out;
        }
        const auto words = script_.words_of(here);
        const std::size_t begin = bracket ? 1 : 0;
        const std::size_t end = words.size() - begin;
        for (std::size_t at = begin; at < end; ++at) {
            const std::string_view before = at == begin ? "!" : words[at - 1].text;
            const bool alone = is_joint(before) && (at + 1 == end || is_joint(words[at + 1].text));
            if (alone || before == "-n" || before == "-z") {
                out.push_back(words[at].parts);
            }
        }
        return out;
    }

    static bool is_joint(std::string_view word) {
        return word == "!" || word == "-a" || word == "-o" || word == "&&" || word == "||";
    }

    void parts(shell::Range range) {
        shell::Range there; // behind `${x+`, where x is there
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const shell::Part& part = script_.parts[i];
            const bool inside = there.begin < i && i <= there.end;
            if (inside && part.name == script_.parts[there.begin].name) {
                add(part.name, Use::defaulted, part.span);
            } else if (part.kind == PartKind::arithmetic) {
                arithmetic(part.text, part.span, true);
            } else if (part.kind == PartKind::parameter) {
                const std::string_view operation = part.operation;
                const bool plus = operation == "+" || operation == ":+";
                if (plus) {
                    there = {i, i + part.inside};
                }
                const bool guarded =
                    (!operation.empty() && std::string_view("-=?").contains(operation.back()) &&
                     operation.size() <= 2) ||
                    std::ranges::any_of(
                        guards_, [&](shell::Range guard) { return guard.begin <= i && i < guard.end; });
                add(name_in_front(part.name),
                    plus      ? Use::defaulted
                    : guarded ? Use::guarded
                              : Use::read,
                    part.span);
            }
        }
    }

    /// Names in an arithmetic expression; `writes`: `=` assigns there.
    void arithmetic(std::string_view text, Span span, bool writes) {
        for (std::size_t at = 0; at < text.size();) {
            if (!ascii::is_name(text[at])) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            while (at < text.size() && ascii::is_name(text[at])) {
                ++at;
            }
            const std::string_view name = name_in_front(text.substr(begin, at - begin));
            const std::size_t next = text.find_first_not_of(' ', at);
            const std::string_view behind = next == std::string_view::npos ? "" : text.substr(next);
            const bool assigned = writes && behind.starts_with('=') && !behind.starts_with("==");
            const bool changed = writes && (behind.starts_with("++") || behind.starts_with("--") ||
                                            behind.substr(0, 2).ends_with('='));
            if (begin > 0 && (text[begin - 1] == '$' || text[begin - 1] == '{')) {
                continue; // a part of its own
            }
            if (assigned || changed) {
                add(name, Use::assigned, span);
            }
            if (!assigned) {
                add(name, changed || !writes ? Use::guarded : Use::read, span);
            }
        }
    }

    /// `$x` in a text that is run later.
    void mentioned(const shell::Word& word) {
        const std::string_view text = word.text;
        for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
            const std::size_t begin = at + 1 < text.size() && text[at + 1] == '{' ? at + 2 : at + 1;
            add(name_in_front(text.substr(std::min(begin, text.size()))), Use::guarded, word.span);
        }
    }

    void command(const shell::Node& here) {
        const std::string_view name = plain_name(script_, here);
        const auto arguments = script_.words_of(here).subspan(1);
        if (name == "trap" || name == "alias") {
            std::ranges::for_each(arguments, [&](const shell::Word& word) { mentioned(word); });
        } else if (name == "let") {
            for (const shell::Word& word : arguments) {
                arithmetic(word.text, word.span, true);
            }
        } else if (Splitting::is_declaration(name)) {
            declaration(name, arguments);
        } else if (name == "read" || name == "mapfile" || name == "readarray") {
            input(name, arguments);
        } else if (name == "getopts" && arguments.size() > 1) {
            add(name_in_front(arguments[1].text), Use::assigned, arguments[1].span);
        } else if (name == "printf" && arguments.size() > 1 && arguments[0].text == "-v") {
            add(name_in_front(arguments[1].text), Use::assigned, arguments[1].span);
        }
    }

    void declaration(std::string_view command, std::span<const shell::Word> arguments) {
        bool exported = command == "export";
        for (const shell::Word& word : arguments) {
            if (word.text.starts_with('-')) {
                if (word.text.contains('f')) {
                    return;
                }
                exported = exported || word.text.contains('x') || word.text.contains('p');
                continue;
            }
            const bool quoted = word.text.starts_with('"') || word.text.starts_with('\'');
            const std::string_view name = name_in_front(word.text.substr(quoted ? 1 : 0));
            add(name, exported ? Use::declared : Use::assigned,
                quoted ? word.span : Span{word.span.begin, word.span.begin + name.size()});
        }
    }

    void input(std::string_view command, std::span<const shell::Word> arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string_view text = arguments[i].text;
            if (text.starts_with('-')) {
                const bool taken = command == "read"
                                       ? text.size() > 1 && std::string_view("dinNptu").contains(text.back())
                                       : text.size() == 2 && text != "-t";
                i += taken ? 1 : 0;
                continue;
            }
            add(name_in_front(text), Use::assigned, arguments[i].span);
        }
    }

    const shell::Script& script_;
    const ShellScript& text_;
    std::vector<VariableUse> uses_;
    std::vector<shell::Range> guards_;
};

} // namespace

std::vector<VariableUse> variable_uses(const model::Document& document, const ShellScript& text) {
    return Collector(document, text).run();
}

bool is_given(const model::Document& document, const ShellScript& text, std::string_view name) {
    constexpr std::string_view proxies[] = {"FTP_PROXY", "HTTPS_PROXY", "HTTP_PROXY",  "NO_PROXY",
                                            "ftp_proxy", "http_proxy",  "https_proxy", "no_proxy"};
    if (std::ranges::find(proxies, name) != std::end(proxies)) {
        return true;
    }
    const model::ShellText& run = document.commands().texts[text.text];
    if (run.onbuild) {
        return is_given_behind_onbuild(document, run.instruction, name);
    }
    const model::Binding* binding = document.binding(name, document.instructions()[run.instruction]);
    using BindingKind = model::Binding::Kind;
    if (binding == nullptr || binding->kind == BindingKind::path || binding->kind == BindingKind::global) {
        return false;
    }
    // Of an ARG with several names hadolint reads the first.
    const auto words = binding->kind == BindingKind::argument && binding->instruction
                           ? document.words(document.instructions()[*binding->instruction])
                           : std::span<const syntax::Word>{};
    return words.size() < 2 || words.front().span.begin == binding->span.begin;
}

} // namespace dockwright::lint
