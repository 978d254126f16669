#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include "lint/splitting.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// `\n`, `\033`, `\x1b` …, of which some shells' echo makes something else.
bool has_escape(std::string_view text) {
    for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (std::string_view("abefnrtv01234567\\").contains(next) ||
            (next == 'x' && at + 2 < text.size() &&
             std::string_view("0123456789abcdefABCDEF").contains(text[at + 2]))) {
            return true;
        }
    }
    return false;
}

/// Whether an option says that escapes are meant.
bool has_option(std::span<const shell::Word> words) {
    return std::ranges::any_of(words, [](const shell::Word& word) {
        const std::string_view text = word.text.starts_with('"') && word.text.size() > 1
                                          ? word.text.substr(1, word.text.size() - 2)
                                          : word.text;
        return has_letter(text, 'e') && text.find_first_not_of("-neE") == std::string_view::npos;
    });
}

void check_echo(const Facts& facts, const ShellScript& text, const shell::Node& node, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    const auto words = script.words_of(node);
    const auto found = std::ranges::find_if(words.subspan(1), [&](const shell::Word& word) {
        return word.text.contains('\\') && has_escape(constant_text(script, word));
    });
    if (found == words.end() || has_option(words.subspan(1))) {
        return;
    }
    const bool bash = facts.document.commands().texts[text.text].kind == model::ShellKind::bash;
    if (!bash && !is_plain_sh(facts.document, text)) {
        return; // their echo takes it as it is meant
    }
    const bool seen = found->span.begin < text.read_to;
    if (!bash && !seen) {
        return;
    }
    Reported finding = report.at(
        found->span, bash ? "echo prints backslashes as they are in bash: use printf, or echo -e"
                          : "Some shells' echo prints backslashes as they are, others do not: use printf");
    if (!bash) {
        finding.only_as("SC2028");
        return;
    }
    finding.as_if(seen, "SC2028");
    const Offset behind = words.front().span.end;
    finding.fix(Safety::unsafe, "Let echo read escapes", {{.span = {behind, behind}, .text = " -e"}});
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.words.size() > 1 && program_of(script, node) == "echo") {
                check_echo(facts, text, node, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "bash's echo; hadolint says it of every sh too",
     .bad = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-c"]
       | RUN echo "[global]\ntimeout = 60" > /etc/pip.conf
       ~          ^^^^^^^^^^^^^^^^^^^^^^^^ echo prints backslashes as they are in bash: use printf, or echo -e
       | SHELL ["/bin/sh", "-c"]
       | RUN echo 'a\tb'
       ~          ^^^^^^ (SC2028 only) Some shells' echo prints backslashes as they are, others do not: use printf
     )",
     .good = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-c"]
       | RUN printf '[global]\ntimeout = 60\n' > /etc/pip.conf && echo -e "a\nb" && echo "\d \."
       | SHELL ["/bin/dash", "-c"]
       | RUN echo "a\nb"
     )"},
};

} // namespace

extern constexpr Rule echo_escapes{
    .id = "echo-escapes",
    .also = {"SC2028"},
    .title = "Backslashes that echo prints as they are",
    .why = "bash's echo does not turn '\\n' into a line's end; it prints a backslash and an n. The echo of "
           "Debian's "
           "sh does. printf does it everywhere.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
