#include "lint/rule.hpp"
#include "model/options.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint::rules {
namespace {

/// Whether everybody may write: an octal mode whose last digit has the 2, `a+rwx`, `o+w`.
bool opens_to_all(std::string_view mode) {
    const bool octal = (mode.size() == 3 || mode.size() == 4) &&
                       mode.find_first_not_of("01234567") == std::string_view::npos;
    if (octal) {
        const bool sticky =
            mode.size() == 4 && (mode[0] == '1' || mode[0] == '3' || mode[0] == '5' || mode[0] == '7');
        return !sticky && ((mode.back() - '0') & 2) != 0; // as /tmp is, with the sticky bit
    }
    const std::size_t plus = mode.find_first_of("+=");
    if (plus == std::string_view::npos || plus > 4) {
        return false;
    }
    const std::string_view who = mode.substr(0, plus);
    const bool all = who.contains('a') || who.contains('o');
    return all && mode.substr(plus).contains('w') && !mode.contains('t') && !mode.contains(',');
}

/// The folder for temporary files itself, whose mode is 1777 in every image.
bool loses_sticky_bit(std::string_view mode, model::Arguments arguments) {
    const bool opens = mode == "777" || mode == "0777" || mode == "a=rwx" || mode == "ugo=rwx";
    return opens && std::ranges::any_of(arguments, [](const model::Argument& argument) {
               return argument.text == "/tmp" || argument.text == "/tmp/" || argument.text == "/var/tmp" ||
                      argument.text == "/var/tmp/";
           });
}

/// Behind -m or --mode of mkdir, and of install for a folder.
std::optional<Span> mode_of_new_folder(const model::Command& command, model::Arguments arguments) {
    const bool makes = command.name == "mkdir" ||
                       (command.name == "install" && model::letter_option(arguments, 'd') != nullptr);
    for (std::size_t i = 0; makes && i < arguments.size(); ++i) {
        const model::Argument& argument = arguments[i];
        const std::string_view text = argument.text;
        if (!argument.plain || argument.quoted) {
            continue;
        }
        if (text.starts_with("--mode=")) {
            return Span{argument.span.begin + 7, argument.span.end};
        }
        const bool short_one = text.size() > 1 && text[0] == '-' && text[1] != '-';
        const std::size_t letter = short_one ? text.find('m') : std::string_view::npos;
        if (letter != std::string_view::npos && letter + 1 < text.size()) {
            return Span{argument.span.begin + letter + 1, argument.span.end};
        }
        if ((letter != std::string_view::npos || text == "--mode") && i + 1 < arguments.size() &&
            arguments[i + 1].plain && !arguments[i + 1].quoted) {
            return arguments[i + 1].span;
        }
    }
    return std::nullopt;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const auto say = [&](Span span, std::string_view mode) {
        report.at(
            span,
            "'{}' lets every user in the container change this: give it to the user who runs the program",
            mode);
    };
    for (const model::Command& command : commands.all) {
        const auto arguments = commands.arguments_of(command);
        if (document.instruction(commands.text_of(command)).keyword != model::Keyword::run) {
            continue;
        }
        const auto given = mode_of_new_folder(command, arguments);
        if (given && opens_to_all(given->of(document.text()))) {
            say(*given, given->of(document.text()));
        }
        if (command.name != "chmod") {
            continue;
        }
        const model::Argument* mode = model::first_operand(arguments);
        if (mode != nullptr && loses_sticky_bit(mode->text, arguments)) {
            report
                .at(mode->span,
                    "'{}' lets every user delete the files of the others there: folders for everybody have "
                    "the mode 1777",
                    mode->text)
                .fix(Safety::safe, "Write 1777", {{.span = mode->span, .text = "1777"}});
        }
        const bool temporary = std::ranges::any_of(arguments, [](const model::Argument& argument) {
            return argument.text.starts_with("/tmp") || argument.text.starts_with("/var/tmp") ||
                   argument.text.starts_with("/dev/");
        });
        if (mode != nullptr && !temporary && opens_to_all(mode->text)) {
            say(mode->span, mode->text);
        }
    }
    for (const model::Instruction& copy : document.instructions()) {
        if (copy.keyword != model::Keyword::copy && copy.keyword != model::Keyword::add) {
            continue;
        }
        const syntax::Flag* mode = document.syntax().flag(copy, "chmod");
        if (mode != nullptr && opens_to_all(mode->value)) {
            say(mode->value_span, mode->value);
        }
    }
}

constexpr Example examples[] = {
    {.title = "777",
     .bad = R"(
       | FROM python:3.12
       | RUN mkdir /data && chmod -R 777 /data
       ~                             ^^^ '777' lets every user in the container change this: give it to the user who runs the program
       | COPY --chmod=0777 run.sh /
       ~              ^^^^ '0777' lets every user in the container change this: give it to the user who runs the program
       | RUN chmod a+rwx /app
       ~           ^^^^^ 'a+rwx' lets every user in the container change this: give it to the user who runs the program
     )",
     .good = R"(
       | FROM python:3.12
       | RUN mkdir /data && chown worker /data && chmod 1777 /scratch
       | COPY --chmod=0755 run.sh /
       | RUN chmod a+rx /app && chmod 1777 /tmp && mkdir -m 755 /x && mkdir -p /m777
     )"},
    {.title = "a folder for temporary files, and new ones", .bad = R"(
       | FROM python:3.12
       - RUN chmod 777 /tmp && mkdir -p -m 777 /data && install -d -m0777 /logs
       ~           ^^^ '777' lets every user delete the files of the others there: folders for everybody have the mode 1777
       ~                                   ^^^ '777' lets every user in the container change this: give it to the user who runs the program
       ~                                                             ^^^^ '0777' lets every user in the container change this: give it to the user who runs the program
       + RUN chmod 1777 /tmp && mkdir -p -m 777 /data && install -d -m0777 /logs
     )"},
};

} // namespace

extern constexpr Rule world_writable{
    .id = "world-writable",
    .title = "Files that everybody may change",
    .why = "chmod 777 makes \"permission denied\" go away by letting any program in the container replace "
           "any of these files, also a program that was broken into. `chown` to the user who works there, or "
           "COPY --chown, is as short.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
