#include "lint/variable_flow.hpp"
#include "base/ascii.hpp"
#include "lint/splitting.hpp"
#include "lint/variable_state.hpp"
#include "lint/variable_uses.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint {
namespace {

using Kind = shell::Node::Kind;
using PartKind = shell::Part::Kind;

constexpr std::string_view numbers[] = {
    "BASHPID", "BASH_ARGC", "BASH_LINENO", "COLUMNS", "EPOCHREALTIME", "EPOCHSECONDS", "EUID",    "LINENO",
    "LINES",   "OPTIND",    "PPID",        "RANDOM",  "SECONDS",       "SHLVL",        "SRANDOM", "UID"};

/// `?`, `#`, `!`, `$`, `-`: numbers and letters.
bool is_plain_special(std::string_view name) {
    return name.size() == 1 && std::string_view("?#!$-").contains(name.front());
}

Blanks of_text(std::string_view text) {
    if (text.empty()) {
        return Blanks::empty;
    }
    return text.find_first_of(" \t\n*?[") == std::string_view::npos ? Blanks::none : Blanks::maybe;
}

/// Whether the shell can split what the variable gives, by its form.
bool can_split(const shell::Part& part) {
    return part.kind == PartKind::parameter && !part.quoted && !is_plain_special(part.name) &&
           part.name != "@" && part.operation != "#" && !part.operation.starts_with(":+") &&
           !part.operation.starts_with('+') && !(part.operation == "[" && part.text.contains("[@]"));
}

bool is_variable(std::string_view word) {
    return !word.empty() && !ascii::is_digit(word.front()) && std::ranges::all_of(word, ascii::is_name);
}

std::string_view without_quotes(std::string_view word) {
    const bool quoted =
        word.size() > 1 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front();
    return quoted ? word.substr(1, word.size() - 2) : word;
}

class Flow {
public:
    Flow(const model::Document& document, const ShellScript& text)
        : document_(document), script_(document.commands().script), text_(text), splitting_(document, text) {}

    std::vector<SplitVariable> run() {
        VariableState state(
            [](const void* flow, std::string_view name) {
                const Flow& own = *static_cast<const Flow*>(flow);
                const bool plain = std::ranges::find(numbers, name) != std::end(numbers) ||
                                   is_given(own.document_, own.text_, name);
                return plain ? Blanks::none : Blanks::maybe;
            },
            this);
        node(text_.nodes.end - 1, state);
        for (std::size_t i = 0; i < functions_.size(); ++i) { // what nothing calls may be called at the end
            if (!functions_[i].called) {
                call(i, state);
            }
        }
        std::ranges::sort(found_, {}, &SplitVariable::part);
        const auto rest = std::ranges::unique(found_, {}, &SplitVariable::part);
        found_.erase(rest.begin(), rest.end());
        return std::move(found_);
    }

private:
    struct Function {
        std::string_view name;
        std::uint32_t body;
        bool called = false;
        bool running = false;
    };
    /// A call: what `return` leaves behind, and what comes back when it ends.
    struct Frame {
        std::optional<VariableState> returned;
        std::vector<std::pair<std::string_view, Blanks>> kept;
    };

    void apart(std::uint32_t index, const VariableState& state) {
        VariableState copy = state;
        node(index, copy);
    }

    void node(std::uint32_t index, VariableState& state) {
        if (budget_ == 0) {
            return;
        }
        --budget_;
        const shell::Node& here = script_.nodes[index];
        const auto children = script_.children_of(here);
        switch (here.kind) {
        case Kind::list:
            for (const std::uint32_t child : children) {
                if (script_.nodes[child].terminator == shell::Terminator::background) {
                    apart(child, state);
                } else {
                    node(child, state);
                }
            }
            return;
        case Kind::and_or: return and_or(children, state);
        case Kind::simple: return simple(here, state);
        case Kind::function:
            if (!children.empty()) {
                functions_.push_back({here.name, children.front()});
            }
            return;
        case Kind::case_clause: return cases(here, state);
        default: break;
        }
        words(here, state);
        switch (here.kind) {
        case Kind::if_clause: return branches(here, state);
        case Kind::while_clause:
        case Kind::until_clause:
        case Kind::for_clause:
        case Kind::select_clause:
        case Kind::arithmetic_for: return loop(here, state);
        case Kind::arithmetic: return arithmetic(here.span.of(document_.text()), state);
        case Kind::pipeline:
        case Kind::subshell:
        case Kind::coprocess: return piped(here, state);
        default:
            for (const std::uint32_t child : children) {
                node(child, state);
            }
        }
    }

