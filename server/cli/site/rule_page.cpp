#include "cli/site/site.hpp"
#include "lint/example_lines.hpp"
#include "lint/rule_words.hpp"

namespace dockwright::cli::site {
namespace {

void append_fact(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) {
        return;
    }
    out += "<dt>";
    append_text(out, name);
    out += "</dt><dd>";
    append_text(out, value);
    out += "</dd>\n";
}

std::string_view css_class(lint::ExampleLine::Kind kind) {
    switch (kind) {
    case lint::ExampleLine::Kind::source: return "source";
    case lint::ExampleLine::Kind::found: return "found";
    case lint::ExampleLine::Kind::added: return "added";
    case lint::ExampleLine::Kind::removed: return "removed";
    }
    return {};
}

/// The sign in front says without colours what a line is.
std::string_view sign(lint::ExampleLine::Kind kind) {
    switch (kind) {
    case lint::ExampleLine::Kind::added: return "+ ";
    case lint::ExampleLine::Kind::removed: return "- ";
    default: return "  ";
    }
}

void append_source(std::string& out, std::string_view caption, std::string_view notation) {
    if (notation.empty()) {
        return;
    }
    out += "<figure>\n<figcaption>";
    append_text(out, caption);
    out += "</figcaption>\n<pre><code>";
    for (const lint::ExampleLine& line : lint::example_lines(notation)) {
        out.append("<span class=\"").append(css_class(line.kind)).append("\">").append(sign(line.kind));
        append_text(out, line.text);
        out += "</span>\n";
    }
    out += "</code></pre>\n</figure>\n";
}

void append_example(std::string& out, const lint::Example& example) {
    out += "<section>\n<h3>";
    append_text(out, example.title);
    out += "</h3>\n";
    if (!example.machine.empty()) {
        out += "<p>On a machine with ";
        append_text(out, example.machine);
        out += ":</p>\n";
    }
    if (const auto beside = lint::beside_lines(example.beside); !beside.empty()) {
        out += "<figure>\n<figcaption>Files beside the Dockerfile</figcaption>\n<pre><code>";
        for (const std::string_view line : beside) {
            append_text(out, line);
            out += '\n';
        }
        out += "</code></pre>\n</figure>\n";
    }
    append_source(out, "Wrong", example.bad);
    append_source(out, "Right", example.good);
    out += "</section>\n";
}

} // namespace

std::string rule_page(const lint::Rule& rule) {
    std::string body = "<nav><a href=\"index.html\">All rules</a></nav>\n<h1>";
    append_text(body, rule.id);
    body += "</h1>\n<p class=\"lead\">";
    append_prose(body, rule.title);
    body += "</p>\n<p>";
    append_prose(body, rule.why);
    body += "</p>\n<dl>\n";
    append_fact(body, "Severity", lint::name(rule.severity));
    append_fact(body, "Group", lint::name(rule.group));
    append_fact(body, "Preset", lint::name(rule.level));
    append_fact(body, "Fix", lint::name(rule.fixes));
    append_fact(body, "Option", rule.option);
    append_fact(body, "Other linters' codes", lint::codes_list(rule));
    body += "</dl>\n<h2>Examples</h2>\n";
    for (const lint::Example& example : rule.examples) {
        append_example(body, example);
    }
    body +=
        "<h2>To allow it</h2>\n<p>In one place, above the instruction:</p>\n<pre><code># dockwright ignore=";
    append_text(body, rule.id);
    body += ": the reason</code></pre>\n<p>Everywhere, in <code>.dockwright.yaml</code>:</p>\n"
            "<pre><code>ignore: [";
    append_text(body, rule.id);
    body += "]</code></pre>\n";
    return framed(std::string(rule.id) + " – Dockwright", body);
}

} // namespace dockwright::cli::site
