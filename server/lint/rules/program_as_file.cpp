#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Names of POSIX' utilities that nobody gives a file; ShellCheck 0.11 has a few more, which are
/// good names for files too.
constexpr std::string_view programs[] = {
    "awk",  "basename", "cat",    "chgrp", "chmod",      "chown",    "cp",   "cut",    "date",     "dd",
    "df",   "dirname",  "du",     "echo",  "ed",         "egrep",    "env",  "ex",     "expand",   "export",
    "expr", "find",     "fold",   "grep",  "head",       "iconv",    "kill", "ln",     "logger",   "ls",
    "m4",   "make",     "man",    "mkdir", "mkfifo",     "more",     "mv",   "nice",   "nl",       "nohup",
    "od",   "paste",    "printf", "ps",    "pwd",        "read",     "rm",   "rmdir",  "sed",      "set",
    "sh",   "sleep",    "sort",   "split", "strings",    "strip",    "tail", "tee",    "test",     "touch",
    "tr",   "tsort",    "umask",  "uname", "uncompress", "unexpand", "uniq", "unlink", "uudecode", "uuencode",
    "vi",   "wc",       "xargs",  "zcat",
};

/// Short words that ShellCheck takes for programs, and a person for files.
constexpr std::string_view words[] = {
    "admin",    "alias",     "ar",      "asa",    "at",      "batch",  "bc",       "bg",     "break",
    "c99",      "cal",       "cd",      "cflow",  "cksum",   "cmp",    "colon",    "comm",   "command",
    "compress", "continue",  "crontab", "csplit", "ctags",   "cxref",  "delta",    "diff",   "dot",
    "eval",     "exec",      "exit",    "fc",     "fg",      "fort77", "fuser",    "gencat", "get",
    "getconf",  "getopts",   "hash",    "ipcrm",  "ipcs",    "jobs",   "join",     "lex",    "link",
    "locale",   "localedef", "logname", "lp",     "mailx",   "mesg",   "newgrp",   "nm",     "patch",
    "pathchk",  "pax",       "pr",      "prs",    "qalter",  "qdel",   "readonly", "renice", "return",
    "sact",     "sccs",      "shift",   "stty",   "tabs",    "talk",   "time",     "times",  "tput",
    "trap",     "tty",       "type",    "ulimit", "unalias", "unget",  "unset",    "uucp",   "uustat",
    "uux",      "val",       "wait",    "what",   "who",     "write",  "yacc",
};

bool is_listed(std::string_view operation) {
    return operation == ">" || operation == ">>" || operation == "<" || operation == "&>" ||
           operation == "&>>" || operation == ">|";
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (const shell::Node& node : std::span(script.nodes).subspan(text.nodes.begin, text.nodes.size())) {
            for (const shell::Redirection& redirection : script.redirections_of(node)) {
                const std::string_view target = redirection.target.text;
                const bool plain = std::ranges::find(programs, target) != std::end(programs);
                if (!is_listed(redirection.operation) ||
                    (!plain && std::ranges::find(words, target) == std::end(words))) {
                    continue;
                }
                const Span span = redirection.target.span;
                Reported finding =
                    report.at(span,
                              "This names a file '{}' in the current folder; a pipe, '|', leads "
                              "to the program",
                              target);
                if (plain) {
                    finding.as_if(reaches(text, span.begin), "SC2238");
                } else {
                    finding.only_as("SC2238");
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a sign for a pipe",
     .bad = R"(
       | FROM debian:12
       | RUN ls /opt > grep cuda
       ~               ^^^^ This names a file 'grep' in the current folder; a pipe, '|', leads to the program
     )",
     .good = R"(
       | FROM debian:12
       | RUN ls /opt | grep cuda > found
     )"},
    {.title = "a name that is a file's as well, and quotes", .bad = R"(
       | FROM debian:12
       | RUN make > time && ls > "cat"
       ~            ^^^^ (SC2238 only) This names a file 'time' in the current folder; a pipe, '|', leads to the program
     )"},
};

} // namespace

extern constexpr Rule program_as_file{
    .id = "program-as-file",
    .also = {"SC2238"},
    .title = "Redirection into a program's name",
    .why = "`>` and `<` are followed by a file, `|` by a program. `ls > grep x` writes a file named grep and "
           "gives "
           "`x` to ls.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
