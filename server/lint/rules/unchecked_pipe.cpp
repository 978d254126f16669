#include "lint/error_exit.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/insertion.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// What hadolint makes of a SHELL: the blanks between its words are all that it minds.
struct HadolintShell {
    bool has_pipefail = false;
    bool is_foreign = false;
};

HadolintShell hadolint_shell(const model::Document& document, const model::Instruction& shell) {
    std::string text;
    for (const syntax::Word& word : document.words(shell)) {
        text.append(word.text).append(" ");
    }
    HadolintShell out;
    bool has_letter = false;
    bool has_name = false;
    std::string_view program;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view written = without_quotes(std::string_view(text).substr(at, end - at));
        const std::string_view word = written.substr(0, written.find(';'));
        program = program.empty() ? word : program;
        has_letter = has_letter || (word.size() > 1 && word[0] == '-' && word[1] != '-' &&
                                    !word.contains('=') && !word.contains("pipefail") && word.contains('o'));
        has_name = has_name || word == "pipefail";
        at = word.size() < written.size() ? text.size() : end + 1; // another command
    }
    constexpr std::string_view known[] = {"/bin/ash", "/bin/bash", "/bin/zsh", "ash", "bash", "zsh"};
    out.has_pipefail = has_letter && has_name && std::ranges::find(known, program) != std::end(known);
    out.is_foreign =
        program.starts_with("pwsh") || program.starts_with("powershell") || program.starts_with("cmd");
    return out;
}

/// A download, and what is given whatever it fetched.
struct Piped {
    const model::Command* download = nullptr; ///< null: there is none
    const model::Command* taker = nullptr;
};

/// Finds the pipe whose result hides that a download failed.
class Search {
public:
    /// `stops`: the shell ends at the first command that fails.
    Search(const model::Commands& commands, const model::ShellText& text, bool stops)
        : commands_(commands), script_(commands.script), text_(text), stops_(stops) {}

    Piped run() const { return text_.root == shell::no_node ? Piped{} : in(text_.root, {}); }

private:
    /// `later`: what is run behind the node if it works, and stops the RUN if it fails.
    Piped in(std::uint32_t index, std::vector<std::uint32_t> later) const {
        const shell::Node& node = script_.nodes[index];
        const auto children = script_.children_of(node);
        for (std::size_t i = 0; i < children.size(); ++i) {
            if (node.kind == Kind::pipeline && children.size() > 1) {
                return node.negated ? Piped{} : in_pipe(children, later);
            }
            if (is_condition(node, children, i)) {
                continue;
            }
            std::vector<std::uint32_t> behind = later;
            if (node.kind == Kind::and_or || (node.kind == Kind::list && stops_)) {
                behind.insert(behind.end(), children.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                              children.end());
            }
            const Piped found = in(children[i], std::move(behind));
            if (found.download != nullptr) {
                return found;
            }
        }
        return {};
    }

    /// Whose result somebody looks at.
    bool is_condition(const shell::Node& node, std::span<const std::uint32_t> children, std::size_t i) const {
        switch (node.kind) {
        case Kind::if_clause: return i % 2 == 0 && !(node.has_else && i + 1 == children.size());
        case Kind::while_clause:
        case Kind::until_clause: return i == 0;
        case Kind::and_or:
            return std::ranges::any_of(children.subspan(i + 1), [&](std::uint32_t later) {
                return script_.nodes[later].connector == shell::Connector::or_if;
            });
        default: return false;
        }
    }

    Piped in_pipe(std::span<const std::uint32_t> parts, std::span<const std::uint32_t> later) const {
        const model::Command* taker = find(parts.back(), takes_anything);
        if (taker == nullptr || std::ranges::any_of(later, [&](std::uint32_t node) {
                return needs_it(script_.nodes[node].span, *taker);
            })) {
            return {};
        }
        for (const std::uint32_t part : parts.first(parts.size() - 1)) {
            const auto* download =
                find(part, [](std::string_view name) { return name == "curl" || name == "wget"; });
            if (download != nullptr) {
                return {download, taker};
            }
        }
        return {};
    }

    /// Nothing on its input is no failure to it; tar, gpg or gunzip would fail themselves.
    static bool takes_anything(std::string_view name) {
        constexpr std::string_view names[] = {"ash", "awk",  "bash", "cat", "dash", "dd",    "node", "perl",
                                              "php", "ruby", "sed",  "sh",  "tee",  "xargs", "zsh"};
        static_assert(std::ranges::is_sorted(names));
        return std::ranges::binary_search(names, name) || name.starts_with("python");
    }

    /// Whether something there most likely fails without what was piped. Cleaning up does not; nor does
    /// an installation behind a script that adds a repository, where the distribution has a package of
    /// that name too, of another version, as Debian has nodejs.
    bool needs_it(Span there, const model::Command& taker) const {
        constexpr std::string_view cleaning[] = {"echo", "export", "rm", "true"};
        constexpr std::string_view installers[] = {"apk", "apt", "apt-get", "dnf", "microdnf", "yum"};
        return std::ranges::any_of(commands_.of(text_), [&](const model::Command& command) {
            const bool installs = std::ranges::find(installers, command.name) != std::end(installers);
            return there.covers(command.span) && command.name != "sudo" &&
                   std::ranges::find(cleaning, command.name) == std::end(cleaning) &&
                   (!installs || taker.name == "tee");
        });
    }

