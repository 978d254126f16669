#include "lint/exec_form.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Each word between blanks as an element of its own; nothing if that is not plain.
std::optional<std::string> split(std::string_view command) {
    if (command.find_first_of("\"'\\$|&;<>()`*?") != std::string_view::npos) {
        return std::nullopt;
    }
    std::string out;
    while (!command.empty()) {
        const std::size_t blank = command.find(' ');
        if (const std::string_view word = command.substr(0, blank); !word.empty()) {
            out += out.empty() ? "\"" : ", \"";
            out.append(word).append("\"");
        }
        command = blank == std::string_view::npos ? std::string_view{} : command.substr(blank + 1);
    }
    return out;
}

void check(const Facts& facts, Report& report) {
    for (const ExecForm& form : shell_less_forms(facts.document)) {
        const syntax::Word& program = form.words.front();
        const std::size_t blank = program.text.find(' ');
        // A path may hold blanks: "C:\Program Files\…", "/opt/My App/run".
        if (blank == std::string_view::npos || blank == 0 || program.text.contains('\\') ||
            program.text.find('/', blank) != std::string_view::npos) {
            continue;
        }
        Reported found = report.at(program.span,
                                   "This looks for a program whose name is all of '{}', blanks included, and "
                                   "there is none: each word is an element of its own",
                                   program.text);
        if (auto words = split(program.text)) {
            found.fix(Safety::safe, "Make each word an element",
                      {{.span = program.span, .text = *std::move(words)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "all in one element",
     .bad = R"(
       | FROM python:3.12
       | CMD ["python app.py", "--debug"]
       ~      ^^^^^^^^^^^^^^^ This looks for a program whose name is all of 'python app.py', blanks included, and there is none: each word is an element of its own
       + CMD ["python", "app.py", "--debug"]
       | FROM python:3.12
       | ENTRYPOINT ["echo 'a b'"]
       ~             ^^^^^^^^^^^^ This looks for a program whose name is all of 'echo 'a b'', blanks included, and there is none: each word is an element of its own
     )",
     .good = R"(
       | FROM python:3.12
       | CMD ["python", "app.py", "--debug"]
       | ENTRYPOINT ["/opt/My App/run"]
     )"},
    {.title = "for a shell it is one string", .good = R"(
       | FROM python:3.12
       | ENTRYPOINT ["sh", "-c"]
       | CMD ["python app.py"]
     )"},
};

} // namespace

extern constexpr Rule command_in_one_string{
    .id = "command-in-one-string",
    .title = "A whole command line as one element",
    .why = "The first element of a JSON array is the program's name, and nothing splits it at blanks. The "
           "container stops at once with \"executable file not found\".",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