    void and_or(std::span<const std::uint32_t> children, VariableState& state) {
        for (std::size_t i = 0; i < children.size(); ++i) {
            if (i == 0) {
                node(children[i], state);
                continue;
            }
            const VariableState before = state;
            node(children[i], state);
            state.join(before);
        }
    }

    /// Each command of a pipe has variables of its own, and so has a subshell.
    void piped(const shell::Node& here, VariableState& state) {
        const auto children = script_.children_of(here);
        if (here.kind == Kind::pipeline && children.size() == 1) {
            return node(children.front(), state);
        }
        for (const std::uint32_t child : children) {
            apart(child, state);
        }
    }

    void branches(const shell::Node& here, VariableState& state) {
        const auto children = script_.children_of(here);
        std::optional<VariableState> taken; // by a branch that ran
        std::size_t i = 0;
        for (; i + 1 < children.size(); i += 2) {
            node(children[i], state);
            VariableState branch = state;
            node(children[i + 1], branch);
            taken ? taken->join(branch) : void(taken.emplace(std::move(branch)));
        }
        if (i < children.size()) {
            node(children[i], state);
        }
        if (taken) {
            state.join(*taken);
        }
    }

    void cases(const shell::Node& here, VariableState& state) {
        words(here, state);
        std::optional<VariableState> out;
        bool any = false;
        for (const std::uint32_t item : script_.children_of(here)) {
            VariableState branch = state;
            words(script_.nodes[item], branch);
            for (const shell::Word& pattern : script_.words_of(script_.nodes[item])) {
                any = any || pattern.text == "*";
            }
            for (const std::uint32_t child : script_.children_of(script_.nodes[item])) {
                node(child, branch);
            }
            out ? out->join(branch) : void(out.emplace(branch));
        }
        if (out && any) {
            state = std::move(*out);
        } else if (out) {
            state.join(*out);
        }
    }

    /// `break` and `continue` are nothing that ShellCheck goes by.
    void loop(const shell::Node& here, VariableState& state) {
        constexpr int rounds = 5; // a value can only grow, twice
        const auto children = script_.children_of(here);
        if (here.kind == Kind::arithmetic_for) {
            for (const shell::Word& word : script_.words_of(here)) {
                arithmetic(word.text, state);
            }
        }
        const bool names = here.kind == Kind::for_clause || here.kind == Kind::select_clause;
        const bool tests = here.kind == Kind::while_clause || here.kind == Kind::until_clause;
        const Blanks value = names ? looped(here, state) : Blanks::none;
        for (int round = 0; round < rounds; ++round) {
            if (tests && !children.empty()) {
                node(children.front(), state);
            }
            VariableState body = state;
            if (names) {
                body.assign(here.name, value);
            }
            for (std::size_t i = tests ? 1 : 0; i < children.size(); ++i) {
                node(children[i], body);
            }
            const VariableState before = state;
            state.join(body);
            if (state == before) {
                return;
            }
        }
    }

    Blanks looped(const shell::Node& here, const VariableState& state) const {
        if (!here.in_words) {
            return Blanks::maybe;
        }
        Blanks value = Blanks::empty;
        for (const shell::Word& word : script_.words_of(here)) {
            value = std::max(value, value_of(word.parts, state));
            each_outer_part(script_, word, [&](std::uint32_t i) {
                const shell::Part& part = script_.parts[i];
                const bool braces = part.kind == PartKind::literal && part.text.contains('{');
                if (part.kind == PartKind::parameter || braces) {
                    value = Blanks::maybe;
                }
            });
        }
        return value;
    }

    // --- commands ---------------------------------------------------------------------------------

