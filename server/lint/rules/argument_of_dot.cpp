#include "lint/bash_only.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    each_sh_node(facts, [&](const ShScript& sh, const shell::Node& node) {
        if (node.words.size() > 2 && plain_name(sh.tree, node) == ".") {
            sh.tell(report, sh.tree.words_of(node)[2].span, "SC2240",
                    "Debian's and Ubuntu's sh gives a script that `{}` reads no arguments: run it, or set "
                    "variables in front",
                    ".");
        }
    });
}

constexpr Example examples[] = {
    {.title = "an argument that nobody gets",
     .bad = R"(
       | FROM debian:12
       | RUN . /opt/activate torch
       ~                     ^^^^^ Debian's and Ubuntu's sh gives a script that `.` reads no arguments: run it, or set variables in front
     )",
     .good = R"(
       | FROM debian:12
       | RUN . /opt/activate && sh /opt/install torch
     )"},
};

} // namespace

extern constexpr Rule argument_of_dot{
    .id = "argument-of-dot",
    .also = {"SC2240"},
    .title = "Argument of `.` that sh drops",
    .why = "RUN is run by /bin/sh unless a SHELL says otherwise, and in Debian and Ubuntu that is dash. In "
           "bash `. script a b` sets $1 and $2 for the script; dash ignores them without a word.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
