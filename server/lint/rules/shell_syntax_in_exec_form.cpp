#include "base/ascii.hpp"
#include "lint/exec_form.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// `$NAME`, `${NAME}`, also with an operation; "" if there is none. A `$` alone is a character.
std::string_view variable_in(std::string_view word) {
    for (std::size_t dollar = word.find('$'); dollar != std::string_view::npos;
         dollar = word.find('$', dollar + 1)) {
        const bool braces = word.substr(dollar + 1, 1) == "{";
        const std::size_t begin = dollar + (braces ? 2 : 1);
        std::size_t end = begin;
        while (end < word.size() && ascii::is_name(word[end])) {
            ++end;
        }
        const bool named = end > begin && !ascii::is_digit(word[begin]);
        const std::size_t close = braces ? word.find('}', end) : end;
        if (named && close != std::string_view::npos) {
            return word.substr(dollar, close + (braces ? 1 : 0) - dollar);
        }
    }
    return {};
}

bool is_operator(std::string_view word) {
    constexpr std::string_view operators[] = {"&&", "||", "|", ">", ">>", "<", "2>&1", "2>", "&>", "&"};
    return std::ranges::find(operators, word) != std::end(operators);
}

void check(const Facts& facts, Report& report) {
    for (const ExecForm& form : shell_less_forms(facts.document)) {
        const std::string_view keyword = syntax::name(form.instruction->keyword);
        for (const syntax::Word& word : form.words) {
            const std::string_view variable = variable_in(word.text);
            if (is_operator(word.text) && &word != form.words.data()) {
                report.at(word.span,
                          "{} with a JSON array starts no shell: '{}' becomes an argument of '{}'. Use "
                          "[\"sh\", \"-c\", \"…\"]",
                          keyword, word.text, form.words.front().text);
                break;
            }
            if (!variable.empty()) {
                report.at(word.span,
                          "{} with a JSON array starts no shell: '{}' gets the text '{}', not its value. Use "
                          "[\"sh\", \"-c\", \"exec …\"]",
                          keyword, form.words.front().text, variable);
                break;
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a variable",
     .bad = R"(
       | FROM python:3.12
       | ENV PORT=8000
       | CMD ["gunicorn", "--bind", "0.0.0.0:$PORT", "app:app"]
       ~                            ^^^^^^^^^^^^^^^ CMD with a JSON array starts no shell: 'gunicorn' gets the text '$PORT', not its value. Use ["sh", "-c", "exec …"]
     )",
     .good = R"(
       | FROM python:3.12
       | ENV PORT=8000
       | CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT app:app"]
       | HEALTHCHECK CMD ["grep", "^ok$", "/tmp/state"]
     )"},
    {.title = "two commands, and a pipe",
     .bad = R"(
       | FROM python:3.12
       | CMD ["npm", "run", "build", "&&", "npm", "start"]
       ~                             ^^^^ CMD with a JSON array starts no shell: '&&' becomes an argument of 'npm'. Use ["sh", "-c", "…"]
       | RUN ["ls", "|", "wc"]
       ~            ^^^ RUN with a JSON array starts no shell: '|' becomes an argument of 'ls'. Use ["sh", "-c", "…"]
     )",
     .good = R"(
       | FROM python:3.12
       | ENTRYPOINT ["/bin/bash", "-c"]
       | CMD ["echo $HOME && ls"]
       | FROM r-base:4.4.1
       | CMD ["R", "-e", "plumber::plumb('plumber.R')$run(port = 8000) "]
     )"},
    {.title = "a script may do with it what it likes", .good = R"(
       | FROM python:3.12
       | ENTRYPOINT ["/entrypoint.sh"]
       | CMD ["--port", "$PORT"]
     )"},
};

} // namespace

extern constexpr Rule shell_syntax_in_exec_form{
    .id = "shell-syntax-in-exec-form",
    .title = "Variables or operators where no shell reads them",
    .why = "A JSON array is a program and its arguments, started as they stand. Variables are replaced, and "
           "`&&` and `|` understood, by a shell alone, and here there is none.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
