#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

using syntax::Word;

bool is_name(std::string_view text) {
    return !text.empty() && !ascii::is_digit(text.front()) && std::ranges::all_of(text, ascii::is_name);
}

bool has_small_letter(std::string_view text) {
    return std::ranges::any_of(text, ascii::is_lower);
}

/// `ARG BUILD_TYPE Release`, where nothing asks for a variable of that name.
bool looks_like_value(const model::Document& document, const Word& name, const Word& value) {
    const bool proxy = value.text.ends_with("_proxy");
    const std::string used(value.text);
    return !has_small_letter(name.text) && has_small_letter(value.text) && !proxy &&
           !document.text().contains("$" + used) && !document.text().contains("${" + used);
}

/// No variable can have this name, so that it was meant as a value.
bool is_no_name(std::string_view text) {
    return !is_name(text) && text.find_first_of("=$#") == std::string_view::npos;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& argument : document.all(model::Keyword::arg)) {
        const auto words = document.words(argument);
        if (words.size() < 2 || !is_name(words[0].text) || words[1].text.contains('=')) {
            continue;
        }
        const bool value = is_no_name(words[1].text) || (words.size() == 2 && is_name(words[1].text) &&
                                                         looks_like_value(document, words[0], words[1]));
        if (!value) {
            continue;
        }
        Reported finding = report.at(words[1].span,
                                     "ARG takes a value behind '=' alone: this gives {} none, and declares "
                                     "another ARG named {}",
                                     words[0].text, words[1].text);
        const Span gap{words[0].span.end, words[1].span.begin};
        if (words.size() == 2 && gap.of(document.text()).find_first_not_of(" \t") == std::string_view::npos) {
            finding.fix(Safety::unsafe, "Use '='", {{.span = gap, .text = "="}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "as ENV can be written, and ARG can not",
     .bad = R"(
       | FROM debian:12
       | ARG VERSION 1.2
       ~             ^^^ ARG takes a value behind '=' alone: this gives VERSION none, and declares another ARG named 1.2
       | ARG BUILD_TYPE Release
       ~                ^^^^^^^ ARG takes a value behind '=' alone: this gives BUILD_TYPE none, and declares another ARG named Release
       | ARG FLAGS -O2 -g
       ~           ^^^ ARG takes a value behind '=' alone: this gives FLAGS none, and declares another ARG named -O2
     )",
     .good = R"(
       | FROM debian:12
       | ARG VERSION=1.2
       | ARG BUILD_TYPE=Release FLAGS="-O2 -g"
     )"},
    {.title = "several names", .good = R"(
       | FROM debian:12
       | ARG HTTP_PROXY http_proxy
       | ARG UID GID
       | ARG NAME variant
       | RUN make $NAME $variant
       | ARG A B=1
       | ARG C # a comment, as its author thinks
     )"},
};

} // namespace

extern constexpr Rule spaced_argument{
    .id = "spaced-argument",
    .title = "ARG with a blank in place of '='",
    .why =
        "ENV can be written with a blank between name and value. ARG can't: it takes several names, so the "
        "value is one of them, and the variable stays without a value.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
