#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_flag_of_copy(std::string_view word) {
    constexpr std::string_view flags[] = {"--from=",   "--chown=",   "--chmod=",    "--link",
                                          "--parents", "--exclude=", "--checksum=", "--keep-git-dir"};
    return std::ranges::any_of(flags, [&](std::string_view flag) {
        return flag.ends_with('=')
                   ? word.starts_with(flag)
                   : word == flag || (word.starts_with(flag) && word.substr(flag.size(), 1) == "=");
    });
}

bool is_flag_of_run(std::string_view word) {
    return word.starts_with("--mount=type=") || word.starts_with("--network=none") ||
           word == "--security=insecure";
}

/// Takes the word away with the blanks in front, and puts it behind the keyword.
void fix(Reported found, const model::Document& document, const model::Instruction& instruction, Span word) {
    const std::string_view text = document.text();
    std::size_t begin = word.begin.index();
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
        --begin;
    }
    const Offset behind = instruction.name_span.end;
    found.fix(Safety::safe, "Move it to the front",
              {{.span = {behind, behind}, .text = " " + std::string(word.of(text))},
               {.span = {offset(begin), word.end}, .text = ""}});
}

void check_copy(const model::Document& document, const model::Instruction& copy, Report& report) {
    const auto words = document.words(copy);
    const bool flagged = !copy.json && std::ranges::any_of(words, [](const syntax::Word& w) {
        return is_flag_of_copy(w.text);
    });
    if (!flagged) {
        return;
    }
    const auto word = std::ranges::find_if(words, is_flag_of_copy, &syntax::Word::text);
    fix(report.at(word->span,
                  "Behind the first path '{}' is taken for a file: what belongs to {} itself comes first",
                  word->text, syntax::name(copy.keyword)),
        document, copy, word->span);
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& copy : document.all(model::Keyword::copy)) {
        check_copy(document, copy, report);
    }
    for (const model::Instruction& add : document.all(model::Keyword::add)) {
        check_copy(document, add, report);
    }
    const model::Commands& commands = document.commands();
    for (const model::Command& command : commands.all) {
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& run = document.instruction(text);
        if (run.keyword != model::Keyword::run || text.origin != model::ShellText::Origin::run ||
            command.name == "docker" || command.name == "podman" || command.name == "buildah") {
            continue;
        }
        for (const model::Argument& argument : commands.arguments_of(command)) {
            if (is_flag_of_run(argument.text) && argument.plain) {
                fix(report.at(
                        argument.span,
                        "'{}' is given to '{}' here: what belongs to RUN itself comes before the command",
                        argument.text.substr(0, argument.text.find('=')), command.name),
                    document, run, argument.span);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "behind the paths",
     .bad = R"(
       | FROM python:3.12
       - COPY app /app --chown=1000:1000
       ~               ^^^^^^^^^^^^^^^^^ Behind the first path '--chown=1000:1000' is taken for a file: what belongs to COPY itself comes first
       | RUN pip install --mount=type=cache,target=/root/.cache/pip numpy==2.1.0
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '--mount' is given to 'pip' here: what belongs to RUN itself comes before the command
       + COPY --chown=1000:1000 app /app
       + RUN --mount=type=cache,target=/root/.cache/pip pip install numpy==2.1.0
     )",
     .good = R"(
       | FROM python:3.12
       | COPY --chown=1000:1000 app /app
       | RUN --mount=type=cache,target=/root/.cache/pip pip install numpy==2.1.0
       | RUN docker run --mount=type=bind,source=/a,target=/b x
     )"},
};

} // namespace

extern constexpr Rule late_flag{
    .id = "late-flag",
    .title = "A flag behind the arguments",
    .why = "Instructions read flags such as `--chown` and `--mount` only right behind their name. Further "
           "behind, COPY looks for a file of that name, and RUN hands it to the program.",
    .group = Group::correctness,
    .severity = Severity::error,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
