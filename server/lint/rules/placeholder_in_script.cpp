#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_shell(std::string_view name) {
    return name == "sh" || name == "bash" || name == "dash" || name == "ksh";
}

/// The text behind `-c` of a shell that find runs, if a file's name is put into it; null if not.
const shell::Word* script_of(std::span<const shell::Word> words) {
    bool runs = false;
    bool in_shell = false;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        const std::string_view text = words[i].text;
        runs = runs || text == "-exec" || text == "-execdir";
        in_shell = runs && (in_shell || is_shell(text)) && text != ";" && text != "\\;";
        if (in_shell && text == "-c") {
            if (words[i + 1].text.contains("{}")) {
                return &words[i + 1];
            }
            in_shell = false;
        }
    }
    return nullptr;
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            const shell::Word* word = node.words.size() > 4 && program_of(script, node) == "find"
                                          ? script_of(script.words_of(node))
                                          : nullptr;
            if (word != nullptr) {
                report
                    .at(word->span,
                        "The file's name becomes a piece of this script, quotes and $( ) in it too: give "
                        "it as an argument, as in sh -c 'cmd \"$1\"' _ NAME")
                    .as_if(word->span.begin < text.read_to, "SC2156");
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a file's name in a script's text",
     .bad = R"(
       | FROM debian:12
       | RUN find /opt -name '*.sh' -exec sh -c 'chmod +x {}' \;
       ~                                        ^^^^^^^^^^^^^ The file's name becomes a piece of this script, quotes and $( ) in it too: give it as an argument, as in sh -c 'cmd "$1"' _ NAME
     )",
     .good = R"x(
       | FROM debian:12
       | RUN find /opt -name '*.sh' -exec sh -c 'chmod +x "$1"' _ {} \;
       | RUN find /opt -exec chmod +x {} \;
     )x"},
};

} // namespace

extern constexpr Rule placeholder_in_script{
    .id = "placeholder-in-script",
    .also = {"SC2156"},
    .title = "File name inside a script's text",
    .why =
        "find puts each file's name where {} stands. Within the text behind 'sh -c' a name with a blank or a "
        "quote changes what the script does.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
