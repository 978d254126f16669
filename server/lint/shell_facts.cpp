#include "lint/shell_facts.hpp"
#include "lint/dash.hpp"
#include "lint/hadolint/shellcheck_end.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint {
namespace {

constexpr auto special_characters = [] {
    std::array<bool, 256> out{};
    std::fill(out.begin() + 0x80, out.end(), true);
    for (const char c : {'"', '\'', '`', '$', '\\', '[', ']', '{', '}'}) {
        out[static_cast<unsigned char>(c)] = true;
    }
    return out;
}();

bool is_special(char c) {
    return special_characters[static_cast<unsigned char>(c)];
}

void link_parts(std::span<const shell::Part> parts, std::uint32_t parent, ShellFacts& facts) {
    for (const shell::Part& part : parts) {
        if (part.node != shell::no_node) {
            facts.parents[part.node] = parent;
        }
    }
}

void link(const shell::Script& script, std::uint32_t index, ShellFacts& facts) {
    const shell::Node& node = script.nodes[index];
    for (const std::uint32_t child : script.children_of(node)) {
        facts.parents[child] = index;
    }
    each_word(script, node, [&](const shell::Word& word, Place place) {
        link_parts(script.parts_of(word), index, facts);
        if (std::ranges::any_of(word.text, is_special)) {
            facts.special.push_back({&word, index, place});
        }
    });
    for (const shell::Redirection& redirection : script.redirections_of(node)) {
        const shell::Range parts = redirection.document_parts;
        link_parts(std::span(script.parts).subspan(parts.begin, parts.size()), index, facts);
    }
}

/// Whose text ShellCheck is given: the shell form of a RUN, also behind ONBUILD, and here-documents for a
/// shell that it knows.
bool is_script(const model::Document& document, const model::ShellText& text) {
    return text.root != shell::no_node && text.origin != model::ShellText::Origin::exec_form &&
           document.instruction(text).keyword == model::Keyword::run;
}

shell::Dialect dialect_of(model::ShellKind kind) {
    switch (kind) {
    case model::ShellKind::sh: return shell::Dialect::posix;
    case model::ShellKind::ash: return shell::Dialect::ash;
    default: return shell::Dialect::bash;
    }
}

struct Checked {
    CheckedAs as = CheckedAs::sh;
    std::string_view code{};
};

/// By the words of a SHELL, as ShellCheck reads a `#!` with them.
Checked checked(std::span<const syntax::Word> words) {
    if (words.empty()) {
        return {};
    }
    const std::string_view program = words.front().text;
    if (program.starts_with("pwsh") || program.starts_with("powershell") || program.starts_with("cmd")) {
        return {CheckedAs::nothing}; // hadolint doesn't even call it
    }
    const std::string_view path = program.starts_with('/') ? "" : "SC2239";
    const std::string_view unknown = path.empty() ? "SC1008" : path;
    const std::string_view name = program.substr(program.rfind('/') + 1);
    if (name == "sh") {
        return {CheckedAs::sh, path};
    }
    if (name == "dash" || name == "ash") {
        return {CheckedAs::dash, path};
    }
    if (name == "ksh") {
        return {CheckedAs::ksh, path};
    }
    if (name == "bash" || name.starts_with("bash.") || name == "bats") {
        return {CheckedAs::bash, path};
    }
    if (name == "zsh" || name == "fish" || name == "csh" || name == "tcsh" || name.starts_with("python")) {
        return {CheckedAs::nothing, path.empty() ? "SC1071" : path};
    }
    const bool is_busybox =
        name == "busybox" && words.size() > 1 && (words[1].text == "sh" || words[1].text == "ash");
    return {is_busybox ? CheckedAs::busybox : CheckedAs::bash, unknown};
}

/// A here-document with a `#!` is checked only if hadolint knows that; then for the SHELL's shell.
bool has_unknown_interpreter(const model::Document& document, const model::Instruction& run) {
    const auto heredocs = document.syntax().heredocs_of(run);
    if (heredocs.empty() || !heredocs.front().content.starts_with("#!")) {
        return false;
    }
    const std::string_view content = heredocs.front().content;
    const std::string_view line = content.substr(2, content.find_first_of("\r\n") - 2);
    constexpr std::string_view known[] = {"/bin/bash",         "/bin/sh",         "/bin/ksh",
                                          "/usr/bin/env bash", "/usr/bin/env sh", "/usr/bin/env ksh"};
    // what goes on behind the name, options or not, makes no difference
    return std::ranges::none_of(known, [&](std::string_view name) { return line.starts_with(name); });
}

/// Which SHELL hadolint takes to be in force: to it, each ENV and ARG of a stage takes it back.
class HadolintShells {
public:
    explicit HadolintShells(const model::Document& document) : document_(document) {}

