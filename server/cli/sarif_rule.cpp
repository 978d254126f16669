#include "cli/sarif_rule.hpp"
#include "base/ascii.hpp"
#include "cli/json_object.hpp"
#include "cli/rule_markdown.hpp"
#include <array>

namespace dockwright::cli {
namespace {

/// "some-rule" as "SomeRule", which viewers show as a name.
std::string pascal_case(std::string_view id) {
    std::string out;
    bool word_begins = true;
    for (const char c : id) {
        if (c != '-') {
            out += word_begins ? ascii::upper(c) : c;
        }
        word_begins = c == '-';
    }
    return out;
}

void append_text(std::string& out, std::string_view text) {
    JsonObject(out).text("text", text);
}

void append_properties(std::string& out, const lint::Rule& rule) {
    JsonObject properties(out);
    // Tags and problem.severity are what GitHub's code scanning shows and filters by.
    properties.array("tags", std::array{std::string_view("dockerfile"), lint::name(rule.group)},
                     [](std::string& to, std::string_view tag) { json_text::append(to, tag); });
    properties.text("problem.severity", rule.severity == lint::Severity::error     ? "error"
                                        : rule.severity == lint::Severity::warning ? "warning"
                                                                                   : "recommendation");
    properties.text("preset", lint::name(rule.level));
    properties.text("fixable", lint::name(rule.fixes));
    properties.array("codes", rule.also,
                     [](std::string& to, std::string_view code) { json_text::append(to, code); });
}

} // namespace

std::string_view sarif_level(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "error";
    case lint::Severity::warning: return "warning";
    case lint::Severity::info:
    case lint::Severity::style: return "note";
    }
    return {};
}

void append_sarif_rule(std::string& out, const lint::Rule& rule) {
    JsonObject object(out);
    object.text("id", rule.id);
    object.text("name", pascal_case(rule.id));
    append_text(object.member("shortDescription"), rule.title);
    append_text(object.member("fullDescription"), rule.why);
    {
        JsonObject help(object.member("help"));
        help.text("text", rule.why);
        help.text("markdown", rule_markdown(rule));
    }
    object.text_if_known("helpUri", rule_url(rule));
    JsonObject(object.member("defaultConfiguration")).text("level", sarif_level(rule.severity));
    append_properties(object.member("properties"), rule);
}

} // namespace dockwright::cli