    /// A command of the node, which sudo may run, with such a name.
    template <class Test>
    const model::Command* find(std::uint32_t node, Test test) const {
        const auto all = commands_.of(text_);
        const auto found = std::ranges::find_if(
            all, [&](const model::Command& command) { return command.node == node && test(command.name); });
        return found == all.end() ? nullptr : &*found;
    }

    const model::Commands& commands_;
    const shell::Script& script_;
    const model::ShellText& text_;
    bool stops_;
};

bool sets_pipefail(std::span<const model::Argument> arguments) {
    return std::ranges::find(arguments, "pipefail", &model::Argument::text) != arguments.end();
}

/// By SHELL, by `#!` or by `set`.
bool has_pipefail(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Instruction& run = document.instructions()[text.instruction];
    if (const auto shell = document.context(run).shell) {
        const auto words = document.words(document.instructions()[*shell]);
        if (std::ranges::any_of(words,
                                [](const syntax::Word& word) { return word.text.contains("pipefail"); })) {
            return true;
        }
    }
    const auto heredocs = document.syntax().heredocs_of(document.instruction(text));
    const bool shebang =
        !heredocs.empty() && heredocs.front().content.starts_with("#!") &&
        heredocs.front().content.substr(0, heredocs.front().content.find('\n')).contains("pipefail");
    return shebang || std::ranges::any_of(commands.of(text), [&](const model::Command& command) {
               return command.name == "set" && sets_pipefail(commands.arguments_of(command));
           });
}

/// A SHELL in front of the RUN: the one in force, or what the image's shell is, with the option.
void add_fix(const model::Document& document, const model::ShellText& text, Reported& finding) {
    const model::Instruction& run = document.instructions()[text.instruction];
    std::string line = "SHELL [";
    const auto shell = document.context(run).shell;
    const auto words =
        shell ? document.words(document.instructions()[*shell]) : std::span<const syntax::Word>{};
    if (shell && (words.size() < 2 || !document.instructions()[*shell].json ||
                  words.front().text.ends_with("conda") || words.front().text.contains("env"))) {
        return;
    }
    if (text.kind == model::ShellKind::ash) {
        line += "\"/bin/ash\", \"-o\", \"pipefail\", \"-c\"";
    } else if (!shell || text.kind == model::ShellKind::sh) {
        line += "\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"";
    } else {
        line.append(words.front().span.of(document.text())).append(", \"-o\", \"pipefail\"");
        for (const syntax::Word& word : words.subspan(1)) {
            line.append(", ").append(word.span.of(document.text()));
        }
    }
    line.append("]").append(line_end_of(document.text()));
    finding.fix(Safety::unsafe, "Let a pipe fail when any of its commands does",
                {{.span = {above_comments(document, run), above_comments(document, run)}, .text = line}});
}

/// `RUN echo '#!/bin/sh\n…' >start`, here or further down: dash's echo makes lines of it, and bash's does
/// not.
bool needs_dash(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    return stage != nullptr && !document.context(document.instructions()[text.instruction]).shell &&
           text.kind == model::ShellKind::sh &&
           std::ranges::any_of(document.shell_texts(*stage), [&](const model::ShellText& later) {
               return later.instruction >= text.instruction &&
                      std::ranges::any_of(commands.of(later), [&](const model::Command& command) {
                          return command.name == "echo" && command.span.of(document.text()).contains("\\n");
                      });
           });
}

bool may_have_pipe(const model::Document& document, const model::ShellText& text) {
    const model::Instruction& run = document.instruction(text);
    return run.arguments.contains('|') ||
           std::ranges::any_of(document.syntax().heredocs_of(run),
                               [](const syntax::Heredoc& heredoc) { return heredoc.content.contains('|'); });
}

