#include "lint/bash_only.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view pattern =
    "Debian's and Ubuntu's sh stops at `{}` with \"Bad substitution\", only bash knows it: name bash in a "
    "SHELL in front, or use cut, sed or tr";

struct Known {
    std::string_view code;
    std::string_view form;
};

Known bash_only(const shell::Part& part) {
    const std::string_view operation = part.operation;
    if (!part.braces) {
        return {};
    }
    if (operation == "!" || (part.name == "!" && part.text.size() > 4)) {
        return {"SC3053", "${!name}"};
    }
    if (operation.empty()) {
        return {};
    }
    switch (operation.front()) {
    case ':': {
        const bool is_default = operation.size() > 1 && std::string_view("-=?+").contains(operation[1]);
        return is_default ? Known{} : Known{"SC3057", "${name:1}"};
    }
    case '/': return {"SC3060", "${name/a/b}"};
    case '^':
    case ',': return {"SC3059", "${name^}"};
    case '[': return {"SC3054", "${name[0]}"};
    default: return {};
    }
}

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        each_word(sh.tree, node, [&](const shell::Word& word, Place) {
            for (const shell::Part& part : sh.tree.parts_of(word)) {
                if (part.kind == shell::Part::Kind::parameter) {
                    const Known known = bash_only(part);
                    if (!known.code.empty()) {
                        sh.tell(report, part.span, known.code, pattern, known.form);
                    }
                }
            }
        });
    });
}

constexpr Example examples[] = {
    {.title = "parts of a value as only bash takes them",
     .bad = R"(
       | FROM debian:12
       | ARG VERSION=1.2.3
       | RUN echo "${VERSION:0:3}"
       ~           ^^^^^^^^^^^^^^ Debian's and Ubuntu's sh stops at `${name:1}` with "Bad substitution", only bash knows it: name bash in a SHELL in front, or use cut, sed or tr
       | RUN echo "${VERSION//./-}"
       ~           ^^^^^^^^^^^^^^^ Debian's and Ubuntu's sh stops at `${name/a/b}` with "Bad substitution", only bash knows it: name bash in a SHELL in front, or use cut, sed or tr
     )",
     .good = R"(
       | FROM debian:12
       | ARG VERSION=1.2.3
       | RUN echo "${VERSION%.*}" "${VERSION:-1}" "${#VERSION}"
     )"},
};

} // namespace

extern constexpr Rule bash_only_expansion{
    .id = "bash-only-expansion",
    .also = {"SC3053", "SC3054", "SC3057", "SC3059", "SC3060"},
    .title = "Expansion that only bash knows, run by sh",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash. It "
           "knows `${X%end}` and `${X:-default}`, but none of bash's ways to cut, replace or change letters, "
           "and stops the build.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
