#include "cli/site/site.hpp"

namespace dockwright::cli::site {

void append_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
}

void append_prose(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t open = text.find('`');
        const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
        if (close == std::string_view::npos) {
            append_text(out, text);
            return;
        }
        append_text(out, text.substr(0, open));
        out += "<code>";
        append_text(out, text.substr(open + 1, close - open - 1));
        out += "</code>";
        text.remove_prefix(close + 1);
    }
}

std::string framed(std::string_view title, std::string_view body) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>";
    append_text(out, title);
    out += "</title>\n<link rel=\"stylesheet\" href=\"style.css\"/>\n</head>\n<body>\n"
           "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<main id=\"content\">\n";
    out += body;
    return out + "</main>\n</body>\n</html>\n";
}

std::vector<Page> pages() {
    std::vector<Page> out = {{"index.html", index_page()},
                             {"style.css", std::string(style())},
                             {"search.js", std::string(search())}};
    for (const lint::Rule* rule : lint::rules::all()) {
        out.push_back({std::string(rule->id) + ".html", rule_page(*rule)});
    }
    return out;
}

} // namespace dockwright::cli::site
