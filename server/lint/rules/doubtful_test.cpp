#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;
using PartKind = shell::Part::Kind;

bool is_grep(std::string_view name) {
    return name == "grep" || name == "egrep" || name == "fgrep" || name == "zgrep";
}

/// The words between the brackets of `[ … ]` and `[[ … ]]`; nothing for `test`, which ShellCheck does not
/// read.
std::span<const shell::Word> condition(const shell::Script& script, const shell::Node& node) {
    const auto words = script.words_of(node);
    if (node.kind == Kind::test) {
        return words;
    }
    const std::string_view name = plain_name(script, node);
    return words.size() > 2 && (name == "[" || name == "[[") ? words.subspan(1, words.size() - 2)
                                                             : std::span<const shell::Word>{};
}

bool is_joint(std::string_view word) {
    return word == "!" || word == "-a" || word == "-o" || word == "&&" || word == "||" || word == "(";
}

/// Whether the word is the output of a pipe that ends in grep.
bool is_found_text(const shell::Script& script, const shell::Word& word) {
    const auto parts = script.parts_of(word);
    const std::size_t at = !parts.empty() && parts.front().kind == PartKind::double_quoted ? 1 : 0;
    if (parts.size() != at + 1 || parts[at].kind != PartKind::command || parts[at].node == shell::no_node) {
        return false;
    }
    const auto children = script.children_of(script.nodes[parts[at].node]);
    if (children.size() != 1) {
        return false;
    }
    const shell::Node& node = script.nodes[children.front()];
    const shell::Node& last =
        node.kind == Kind::pipeline ? script.nodes[script.children_of(node).back()] : node;
    return is_grep(program_of(script, last));
}

void check_condition(const Facts& facts, const ShellScript& text, std::span<const shell::Word> words,
                     Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool begins = i == 0 || is_joint(words[i - 1].text);
        const bool ends = i + 1 == words.size() || is_joint(words[i + 1].text);
        const bool unary = begins && i + 1 < words.size() && words[i].text.starts_with('-');
        if (unary && is_glob(script, words[i + 1])) {
            report
                .at(words[i + 1].span,
                    "{} looks at one file: if the wildcard fits several, the test fails. Look at "
                    "each in a loop",
                    words[i].text)
                .as_if(words[i + 1].span.begin < text.read_to, "SC2144");
        }
        const bool empty =
            unary && (words[i].text == "-n" || words[i].text == "-z") && is_found_text(script, words[i + 1]);
        if (empty || (begins && ends && is_found_text(script, words[i]))) {
            report
                .at(words[i].span,
                    "grep says itself whether it found something: use grep -q in place of this test")
                .as_if(words[i].span.begin < text.read_to, "SC2143");
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const auto words = condition(script, script.nodes[i]);
            if (!words.empty()) {
                check_condition(facts, text, words, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a wildcard, and grep's output",
     .bad = R"x(
       | FROM debian:12
       | RUN if [ -f /opt/*.deb ]; then apt-get install -y /opt/*.deb; fi
       ~             ^^^^^^^^^^ -f looks at one file: if the wildcard fits several, the test fails. Look at each in a loop
       | RUN [ -n "$(grep root /etc/passwd)" ] && echo found
       ~       ^^ grep says itself whether it found something: use grep -q in place of this test
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN for i in /opt/*.deb; do [ -f "$i" ] && apt-get install -y "$i"; done
       | RUN grep -q root /etc/passwd && [ "$(grep -c x f)" -gt 3 ]
     )x"},
};

} // namespace

extern constexpr Rule doubtful_test{
    .id = "doubtful-test",
    .also = {"SC2143", "SC2144"},
    .title = "Test that does not say what is meant",
    .why = "A wildcard in '[ -f … ]' becomes as many words as files fit, and with two of them the test is an "
           "error. "
           "And grep needs no '[ … ]' around it: its own result is the answer.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
