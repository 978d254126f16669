#pragma once
#include "lint/rule.hpp"
#include <string>
#include <vector>

/// The rules as a small static site: a page for each, and one with all of them and a search. Plain files
/// that need no server and ask none for anything. The pages are well-formed XML too.
namespace dockwright::cli::site {

struct Page {
    std::string name; ///< of the file: `index.html`
    std::string text;
};

std::vector<Page> pages();

/// What pages are made of.
void append_text(std::string& out, std::string_view text);  ///< escaped, also for attributes
void append_prose(std::string& out, std::string_view text); ///< what is between backticks as code
/// A whole page around `body`.
std::string framed(std::string_view title, std::string_view body);

std::string rule_page(const lint::Rule& rule);
std::string index_page();
std::string_view style();
std::string_view search();

} // namespace dockwright::cli::site
