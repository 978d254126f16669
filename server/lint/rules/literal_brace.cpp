#include "lint/rule.hpp"
#include <algorithm>
#include <optional>
#include <vector>

namespace dockwright::lint::rules {
namespace {

struct Open {
    Offset at;
    bool is_list = false;
};

/// The last brace of a word that is neither quoted nor of `{}`, `{a,b}`, `{1..3}`.
std::optional<Offset> literal_brace(const shell::Script& tree, const shell::Word& word) {
    std::vector<Open> open;
    std::optional<Offset> last;
    const auto parts = tree.parts_of(word);
    for (std::size_t i = 0; i < parts.size(); i += 1 + parts[i].inside) {
        if (parts[i].kind != shell::Part::Kind::literal) {
            continue;
        }
        const std::string_view text = parts[i].text;
        for (std::size_t k = 0; k < text.size(); ++k) {
            const Offset at = parts[i].span.begin + k;
            if (text.substr(k).starts_with("{}")) {
                ++k;
            } else if (text[k] == '{') {
                open.push_back({.at = at});
            } else if (text[k] == '}') {
                const bool is_list = !open.empty() && open.back().is_list;
                last = is_list ? last : at;
                if (!open.empty()) {
                    open.pop_back();
                }
            } else if (!open.empty() && (text[k] == ',' || text.substr(k).starts_with(".."))) {
                open.back().is_list = true;
            }
        }
    }
    for (const Open& brace : open) {
        last = last ? std::max(*last, brace.at) : brace.at;
    }
    return last;
}

void check(const Facts& facts, Report& report) {
    const shell::Script& tree = facts.document.commands().script;
    for (const ShellScript& script : facts.shell.scripts) {
        for (const SpecialWord& special : facts.shell.special_of(script)) {
            if (special.word->text.find_first_of("{}") == std::string_view::npos ||
                special.place == Place::tested) {
                continue;
            }
            if (const auto at = literal_brace(tree, *special.word)) {
                report.at({*at, *at + 1}, "This brace is a plain character to the shell").only_as("SC1083");
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "what ShellCheck minds and is right as it is",
     .bad = R"(
       | FROM debian:12
       | RUN df | awk {'print $2'} > sizes
       ~                         ^ (SC1083 only) This brace is a plain character to the shell
     )",
     .good = R"(
       | FROM debian:12
       | RUN df | awk '{print $2}' > sizes && mkdir {a,b} && find . -exec rm {} +
     )"},
};

} // namespace

extern constexpr Rule literal_brace{
    .id = "literal-brace",
    .also = {"SC1083"},
    .title = "Brace that is a plain character",
    .why = "A brace that is no part of `{a,b}` stands for itself. That works, but quotes say it plainly.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
