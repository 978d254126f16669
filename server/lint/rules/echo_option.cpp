#include "lint/bash_only.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        if (node.words.size() < 2) {
            return;
        }
        const std::string_view name = plain_name(sh.tree, node);
        if (name != "echo" && name != "/bin/echo") {
            return;
        }
        const shell::Word& word = sh.tree.words_of(node)[1];
        std::string_view option = word.text;
        if (option.size() > 3 && (option.front() == '"' || option.front() == '\'')) {
            option = option.substr(1, option.size() - 2);
        }
        if (option.size() < 2 || option[0] != '-' ||
            option.find_first_not_of("neE", 1) != std::string_view::npos) {
            return;
        }
        const bool works = option == "-n" || name != "echo"; // /bin/echo is a program of its own
        const bool is_dash = sh.script.checked_as == CheckedAs::dash;
        if (works && (is_dash || !sh.theirs)) {
            return;
        }
        Reported finding = report.at(
            word.span,
            "Debian's and Ubuntu's sh prints `{}` as text, where bash takes it for an option: use printf",
            option);
        found_by(finding, sh.ours && !works, sh.theirs, is_dash ? "SC3036" : "SC3037");
    });
}

constexpr Example examples[] = {
    {.title = "an option that ends in the file",
     .bad = R"(
       | FROM debian:12
       | RUN echo -e "[global]\ntimeout = 60" > /etc/pip.conf
       ~          ^^ Debian's and Ubuntu's sh prints `-e` as text, where bash takes it for an option: use printf
     )",
     .good = R"(
       | FROM debian:12
       | RUN printf '[global]\ntimeout = 60\n' > /etc/pip.conf
     )"},
    {.title = "without a line's end: dash knows that too", .bad = R"(
       | FROM debian:12
       | RUN echo -n yes > /answer
       ~          ^^ (SC3037 only) Debian's and Ubuntu's sh prints `-n` as text, where bash takes it for an option: use printf
     )"},
};

} // namespace

extern constexpr Rule echo_option{
    .id = "echo-option",
    .also = {"SC3036", "SC3037"},
    .title = "Option of echo that sh prints",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash. Its "
           "echo always reads `\\n` and knows no `-e`, so `-e` itself stands in the file that is written. "
           "printf does the same everywhere.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
