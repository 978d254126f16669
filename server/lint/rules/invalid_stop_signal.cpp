#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include "syntax/expand.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

// What github.com/moby/sys/signal knows on Linux, without SIG.
constexpr std::string_view signals[] = {
    "ABRT", "ALRM", "BUS",  "CHLD", "CLD",  "CONT", "FPE",    "HUP",    "ILL",  "INT",  "IO",    "IOT",
    "KILL", "PIPE", "POLL", "PROF", "PWR",  "QUIT", "SEGV",   "STKFLT", "STOP", "SYS",  "TERM",  "TRAP",
    "TSTP", "TTIN", "TTOU", "URG",  "USR1", "USR2", "VTALRM", "WINCH",  "XCPU", "XFSZ", "RTMIN", "RTMAX"};

bool is_number_up_to(std::string_view digits, int most) {
    if (digits.empty() || digits.size() > 2 || digits.front() == '0' ||
        !std::ranges::all_of(digits, ascii::is_digit)) {
        return false;
    }
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value <= most;
}

/// Any number but 0, or a name in any case, with SIG or without.
bool is_signal(std::string_view text) {
    std::string_view digits = text;
    digits.remove_prefix(!digits.empty() && (digits.front() == '-' || digits.front() == '+') ? 1 : 0);
    if (!digits.empty() && std::ranges::all_of(digits, ascii::is_digit)) {
        return digits.find_first_not_of('0') != std::string_view::npos;
    }
    if (ascii::equal(text.substr(0, 3), "SIG")) {
        text.remove_prefix(3);
    }
    constexpr int above_first = 15; // RTMIN+1 to RTMIN+15, RTMAX-14 to RTMAX-1
    constexpr int below_last = 14;
    if (ascii::equal(text.substr(0, 6), "RTMIN+")) {
        return is_number_up_to(text.substr(6), above_first);
    }
    if (ascii::equal(text.substr(0, 6), "RTMAX-")) {
        return is_number_up_to(text.substr(6), below_last);
    }
    return std::ranges::any_of(signals, [&](std::string_view name) { return ascii::equal(name, text); });
}

/// With SIG, or "".
std::string nearest_signal(std::string_view text) {
    std::vector<std::string> names;
    std::vector<std::string_view> views;
    for (const std::string_view name : signals) {
        names.push_back("SIG" + std::string(name));
    }
    views.assign(names.begin(), names.end());
    const std::string full =
        ascii::equal(text.substr(0, 3), "SIG") ? std::string(text) : "SIG" + std::string(text);
    return std::string(nearest(full, views).value_or(""));
}

void report_one(const model::Instruction& instruction, const syntax::Word& word, std::string_view value,
                Report& report) {
    const std::size_t blank = word.text.find_first_of(" \t");
    const bool several = blank != std::string_view::npos && !instruction.json;
    if (several) {
        const std::size_t extra = std::min(word.text.find_first_not_of(" \t", blank), word.text.size());
        report
            .at(instruction.joined.span_of(word.text.substr(extra)),
                "STOPSIGNAL takes one signal; '{}' stops the build", word.text.substr(extra))
            .as("ARGUMENT_EXTRA");
        return;
    }
    const std::string near = nearest_signal(value);
    Reported found =
        near.empty()
            ? report.at(word.span, "There is no signal '{}', so the build stops here", value)
            : report.at(word.span, "There is no signal '{}', so the build stops here; did you mean '{}'?",
                        value, near);
    found.as_if(!value.starts_with("SIG"), "INVALID_SIGNAL");
    if (!near.empty() && !instruction.json) {
        found.fix(Safety::unsafe, message("Use {}", {near}), {{word.span, near}});
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& stop : facts.document.all(model::Keyword::stopsignal)) {
        const auto words = facts.document.words(stop);
        if (words.empty() || !stop.variables.empty()) {
            continue; // nothing, or what the base image or the build may give
        }
        const auto value = syntax::expand(words[0].text, {}, {.escape = facts.document.syntax().escape});
        if (value && !value->text.empty() && !is_signal(value->text)) {
            report_one(stop, words[0], value->text, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "signals that there are not",
     .bad = R"(
       | FROM nginx:1.27
       | STOPSIGNAL SIGTREM
       ~            ^^^^^^^ There is no signal 'SIGTREM', so the build stops here; did you mean 'SIGTERM'?
       | STOPSIGNAL gracefully
       ~            ^^^^^^^^^^ There is no signal 'gracefully', so the build stops here
       | STOPSIGNAL SIGQUIT 30s
       ~                    ^^^ STOPSIGNAL takes one signal; '30s' stops the build
       | STOPSIGNAL 0
       ~            ^ There is no signal '0', so the build stops here
       | STOPSIGNAL SIGRTMIN+40
       ~            ^^^^^^^^^^^ There is no signal 'SIGRTMIN+40', so the build stops here; did you mean 'SIGRTMIN'?
     )",
     .good = R"(
       | FROM nginx:1.27
       | STOPSIGNAL SIGTERM
       | STOPSIGNAL quit
       | STOPSIGNAL 15
       | STOPSIGNAL "SIGRTMIN+3"
       | STOPSIGNAL rtmax-14
       | STOPSIGNAL $SIGNAL
     )"},
};

} // namespace

extern constexpr Rule invalid_stop_signal{
    .id = "invalid-stop-signal",
    .also = {"INVALID_SIGNAL", "ARGUMENT_EXTRA"},
    .title = "STOPSIGNAL that is no signal",
    .why =
        "STOPSIGNAL says what `docker stop` sends to the container: a signal's name, such as `SIGTERM`, or "
        "its number. Anything else stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
