#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::lint::rules {
namespace {

enum class Fault : std::uint8_t { none, invalid, missing_unit, unknown_unit };

struct Duration {
    Fault fault = Fault::none;
    std::string_view unit;  ///< an unknown one
    double nanoseconds = 0; ///< with its sign
};

struct Unit {
    std::string_view name;
    double nanoseconds;
};

// Go's time.ParseDuration also knows µs, but BuildKit reads flags byte by byte and never sees it.
constexpr Unit units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}};
constexpr double longest = 9223372036854775807.0; // Go counts nanoseconds in 64 bits

std::string_view take_digits(std::string_view& text) {
    const auto* end = std::ranges::find_if_not(text, ascii::is_digit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

double value_of(std::string_view whole, std::string_view fraction) {
    double value = 0;
    for (const char c : whole) {
        value = value * 10 + (c - '0');
    }
    double scale = 1;
    for (const char c : fraction) {
        scale /= 10;
        value += scale * (c - '0');
    }
    return value;
}

/// As Go's time.ParseDuration reads it: `1h30m`, `1.5s`, `0`.
Duration read_duration(std::string_view text) {
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative || text.starts_with('+') ? 1 : 0);
    Duration out;
    if (text == "0") {
        return out;
    }
    if (text.empty()) {
        return {.fault = Fault::invalid};
    }
    while (!text.empty()) {
        const std::string_view whole = take_digits(text);
        std::string_view fraction;
        if (text.starts_with('.')) {
            text.remove_prefix(1);
            fraction = take_digits(text);
        }
        if (whole.empty() && fraction.empty()) {
            return {.fault = Fault::invalid};
        }
        const auto* unit_end =
            std::ranges::find_if(text, [](char c) { return c == '.' || ascii::is_digit(c); });
        const std::string_view name = text.substr(0, static_cast<std::size_t>(unit_end - text.begin()));
        if (name.empty()) {
            return {.fault = Fault::missing_unit};
        }
        const auto* unit = std::ranges::find(units, name, &Unit::name);
        if (unit == std::end(units)) {
            return {.fault = Fault::unknown_unit, .unit = name};
        }
        out.nanoseconds += value_of(whole, fraction) * unit->nanoseconds;
        text.remove_prefix(name.size());
    }
    if (out.nanoseconds > longest) {
        return {.fault = Fault::invalid};
    }
    out.nanoseconds = negative ? -out.nanoseconds : out.nanoseconds;
    return out;
}

/// What docker takes for 0, by its documentation; "" where that is 0 too.
std::string_view default_of(std::string_view flag) {
    return flag == "start-interval" ? "5s" : flag == "start-period" ? "" : "30s";
}

void check_zero(const syntax::Flag& flag, std::string_view fallback, std::string_view code, Report& report) {
    if (!fallback.empty()) {
        report
            .at(flag.value_span, "--{}={} switches nothing off: Docker takes its default, {}", flag.name,
                flag.value, fallback)
            .as(code)
            .severity(Severity::info);
    }
}

/// The unit that a person meant who wrote one that there isn't.
std::string_view meant_unit(std::string_view unit) {
    struct Word {
        std::string_view written;
        std::string_view unit;
    };
    constexpr Word words[] = {{"S", "s"}, {"sec", "s"}, {"secs", "s"}, {"second", "s"}, {"seconds", "s"},
                              {"M", "m"}, {"min", "m"}, {"mins", "m"}, {"minute", "m"}, {"minutes", "m"},
                              {"H", "h"}, {"hr", "h"},  {"hour", "h"}, {"hours", "h"},  {"hrs", "h"}};
    const auto* found = std::ranges::find(words, unit, &Word::written);
    return found == std::end(words) ? std::string_view{} : found->unit;
}

void report_unit(const syntax::Flag& flag, std::string_view unit, Report& report) {
    // Taken for Latin-1 byte by byte, the sign has become two characters.
    const bool micro = unit.ends_with("\u00B5s") || unit.ends_with("\u00BCs");
    Reported found =
        report.at(flag.value_span, "There is no unit '{}' (h, m, s and ms are), so the build stops here",
                  micro ? "\u00B5s" : unit);
    found.as("DL1000").as(micro ? "FLAG_LESS_THAN_1MS" : "FLAG_UNKNOWN_UNIT");
    const std::string_view meant = meant_unit(unit);
    const auto at = flag.value.find(unit);
    if (!meant.empty() && at + unit.size() == flag.value.size() &&
        flag.value_span.size() == flag.value.size()) {
        found.fix(Safety::safe, message("Use {}", {meant}),
                  {{{flag.value_span.begin + at, flag.value_span.end}, std::string(meant)}});
    }
}

void check_duration(const syntax::Flag& flag, Report& report) {
    constexpr double millisecond = 1e6;
    const Duration duration = read_duration(flag.value);
    switch (duration.fault) {
    case Fault::invalid:
        report.at(flag.value_span, "'{}' is no length of time, such as 30s; the build stops here", flag.value)
            .as("DL1000")
            .as("FLAG_INVALID_DURATION");
        return;
    case Fault::missing_unit: {
        Reported found = report.at(
            flag.value_span, "'{}' lacks its unit, such as s for seconds; the build stops here", flag.value);
        found.as("DL1000").as("FLAG_MISSING_DURATION");
        if (std::ranges::all_of(flag.value, ascii::is_digit)) {
            found.fix(Safety::unsafe, "These are seconds",
                      {{{flag.value_span.end, flag.value_span.end}, "s"}});
        }
        return;
    }
    case Fault::unknown_unit: report_unit(flag, duration.unit, report); return;
    case Fault::none: break;
    }
    if (duration.nanoseconds > -1 && duration.nanoseconds < 1) {
        check_zero(flag, default_of(flag.name), "FLAG_LESS_THAN_1MS", report);
    } else if (duration.nanoseconds < millisecond) {
        report.at(flag.value_span, "The shortest time is 1ms, so '{}' stops the build", flag.value)
            .as("DL1000")
            .as("FLAG_LESS_THAN_1MS");
    }
}

void check_retries(const syntax::Flag& flag, Report& report) {
    std::string_view digits = flag.value;
    digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        report.at(flag.value_span, "--retries takes a whole number; '{}' stops the build", flag.value)
            .as("DL1000")
            .as("INVALID_SYNTAX");
    } else if (number < 0) {
        report.at(flag.value_span, "--retries can't be below 0; '{}' stops the build", flag.value)
            .as("DL1000")
            .as("FLAG_AT_LEAST_ONE");
    } else if (number == 0) {
        check_zero(flag, "3", "FLAG_AT_LEAST_ONE", report);
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& healthcheck : facts.document.all(model::Keyword::healthcheck)) {
        const auto words = facts.document.words(healthcheck);
        if (!words.empty() && ascii::equal(words[0].text, "NONE")) {
            continue; // its flags are not read
        }
        for (const syntax::Flag& flag : facts.document.flags(healthcheck)) {
            if (flag.value.empty()) {
                continue;
            }
            if (flag.name == "retries") {
                check_retries(flag, report);
            } else if (flag.name == "interval" || flag.name == "timeout" || flag.name == "start-period" ||
                       flag.name == "start-interval") {
                check_duration(flag, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "lengths of time",
     .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK --interval=30 --timeout=5sec CMD curl localhost
       ~                        ^^ '30' lacks its unit, such as s for seconds; the build stops here
       ~                                     ^^^^ There is no unit 'sec' (h, m, s and ms are), so the build stops here
       + HEALTHCHECK --interval=30 --timeout=5s CMD curl localhost
       | HEALTHCHECK --interval=often --timeout=500us CMD curl localhost
       ~                        ^^^^^ 'often' is no length of time, such as 30s; the build stops here
       ~                                        ^^^^^ The shortest time is 1ms, so '500us' stops the build
       | HEALTHCHECK --interval=1d --timeout=-1s CMD curl localhost
       ~                        ^^ There is no unit 'd' (h, m, s and ms are), so the build stops here
       ~                                     ^^^ The shortest time is 1ms, so '-1s' stops the build
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK --interval=1h30m --timeout=1.5s --start-period=0s --start-interval=+.5s CMD curl localhost
       | HEALTHCHECK --start-period= cmd curl localhost
       | HEALTHCHECK --interval=30 NONE
     )"},
    {.title = "retries",
     .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK --retries=three CMD curl localhost
       ~                       ^^^^^ --retries takes a whole number; 'three' stops the build
       | HEALTHCHECK --retries=-1 CMD curl localhost
       ~                       ^^ --retries can't be below 0; '-1' stops the build
       | HEALTHCHECK --retries=99999999999 CMD curl localhost
       ~                       ^^^^^^^^^^^ --retries takes a whole number; '99999999999' stops the build
     )",
     .good = R"(
       | FROM python:3.12
       | HEALTHCHECK --retries=+3 CMD curl localhost
     )"},
    {.title = "0 is the default and not nothing", .bad = R"(
       | FROM python:3.12
       | HEALTHCHECK --timeout=0 --retries=0 CMD curl localhost
       ~                       ^ --timeout=0 switches nothing off: Docker takes its default, 30s
       ~                                   ^ --retries=0 switches nothing off: Docker takes its default, 3
     )"},
};

} // namespace

extern constexpr Rule healthcheck_timing{
    .id = "healthcheck-timing",
    .also = {"DL1000", "FLAG_INVALID_DURATION", "FLAG_LESS_THAN_1MS", "FLAG_MISSING_DURATION",
             "FLAG_UNKNOWN_UNIT", "FLAG_AT_LEAST_ONE", "INVALID_SYNTAX"},
    .title = "HEALTHCHECK with a time or a number that is none",
    .why = "The times of HEALTHCHECK are numbers with a unit, such as `30s` or `1m30s`, and `--retries` is a "
           "whole number. Anything else stops the build. 0 is taken for the default.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
