#include "lint/bash_only.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

constexpr std::string_view pattern =
    "Debian's and Ubuntu's sh has no `{}`, only bash has: name bash in a SHELL in front, or do without";

/// Commands that bash has built in and dash knows nothing of.
std::string_view unknown_command(std::string_view name) {
    constexpr std::string_view names[] = {"caller",    "compgen", "complete", "declare", "dirs",
                                          "disown",    "enable",  "mapfile",  "popd",    "pushd",
                                          "readarray", "shopt",   "suspend",  "typeset"};
    static_assert(std::ranges::is_sorted(names));
    if (std::ranges::binary_search(names, name)) {
        return "SC3044";
    }
    return name == "source" ? "SC3046" : name == "let" ? "SC3039" : "";
}

/// The options that sh knows of a command; empty: we say nothing of it.
std::string_view known_options(std::string_view name) {
    struct Options {
        std::string_view name;
        std::string_view letters;
    };
    constexpr Options all[] = {
        {"export", "p"}, {"hash", "r"},   {"jobs", "lp"}, {"read", "r"}, {"readonly", "p"},
        {"type", "-"},   {"ulimit", "f"}, {"umask", "S"}, {"wait", "-"},
    };
    const auto* found = std::ranges::find(all, name, &Options::name);
    return found == std::end(all) ? std::string_view{} : found->letters;
}

void in_set(const ShScript& sh, std::span<const shell::Word> words, Report& report) {
    constexpr std::string_view names[] = {"allexport", "errexit", "ignoreeof", "monitor", "noclobber",
                                          "noexec",    "noglob",  "nolog",     "notify",  "nounset",
                                          "verbose",   "vi",      "xtrace"};
    static_assert(std::ranges::is_sorted(names));
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i].text;
        if (word.size() < 2 || (word[0] != '-' && word[0] != '+') || word == "--") {
            return;
        }
        if (word.ends_with('o') && i + 1 < words.size()) {
            const shell::Word& option = words[++i];
            if (!std::ranges::binary_search(names, option.text)) {
                sh.tell(report, option.span, "SC3040", pattern, option.text);
            }
        } else if (word.find_first_of("ETBHkrtP") != std::string_view::npos && !word.starts_with("--")) {
            sh.tell(report, words[i].span, "SC3041", pattern, word, true); // vi and emacs to dash
        }
    }
}

void in_trap(const ShScript& sh, std::span<const shell::Word> words, Report& report) {
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::string_view signal = words[i].text;
        if (signal == "ERR" || signal == "DEBUG" || signal == "RETURN") {
            sh.tell(report, words[i].span, "SC3047", pattern, signal);
        } else if (signal.starts_with("SIG")) {
            sh.tell(report, words[i].span, "SC3048", pattern, signal);
        }
    }
}

void in_format(const ShScript& sh, std::span<const shell::Word> words, Report& report) {
    if (words.size() > 1 && words[1].text.size() > 1 && words[1].text[0] == '-' && words[1].text != "--") {
        sh.tell(report, words[1].span, "SC3045", pattern, "printf -v", words[1].text != "-v");
    } else if (words.size() > 1 && words[1].text.contains("%q")) {
        sh.tell(report, words[1].span, "SC3050", pattern, "%q");
    }
}

void in_options(const ShScript& sh, std::string_view name, std::span<const shell::Word> words,
                Report& report) {
    const std::string_view known = known_options(name);
    if (known.empty()) {
        return;
    }
    for (const shell::Word& word : words.subspan(1)) {
        if (word.text.size() < 2 || word.text[0] != '-' || word.text[1] == '-') {
            return;
        }
        if (word.text.find_first_not_of(known, 1) != std::string_view::npos) {
            // dash has more than the standard asks for: dash(1), "ulimit", "read"
            sh.tell(report, word.span, "SC3045",
                    "Debian's and Ubuntu's sh may not know this option of `{}`, only bash does", name,
                    name == "ulimit" || name == "read");
        }
    }
}

Reported& with_dot(Reported& finding, const shell::Word& name) {
    return finding.fix(Safety::safe, "Use `.`", {{.span = name.span, .text = "."}});
}

void in_simple(const ShScript& sh, const shell::Node& node, Report& report) {
    const std::string_view name = plain_name(sh.tree, node);
    if (name.size() < 3) {
        return;
    }
    const auto words = sh.tree.words_of(node);
    const std::string_view code = unknown_command(name);
    if (code == "SC3046") {
        Reported finding =
            report.at(words.front().span, "Debian's and Ubuntu's sh has no `source`: it is called `.` there");
        with_dot(found_by(finding, sh.ours, sh.theirs, code), words.front());
    } else if (!code.empty()) {
        sh.tell(report, words.front().span, code, pattern, name);
    } else if (name == "set") {
        in_set(sh, words, report);
    } else if (name == "trap") {
        in_trap(sh, words, report);
    } else if (name == "printf") {
        in_format(sh, words, report);
    } else if (name == "exec" && words.size() > 1 && words[1].text.starts_with('-')) {
        sh.tell(report, words[1].span, "SC3038", pattern, "exec -…");
    } else {
        in_options(sh, name, words, report);
    }
}

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        if (node.kind == Kind::simple && !node.words.empty()) {
            in_simple(sh, node, report);
        }
    });
}

constexpr Example examples[] = {
    {.title = "a virtual environment entered by a command of bash",
     .bad = R"(
       | FROM python:3.12
       | RUN source /venv/bin/activate && pip install .
       ~     ^^^^^^ Debian's and Ubuntu's sh has no `source`: it is called `.` there
       + RUN . /venv/bin/activate && pip install .
     )",
     .good = R"(
       | FROM python:3.12
       | RUN . /venv/bin/activate && pip install .
     )"},
    {.title = "an option of bash",
     .bad = R"(
       | FROM debian:12
       | RUN set -o pipefail && wget -qO- https://example.com | tar xz
       ~            ^^^^^^^^ Debian's and Ubuntu's sh has no `pipefail`, only bash has: name bash in a SHELL in front, or do without
     )",
     .good = R"(
       | FROM debian:12
       | SHELL ["/bin/bash", "-o", "pipefail", "-c"]
       | RUN wget -qO- https://example.com | tar xz
     )"},
};

} // namespace

extern constexpr Rule bash_only_builtin{
    .id = "bash-only-builtin",
    .also = {"SC3038", "SC3039", "SC3040", "SC3041", "SC3044", "SC3045", "SC3046", "SC3047", "SC3048",
             "SC3050"},
    .title = "Command or option that only bash has, run by sh",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash. "
           "There `source` is \"not found\" and `set -o pipefail` an illegal option, and the build stops.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
