#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Signals that a program cannot react to: signal(7).
bool is_deaf(std::string_view signal) {
    constexpr std::string_view names[] = {"9", "19", "KILL", "SIGKILL", "STOP", "SIGSTOP"};
    return std::ranges::any_of(names, [&](std::string_view name) { return ascii::equal(name, signal); });
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& stop : facts.document.all(model::Keyword::stopsignal)) {
        const auto words = facts.document.words(stop);
        if (!words.empty() && is_deaf(words.front().text)) {
            report.at(words.front().span,
                      "'{}' gives the program no chance to save its work or to close connections: "
                      "`docker stop` then acts like `docker kill`",
                      words.front().text);
        }
    }
}

constexpr Example examples[] = {
    {.title = "no way to say goodbye",
     .bad = R"(
       | FROM postgres:17
       | STOPSIGNAL SIGKILL
       ~            ^^^^^^^ 'SIGKILL' gives the program no chance to save its work or to close connections: `docker stop` then acts like `docker kill`
     )",
     .good = R"(
       | FROM postgres:17
       | STOPSIGNAL SIGINT
     )"},
};

} // namespace

extern constexpr Rule ungraceful_stop_signal{
    .id = "ungraceful-stop-signal",
    .title = "A stop signal that a program cannot react to",
    .why = "`docker stop` sends STOPSIGNAL and waits for ten seconds, so that a program can end in order. "
           "SIGKILL ends it in the middle of whatever it does, and SIGSTOP only halts it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
