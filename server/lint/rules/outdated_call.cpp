#include "lint/rule.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// `-i` or `-i{}`, other letters in front.
bool is_replace(std::string_view option) {
    if (!option.starts_with('-') || option.starts_with("--")) {
        return false;
    }
    const std::size_t at = option.find('i');
    return at != std::string_view::npos && (at + 1 == option.size() || option.substr(at + 1) == "{}");
}

const shell::Word* replacing_option(std::span<const shell::Word> words) {
    for (std::size_t i = 1; i < words.size() && words[i].text.starts_with('-'); ++i) {
        if (is_replace(words[i].text)) {
            return &words[i];
        }
        i += words[i].text.size() == 2 && std::string_view("nPLIEsda").contains(words[i].text[1]) ? 1U : 0U;
    }
    return nullptr;
}

void check_command(const shell::Script& script, const shell::Node& node, const ShellScript& text,
                   Report& report) {
    const auto words = script.words_of(node);
    const std::string_view name = plain_name(script, node);
    if (name == "xargs") {
        if (const shell::Word* option = replacing_option(words)) {
            report.at(option->span, "xargs -i is no longer in the manual: name the placeholder, with -I")
                .as_if(option->span.begin < text.read_to, "SC2267");
        }
    } else if (name == "expr" && words.size() > 2) {
        const std::string_view verb = words[1].text;
        if (verb == "length" || verb == "match" || verb == "substr" || verb == "index") {
            report.at(words[1].span, "expr {} is not in every expr: use ${x#…}, ${x%…}, ${#x}, or cut", verb)
                .as_if(words[1].span.begin < text.read_to, "SC2308");
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            if (script.nodes[i].words.size() > 1) {
                check_command(script, script.nodes[i], text, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "what only some versions know",
     .bad = R"(
       | FROM debian:12
       | RUN ls | xargs -i cp {} /opt && expr length "$HOME"
       ~                ^^ xargs -i is no longer in the manual: name the placeholder, with -I
       ~                                      ^^^^^^ expr length is not in every expr: use ${x#…}, ${x%…}, ${#x}, or cut
     )",
     .good = R"(
       | FROM debian:12
       | RUN ls | xargs -I{} cp {} /opt && expr 1 + 1 && xargs grep -i a
     )"},
};

} // namespace

extern constexpr Rule outdated_call{
    .id = "outdated-call",
    .also = {"SC2267", "SC2308"},
    .title = "Option that not every system has",
    .why = "'xargs -i' and 'expr length' are not in the standard; the small tools of Alpine or BSD may "
           "refuse them.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
