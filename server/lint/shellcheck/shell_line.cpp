#include "lint/shellcheck/shell_line.hpp"
#include "base/ascii.hpp"
#include "model/shell_source.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::shellcheck {
namespace {

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> out;
    while (!(line = ascii::trimmed(line)).empty()) {
        const std::size_t size = std::min(line.find_first_of(" \t"), line.size());
        out.push_back(line.substr(0, size));
        line.remove_prefix(size);
    }
    return out;
}

/// What the RUN's shell was called with: of the here-document's own `#!`, else of SHELL.
std::vector<std::string_view> words_of_shell(const model::Document& document, const model::ShellText& text) {
    const model::Instruction& run = document.instruction(text);
    const syntax::Heredoc* script = model::script_heredoc(document, run);
    if (script != nullptr && script->content.starts_with("#!")) {
        return words_of(script->content.substr(2, script->content.find('\n') - 2));
    }
    std::vector<std::string_view> out;
    const auto& shell = document.context(document.instructions()[text.instruction]).shell;
    if (shell) {
        for (const syntax::Word& word : document.words(document.instructions()[*shell])) {
            out.push_back(word.text);
        }
    }
    return out;
}

std::string_view default_name(model::ShellKind kind) {
    switch (kind) {
    case model::ShellKind::sh: return "sh";
    case model::ShellKind::ash: return "ash";
    case model::ShellKind::bash: return "bash";
    default: return {};
    }
}

/// Options alone, as far as a `#!` line may hold them.
bool is_option(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) {
        return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '+' || c == '_';
    });
}

} // namespace

std::string shell_line(const model::Document& document, const model::ShellText& text) {
    std::string_view name = default_name(text.kind);
    const std::vector<std::string_view> words = words_of_shell(document, text);
    const auto program = std::ranges::find_if(words, [](std::string_view word) {
        const std::string_view base = base_name(word);
        return base == "sh" || base == "dash" || base == "ash" || base == "bash" || base == "zsh" ||
               base == "ksh" || base == "mksh";
    });
    if (program != words.end()) {
        const std::string_view base = base_name(*program);
        name = base == "zsh" ? "" : base == "ksh" || base == "mksh" ? "ksh" : name;
    }
    if (name.empty()) {
        return {};
    }
    std::string line = "#!/bin/" + std::string(name);
    if (program != words.end()) {
        for (auto word = std::next(program); word != words.end() && is_option(*word); ++word) {
            if (*word != "-c") {
                line.append(" ").append(*word);
            }
        }
    }
    return line;
}

} // namespace dockwright::lint::shellcheck
