#include "base/ascii.hpp"
#include "cli/site/site.hpp"
#include "lint/rule_words.hpp"

namespace dockwright::cli::site {
namespace {

/// What the search looks through, in lower case.
std::string words_of(const lint::Rule& rule) {
    std::string out = std::string(rule.id) + " " + lint::codes_list(rule) + " " + std::string(rule.title) +
                      " " + std::string(rule.why) + " " + std::string(lint::name(rule.group)) + " " +
                      std::string(lint::name(rule.level));
    for (char& c : out) {
        c = ascii::lower(c);
    }
    return out;
}

void append_rule(std::string& out, const lint::Rule& rule) {
    out += "<li data-words=\"";
    append_text(out, words_of(rule));
    out += "\"><a href=\"";
    append_text(out, rule.id);
    out += ".html\">";
    append_text(out, rule.id);
    out += "</a> <span class=\"title\">";
    append_prose(out, rule.title);
    out += "</span> <span class=\"marks\">";
    for (const std::string_view mark :
         {lint::name(rule.group), lint::name(rule.severity), lint::name(rule.level),
          std::string_view(rule.fixes == lint::Fixes::none ? "" : "fix")}) {
        if (!mark.empty()) {
            out += "<span>";
            append_text(out, mark);
            out += "</span> ";
        }
    }
    append_text(out, lint::codes_list(rule));
    out += "</span></li>\n";
}

} // namespace

std::string index_page() {
    const std::string count = std::to_string(lint::rules::all().size());
    std::string body = "<h1>Rules of Dockwright</h1>\n"
                       "<p>What is looked for in a Dockerfile, why, and how it is mended.</p>\n"
                       "<form role=\"search\" onsubmit=\"return false\">\n"
                       "<label for=\"words\">Search by words or by another linter's code</label>\n"
                       "<input id=\"words\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
                       "placeholder=\"cuda, DL3008, secret …\"/>\n"
                       "<p id=\"count\" aria-live=\"polite\">" +
                       count + " rules</p>\n</form>\n<ul id=\"rules\">\n";
    for (const lint::Rule* rule : lint::rules::all()) {
        append_rule(body, *rule);
    }
    body += "</ul>\n<script src=\"search.js\"></script>\n";
    return framed("Rules of Dockwright", body);
}

} // namespace dockwright::cli::site