    void simple(const shell::Node& here, VariableState& state) {
        words(here, state);
        const auto all = script_.words_of(here);
        if (all.empty()) {
            for (const shell::Assignment& assignment : script_.assignments_of(here)) {
                assign(assignment, state);
            }
            return;
        }
        const std::string_view name = plain_name(script_, here);
        if (name == "exit") {
            state.leave();
        } else if (name == "return") {
            if (!frames_.empty()) {
                auto& returned = frames_.back().returned;
                returned ? returned->join(state) : void(returned.emplace(state));
            }
            state.leave();
        } else if (Splitting::is_declaration(name)) {
            declare(name, all.subspan(1), state);
        } else if (name == "read" || name == "unset" || name == "mapfile" || name == "readarray" ||
                   name == "getopts") {
            for (const shell::Word& word : all.subspan(1)) {
                forget(word.text, state);
            }
        } else if (name == "printf" && all.size() > 2 && all[1].text == "-v") {
            forget(all[2].text, state);
        } else if (name == "let") {
            for (const shell::Word& word : all.subspan(1)) {
                arithmetic(word.text, state);
            }
        } else {
            const auto function =
                std::ranges::find(functions_.rbegin(), functions_.rend(), name, &Function::name);
            if (!name.empty() && function != functions_.rend()) {
                call(static_cast<std::size_t>(functions_.rend() - function) - 1, state);
            }
        }
    }

    void call(std::size_t index, VariableState& state) {
        if (functions_[index].running) {
            return;
        }
        functions_[index].called = functions_[index].running = true;
        frames_.emplace_back();
        node(functions_[index].body, state);
        Frame frame = std::move(frames_.back());
        frames_.pop_back();
        if (frame.returned) {
            state.join(*frame.returned);
        }
        for (const auto& [name, value] : frame.kept) {
            state.assign(name, value);
        }
        functions_[index].running = false;
    }

    void forget(std::string_view word, VariableState& state) const {
        if (is_variable(without_quotes(word))) {
            state.assign(without_quotes(word), Blanks::maybe);
        }
    }

    void declare(std::string_view command, std::span<const shell::Word> arguments, VariableState& state) {
        const bool local =
            (command == "local" || command == "declare" || command == "typeset") && !frames_.empty();
        bool number = false;
        for (const shell::Word& word : arguments) {
            if (word.text.starts_with('-')) {
                number = number || word.text.contains('i');
                continue;
            }
            const std::size_t equals = word.text.find('=');
            const std::string_view name = word.text.substr(0, equals);
            if (!is_variable(name)) {
                continue;
            }
            if (local) {
                frames_.back().kept.emplace_back(name, state.value(name));
            }
            if (equals != std::string_view::npos) {
                state.assign(name, number ? Blanks::none : behind_equals(word, state));
            } else if (local || number) {
                state.assign(name, number ? Blanks::none : Blanks::maybe);
            }
        }
    }

    Blanks behind_equals(const shell::Word& word, const VariableState& state) const {
        const shell::Part& first = script_.parts[word.parts.begin];
        const std::size_t equals = first.text.find('=');
        const Blanks rest = value_of({word.parts.begin + 1, word.parts.end}, state);
        return equals == std::string_view::npos ? Blanks::maybe
                                                : std::max(rest, of_text(first.text.substr(equals + 1)));
    }

    void assign(const shell::Assignment& assignment, VariableState& state) {
        const std::string_view rest = document_.text().substr(assignment.name_span.end.index());
        if (assignment.array || rest.starts_with('[')) {
            return state.assign(assignment.name, Blanks::maybe);
        }
        Blanks value = value_of(assignment.value.parts, state);
        if (assignment.append) {
            value = std::max(value, state.value(assignment.name));
        }
        state.assign(assignment.name, value);
    }

