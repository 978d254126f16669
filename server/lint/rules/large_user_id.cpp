#include "base/ascii.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint::rules {
namespace {

constexpr std::size_t large = 6; // digits

/// useradd(8): -l, --no-log-init.
bool leaves_log_alone(model::Arguments arguments) {
    return model::letter_option(arguments, 'l') != nullptr ||
           model::long_option(arguments, "no-log-init") != nullptr;
}

struct Id {
    const model::Argument* word;
    std::string value;
};

/// The number behind -u or --uid, if it is known.
std::optional<Id> user_id(const model::Document& document, const model::Command& command,
                          model::Arguments arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const model::Argument& word = arguments[i];
        const bool cluster = word.text.size() > 1 && word.text[0] == '-' && word.text[1] != '-';
        const std::size_t letter = cluster ? word.text.find('u') : std::string_view::npos;
        if (word.text.starts_with("--uid=")) {
            return Id{&word, std::string(word.text.substr(6))};
        }
        if (letter != std::string_view::npos && letter + 1 < word.text.size()) {
            return Id{&word, std::string(word.text.substr(letter + 1))};
        }
        if ((word.text == "--uid" || letter != std::string_view::npos) && i + 1 < arguments.size()) {
            const model::Argument& value = arguments[i + 1];
            return Id{&value, value.plain
                                  ? std::string(value.text)
                                  : model::ShellVariables(document, command).text(value).value_or("")};
        }
    }
    return std::nullopt;
}

/// hadolint counts characters, of variables too.
const model::Argument* hadolint_finds(const model::Document& document, model::Arguments arguments) {
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        const bool cluster = word.size() > 1 && word[0] == '-' && word[1] != '-' && word.contains('u');
        const model::Argument& value = arguments[i + 1];
        if ((cluster || word == "--u") && !value.text.starts_with('-') && !value.text.starts_with('{') &&
            hadolint_text(document, value).size() >= large) {
            return &value;
        }
    }
    return nullptr;
}

void check(const Facts& facts, Report& report) {
    each_command(facts.document, "useradd", [&](const model::Command& command, model::Arguments arguments) {
        if (leaves_log_alone(arguments)) {
            return;
        }
        const auto id = user_id(facts.document, command, arguments);
        const bool ours = id && id->value.size() >= large &&
                          std::ranges::all_of(id->value, ascii::is_digit) && !id->value.starts_with('0');
        const model::Argument* counted =
            hadolint_sees(facts.document, command) ? hadolint_finds(facts.document, arguments) : nullptr;
        if (!ours && counted == nullptr) {
            return;
        }
        Reported finding =
            report.at(ours ? id->word->span : counted->span,
                      "useradd keeps a log of logins with room for every number up to this one: a file of "
                      "gigabytes that docker export and some engines write in full");
        found_by(finding, ours, counted != nullptr, "DL3046")
            .fix(Safety::safe, "Add -l",
                 {insert_option(facts.document, name_of(facts.document, command), "-l")});
    });
}

constexpr Example examples[] = {
    {.title = "a number of six digits",
     .bad = R"(
       | FROM debian:12
       | RUN useradd -m -u 1234567 worker
       ~                   ^^^^^^^ useradd keeps a log of logins with room for every number up to this one: a file of gigabytes that docker export and some engines write in full
       + RUN useradd -l -m -u 1234567 worker
     )",
     .good = R"(
       | FROM debian:12
       | RUN useradd -l -m -u 1234567 worker
     )"},
    {.title = "a variable's value counts; hadolint counts the letters of its name",
     .bad = R"(
       | FROM debian:12
       | ARG ID=1000
       | ARG BIG=100000
       | RUN useradd -u $BIG a && useradd -u ${ID} b
       ~                ^^^^ useradd keeps a log of logins with room for every number up to this one: a file of gigabytes that docker export and some engines write in full
       + RUN useradd -l -u $BIG a && useradd -u ${ID} b
     )",
     .good = R"(
       | FROM debian:12
       | ARG U=1000
       | RUN useradd -u $U b
     )"},
    {.title = "the long option, which hadolint does not know", .bad = R"(
       | FROM debian:12
       | RUN sudo useradd --uid=100000 worker
       ~                  ^^^^^^^^^^^^ useradd keeps a log of logins with room for every number up to this one: a file of gigabytes that docker export and some engines write in full
       + RUN sudo useradd -l --uid=100000 worker
     )"},
};

} // namespace

extern constexpr Rule large_user_id{
    .id = "large-user-id",
    .also = {"DL3046"},
    .title = "useradd with a large number and without -l",
    .why =
        "/var/log/lastlog and /var/log/faillog have a fixed place for each number. With a number of a "
        "university's directory they become sparse files of many gigabytes, which exports and layers write "
        "out in full.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