bool stops_at_failure(const Facts& facts, const model::ShellText& text) {
    const auto index = static_cast<std::uint32_t>(&text - facts.document.commands().texts.data());
    return std::ranges::any_of(facts.shell.scripts, [&](const ShellScript& script) {
        return script.text == index &&
               (sets_error_exit(facts, script) || starts_with_error_exit(facts, script));
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const model::Stage* fixed = nullptr; // the first fix of a stage mends the others too
    HadolintShell shell;                 // of the stage itself: hadolint forgets those of the stages below
    std::uint32_t next = 0;
    for (const model::ShellText& text : commands.texts) {
        for (; next < text.instruction; ++next) {
            const model::Instruction& instruction = document.instructions()[next];
            if (instruction.keyword == model::Keyword::from) {
                shell = {};
            } else if (instruction.keyword == model::Keyword::shell) {
                shell = hadolint_shell(document, instruction);
            }
        }
        if (document.instruction(text).keyword != model::Keyword::run || !may_have_pipe(document, text)) {
            continue;
        }
        const Piped piped = text.onbuild || has_pipefail(document, text)
                                ? Piped{}
                                : Search(commands, text, stops_at_failure(facts, text)).run();
        const bool ours = piped.download != nullptr;
        const bool theirs =
            !text.onbuild && !shell.has_pipefail && !shell.is_foreign && hadolint_sees_pipe(document, text);
        if (!ours && !theirs) {
            continue;
        }
        const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
        const bool dash = (ours || stage != fixed) && needs_dash(document, text);
        Reported finding =
            ours ? report.at(commands.script.nodes[piped.download->node].span,
                             "If {} can't reach the server, {} gets nothing and reports success, so Docker "
                             "doesn't stop here: save the file first{}",
                             piped.download->name, piped.taker->name,
                             dash ? "" : ", or set pipefail in a SHELL above")
                 : report.at(document.instruction(text).name_span,
                             "A pipe's result is that of its last command alone: SHELL with -o "
                             "pipefail makes the others count");
        found_by(finding, ours, theirs, "DL4006");
        if (stage != fixed && !text.onbuild && !dash) {
            add_fix(document, text, finding);
            fixed = stage;
        }
    }
}

constexpr Example examples[] = {
    {.title = "a script that never came",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSL https://example.org/install.sh | bash
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If curl can't reach the server, bash gets nothing and reports success, so Docker doesn't stop here: save the file first, or set pipefail in a SHELL above
     )",
     .good = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-o", "pipefail", "-c"]
       | RUN curl -fsSL https://example.org/install.sh | bash
     )"},
    {.title = "another shell would change what a later echo writes", .bad = R"(
       | FROM ubuntu:24.04
       | RUN curl -fsSL https://example.org/install.sh | sh
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If curl can't reach the server, sh gets nothing and reports success, so Docker doesn't stop here: save the file first
       | RUN echo '#!/bin/sh\nexec "$@"' >/start.sh
     )"},
    {.title = "what fails without input, or what somebody looks at; hadolint wants the option all the same",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSL https://example.org/x.tar.gz | tar xz
       ~ ^^^ (DL4006 only) A pipe's result is that of its last command alone: SHELL with -o pipefail makes the others count
       | RUN curl -s https://example.org/x | sh || echo none
       ~ ^^^ (DL4006 only) A pipe's result is that of its last command alone: SHELL with -o pipefail makes the others count
       | RUN set -o pipefail && wget -qO- https://example.org/x | sh
       ~ ^^^ (DL4006 only) A pipe's result is that of its last command alone: SHELL with -o pipefail makes the others count
     )",
     .good = R"(
       | FROM mcr.microsoft.com/windows/servercore:ltsc2022
       | SHELL ["powershell", "-Command"]
       | RUN Get-Item x | Remove-Item
     )"},
    {.title = "what follows in the same RUN would fail without it", .bad = R"(
       | FROM debian:12
       | RUN curl -fsSL https://sh.rustup.rs | sh -s -- -y && /root/.cargo/bin/cargo install sccache
       ~ ^^^ (DL4006 only) A pipe's result is that of its last command alone: SHELL with -o pipefail makes the others count
       | RUN set -e; curl -fsSL https://example.org/uv.sh | sh; uv venv
       ~ ^^^ (DL4006 only) A pipe's result is that of its last command alone: SHELL with -o pipefail makes the others count
     )"},
    {.title = "Debian has a nodejs of its own, and nothing to clean up is no failure", .bad = R"(
       | FROM debian:12
       | RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If curl can't reach the server, bash gets nothing and reports success, so Docker doesn't stop here: save the file first, or set pipefail in a SHELL above
       | RUN curl -fsSL https://example.org/install.sh | sh && rm -rf /tmp/*
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If curl can't reach the server, sh gets nothing and reports success, so Docker doesn't stop here: save the file first, or set pipefail in a SHELL above
     )"},
    {.title = "Alpine's own shell knows the option",
     .bad = R"(
       | FROM alpine:3.20
       | RUN wget -qO- https://example.org/key | sudo tee /etc/apk/keys/x.pub
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ If wget can't reach the server, tee gets nothing and reports success, so Docker doesn't stop here: save the file first, or set pipefail in a SHELL above
     )",
     .good = R"(
       | FROM alpine:3.20
       | SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
       | RUN wget -qO- https://example.org/key | tee /etc/apk/keys/x.pub
     )"},
};

} // namespace

extern constexpr Rule unchecked_pipe{
    .id = "unchecked-pipe",
    .also = {"DL4006"},
    .title = "Pipe that hides a failed download",
    .why =
        "In 'curl … | bash' the shell looks at bash alone. When the server does not answer, bash gets "
        "nothing to do and says that all is well. The build stops later, at the first step that misses what "
        "was to be installed, or not at all.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
