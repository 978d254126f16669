#include "lint/linter.hpp"
#include "support/line_changes.hpp"
#include "support/source_tree.hpp"
#include <gtest/gtest.h>

/// server/lint/RULES.md is derived from the table of rules.
namespace dockwright::lint {
namespace {

std::string codes(const Rule& rule) {
    std::string out;
    for (const std::string_view code : rule.also) {
        out += out.empty() ? "" : ", ";
        out += code;
    }
    return out;
}

void append_example(std::string& out, std::string_view text) {
    std::string shown;
    for (std::string_view line : testing::lines_of(text)) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.empty()) {
            shown.append(line) += '\n';
        }
    }
    if (!shown.empty()) {
        out += "\n```\n" + shown + "```\n";
    }
}

/// Indented as it is: YAML means something by it.
void append_beside(std::string& out, std::string_view text) {
    const std::size_t first = text.find("== ");
    if (first == std::string_view::npos) {
        return;
    }
    const std::size_t indentation = first - (text.rfind('\n', first) + 1);
    out += "\n```\n";
    for (std::string_view line : testing::lines_of(text.substr(text.rfind('\n', first) + 1))) {
        line.remove_prefix(std::min({indentation, line.find_first_not_of(' '), line.size()}));
        out.append(line) += '\n';
    }
    while (out.ends_with("\n\n")) {
        out.pop_back();
    }
    out += "```\n";
}

void append_rule(std::string& out, const Rule& rule) {
    out += "\n## " + std::string(rule.id) + "\n" + std::string(rule.title) + ".\n\n" + std::string(rule.why) +
           "\n\nGroup " + std::string(name(rule.group)) + ", " + std::string(name(rule.severity)) +
           ", preset `" + std::string(name(rule.level)) + "`, fix: " + std::string(name(rule.fixes)) + ".\n";
    for (const Example& example : rule.examples) {
        out += "\n### " + std::string(example.title) + "\n";
        out += example.machine.empty() ? "" : "For the machine `" + std::string(example.machine) + "`.\n";
        append_beside(out, example.beside);
        append_example(out, example.bad);
        append_example(out, example.good);
    }
}

std::string rules_page() {
    std::string out = "# Rules\n\n"
                      "Written from the table of rules by tests/rules_page_test.cpp. In the examples `|` is "
                      "a line of a Dockerfile, `~` what is said about the line above, `+` the line after "
                      "the fix.\n\n"
                      "| rule | also known as | preset | fix |\n| --- | --- | --- | --- |\n";
    for (const Rule* rule : rules::all()) {
        out += "| [" + std::string(rule->id) + "](#" + std::string(rule->id) + ") | " + codes(*rule) + " | " +
               std::string(name(rule->level)) + " | " + std::string(name(rule->fixes)) + " |\n";
    }
    for (const Rule* rule : rules::all()) {
        append_rule(out, *rule);
    }
    return out;
}

TEST(RulesPage, IsWhatTheTableOfRulesGives) {
    testing::expect_file("server/lint/RULES.md", rules_page());
}

} // namespace
} // namespace dockwright::lint
