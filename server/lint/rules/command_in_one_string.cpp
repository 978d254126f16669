#include "base/ascii.hpp"
#include "lint/exec_form.hpp"
#include "lint/rule.hpp"
#include "lint/shell_words.hpp"
#include <algorithm>

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

/// The plain characters of a word that stands in one pair of quotes; "" for any other.
std::string quoted_text(const shell::Script& script, const shell::Word& word) {
    if (word.parts.empty()) {
        return {};
    }
    const shell::Part& quotes = script.parts[word.parts.begin];
    const bool quoted =
        quotes.kind == shell::Part::Kind::single_quoted || quotes.kind == shell::Part::Kind::double_quoted;
    return quoted && word.parts.begin + 1 + quotes.inside == word.parts.end ? constant_text(script, word)
                                                                            : std::string{};
}

/// `python app.py`, `…/check.sh --fast`: a program and what it is given, and not a path with a blank in it.
bool is_command_line(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos || blank + 1 == text.size() || text.contains('\\') ||
        text.contains('\n') || text.find('/', blank) != std::string_view::npos) {
        return false;
    }
    return text[blank + 1] == '-' ||
           (blank > 0 && std::ranges::all_of(text.substr(0, blank), ascii::is_lower));
}

/// A CMD is given to the ENTRYPOINT, which may read it in its own way.
bool is_for_entrypoint(const model::Document& document, const model::ShellText& text) {
    return text.origin == model::ShellText::Origin::command &&
           !std::ranges::empty(document.all(model::Keyword::entrypoint));
}

/// `"$DIR/check.sh --fast" || exit 1` for a shell: the quotes make one word of it.
void check_quoted(const Facts& facts, Report& report) {
    const model::Commands& commands = facts.document.commands();
    const shell::Script& script = commands.script;
    for (const model::ShellText& text : commands.texts) {
        if (text.origin == model::ShellText::Origin::exec_form || text.root == shell::no_node ||
            is_for_entrypoint(facts.document, text)) {
            continue;
        }
        for (const shell::Node& node : std::span(script.nodes).subspan(text.nodes.begin, text.nodes.size())) {
            if (node.kind != shell::Node::Kind::simple || node.words.empty()) {
                continue;
            }
            const shell::Word& program = script.words_of(node).front();
            if (program.text.contains(' ') && is_command_line(quoted_text(script, program))) {
                report.at(program.span,
                          "The quotes make all of this one word, and no program has such a name: quote "
                          "the program and each argument by itself");
            }
        }
    }
}

void check(const Facts& facts, Report& report) {
    check_quoted(facts, report);
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
    {.title = "in quotes, for a shell",
     .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK CMD "$DIR/check.py --fast" >/dev/null || exit 1
       ~                 ^^^^^^^^^^^^^^^^^^^^^^ The quotes make all of this one word, and no program has such a name: quote the program and each argument by itself
       | RUN make && 'pip install torch'
       ~             ^^^^^^^^^^^^^^^^^^^ The quotes make all of this one word, and no program has such a name: quote the program and each argument by itself
       | CMD "python app.py"
       ~     ^^^^^^^^^^^^^^^ The quotes make all of this one word, and no program has such a name: quote the program and each argument by itself
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK CMD "$DIR/check.py" --fast >/dev/null || exit 1
       | RUN "/opt/My App/run" && "./My App" && "$(which a b) c"/x && sh -c "pip install torch"
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
    .title = "A whole command line as one word",
    .why = "The first element of a JSON array is the program's name, and nothing splits it at blanks; for a "
           "shell, neither does it split what stands in quotes. The container stops at once with "
           "\"executable file not found\".",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