    Checked at(const model::ShellText& text) {
        if (has_unknown_interpreter(document_, document_.instruction(text))) {
            return {CheckedAs::nothing};
        }
        for (const auto all = document_.instructions(); next_ < text.instruction; ++next_) {
            step(all[next_]);
        }
        return current_ == nullptr ? Checked{} : checked(document_.words(*current_));
    }

private:
    void step(const model::Instruction& instruction) {
        switch (instruction.keyword) {
        case model::Keyword::shell: current_ = &instruction; break;
        case model::Keyword::env:
        case model::Keyword::arg: current_ = nullptr; break;
        case model::Keyword::from: {
            const model::Stage* stage = document_.stage_of(instruction);
            ends_.push_back(current_);
            const bool is_known =
                stage != nullptr && stage->image.stage && *stage->image.stage + 1 < ends_.size();
            current_ = is_known ? ends_[*stage->image.stage + 1] : nullptr; // the first is in front of all
            break;
        }
        default: break;
        }
    }

    const model::Document& document_;
    std::uint32_t next_ = 0;
    const model::Instruction* current_ = nullptr;
    std::vector<const model::Instruction*> ends_; ///< of stages, and of what is in front of the first
};

} // namespace

ShellFacts shell_facts(const model::Document& document, Reader reader) {
    ShellFacts facts;
    const model::Commands& commands = document.commands();
    HadolintShells shells(document);
    const bool keeps_dash = !replaces_dash(document);
    facts.parents.assign(commands.script.nodes.size(), shell::no_node);
    for (std::uint32_t i = 0; i < commands.texts.size(); ++i) {
        const model::ShellText& text = commands.texts[i];
        const bool is_foreign = reader == Reader::hadolint && !text.foreign_nodes.empty();
        const shell::Range nodes = is_foreign ? text.foreign_nodes : text.nodes;
        const auto special = static_cast<std::uint32_t>(facts.special.size());
        for (std::uint32_t node = nodes.begin; node < nodes.end; ++node) {
            link(commands.script, node, facts);
        }
        const bool scripted = is_foreign || is_script(document, text);
        const std::uint32_t end_node = !scripted ? nodes.begin : is_foreign ? nodes.end : text.root + 1;
        while (facts.special.size() > special && facts.special.back().node >= end_node) {
            facts.special.pop_back();
        }
        if (scripted) {
            const Checked checked = shells.at(text);
            const ShellCheckEnd end = shellcheck_end(document, text);
            facts.scripts.push_back({.text = i,
                                     .dialect = dialect_of(text.kind),
                                     .is_dash = keeps_dash && !is_foreign && runs_in_dash(document, text),
                                     .nodes = {nodes.begin, end_node},
                                     .special = {special, static_cast<std::uint32_t>(facts.special.size())},
                                     .checked_as = checked.as,
                                     .shell_code = checked.code,
                                     .read_to = end.at,
                                     .stopped_by = end.code,
                                     .stopped_at = end.points});
        }
    }
    return facts;
}

std::string_view plain_name(const shell::Script& script, const shell::Node& node) {
    if (node.kind != shell::Node::Kind::simple || node.words.empty()) {
        return {};
    }
    const shell::Word& word = script.words_of(node).front();
    const auto parts = script.parts_of(word);
    return parts.size() == 1 && parts.front().kind == shell::Part::Kind::literal ? word.text
                                                                                 : std::string_view{};
}

} // namespace dockwright::lint