    /// `x=1`, `x += 2`, `x++` within an arithmetic expression.
    static void arithmetic(std::string_view text, VariableState& state) {
        for (std::size_t at = 0; at < text.size();) {
            if (!ascii::is_name(text[at])) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            while (at < text.size() && ascii::is_name(text[at])) {
                ++at;
            }
            const std::string_view name = text.substr(begin, at - begin);
            const std::size_t next = text.find_first_not_of(' ', at);
            const std::string_view behind = next == std::string_view::npos ? "" : text.substr(next);
            const std::string_view before = text.substr(0, begin);
            const bool set =
                (behind.starts_with('=') && !behind.starts_with("==")) ||
                (behind.size() > 1 && behind[1] == '=' && std::string_view("+-*/%&|^").contains(behind[0])) ||
                behind.starts_with("++") || behind.starts_with("--") || before.ends_with("++") ||
                before.ends_with("--");
            if (set && is_variable(name)) {
                state.assign(name, Blanks::none);
            }
        }
    }

    // --- words ------------------------------------------------------------------------------------

    void words(const shell::Node& here, VariableState& state) {
        each_word(script_, here,
                  [&](const shell::Word& word, Place place) { visit(here, word, place, state); });
        for (const shell::Redirection& redirection : script_.redirections_of(here)) {
            substitutions(redirection.document_parts, state);
        }
    }

    void visit(const shell::Node& here, const shell::Word& word, Place place, VariableState& state) {
        if (word.text.find_first_of("$`<>") == std::string_view::npos) {
            return;
        }
        substitutions(word.parts, state);
        if (!word.text.contains('$') || !splitting_.splits(here, word, place)) {
            return;
        }
        each_outer_part(script_, word, [&](std::uint32_t i) {
            const shell::Part& part = script_.parts[i];
            if (can_split(part) && state.value(part.name) != Blanks::none) {
                found_.push_back({i, word.parts, place});
            }
        });
    }

    void substitutions(shell::Range parts, VariableState& state) {
        for (std::uint32_t i = parts.begin; i < parts.end; ++i) {
            const shell::Part& part = script_.parts[i];
            if (part.node != shell::no_node) {
                apart(part.node, state);
            } else if (part.kind == PartKind::arithmetic) {
                arithmetic(part.text, state);
            }
        }
    }

    Blanks value_of(shell::Range parts, const VariableState& state) const {
        Blanks value = Blanks::empty;
        for (std::uint32_t i = parts.begin; i < parts.end; ++i) {
            const shell::Part& part = script_.parts[i];
            switch (part.kind) {
            case PartKind::double_quoted: continue; // what is inside follows
            case PartKind::literal: value = std::max(value, of_text(part.text)); break;
            case PartKind::escape: value = std::max(value, of_text(part.text.substr(1))); break;
            case PartKind::single_quoted: value = std::max(value, of_text(without_quotes(part.text))); break;
            case PartKind::ansi_quoted:
                value = std::max(value, of_text(without_quotes(part.text.substr(1))));
                break;
            case PartKind::arithmetic: value = std::max(value, Blanks::none); break;
            case PartKind::parameter: value = std::max(value, parameter(part, state)); break;
            default: value = Blanks::maybe; break;
            }
            i += part.inside;
        }
        return value;
    }

    static Blanks parameter(const shell::Part& part, const VariableState& state) {
        if (is_plain_special(part.name) && part.operation.empty()) {
            return Blanks::none;
        }
        return part.operation.empty() && is_variable(part.name) ? state.value(part.name) : Blanks::maybe;
    }

    const model::Document& document_;
    const shell::Script& script_;
    const ShellScript& text_;
    Splitting splitting_;
    std::vector<Function> functions_;
    std::vector<Frame> frames_;
    std::vector<SplitVariable> found_;
    std::uint32_t budget_ = 20'000; ///< nodes: loops in loops and functions that call functions end somewhere
};

/// Whether there is a variable outside quotes at all.
bool has_variable(const model::Document& document, const ShellScript& text) {
    const shell::Script& script = document.commands().script;
    bool found = false;
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end && !found; ++i) {
        each_word(script, script.nodes[i], [&](const shell::Word& word, Place) {
            if (found || !word.text.contains('$')) {
                return;
            }
            each_outer_part(script, word,
                            [&](std::uint32_t part) { found = found || can_split(script.parts[part]); });
        });
    }
    return found;
}

} // namespace

std::vector<SplitVariable> split_variables(const model::Document& document, const ShellScript& text) {
    return has_variable(document, text) ? Flow(document, text).run() : std::vector<SplitVariable>{};
}

} // namespace dockwright::lint
