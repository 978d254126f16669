#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// All digits, of any length, and more than 65535.
bool is_too_large(std::string_view digits) {
    if (digits.empty() || !std::ranges::all_of(digits, ascii::is_digit)) {
        return false;
    }
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    constexpr std::string_view largest = "65535";
    return digits.size() > largest.size() || (digits.size() == largest.size() && digits > largest);
}

struct Ports {
    std::string_view first;
    std::string_view last; ///< the same if it is no range
};

/// Of the last part of `[[address:]host:]ports[/protocol]`.
Ports ports_of(std::string_view text) {
    text = text.substr(0, text.find('/'));
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
        text.remove_prefix(colon + 1);
    }
    const std::size_t dash = text.find('-');
    return {text.substr(0, dash), dash == std::string_view::npos ? text : text.substr(dash + 1)};
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, ascii::is_digit);
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& expose : facts.document.all(model::Keyword::expose)) {
        for (const syntax::Word& word : facts.document.words(expose)) {
            const Ports written = ports_of(word.text);
            const Ports ports = ports_of(facts.document.expanded(word).value_or(std::string_view{}));
            const bool first = is_too_large(ports.first);
            if (!first && !is_too_large(ports.last)) {
                continue;
            }
            report
                .at(word.span, "There is no port {}: the largest is 65535, and the build stops here",
                    first ? ports.first : ports.last)
                .as_if(is_number(written.first) && is_number(written.last), "DL3011");
        }
    }
}

constexpr Example examples[] = {
    {.title = "one digit too many",
     .bad = R"(
       | FROM debian:12
       | EXPOSE 88888/tcp
       ~        ^^^^^^^^^ There is no port 88888: the largest is 65535, and the build stops here
     )",
     .good = R"(
       | FROM debian:12
       | EXPOSE 8888 65535/udp
     )"},
    {.title = "a range",
     .bad = R"(
       | FROM debian:12
       | EXPOSE 8000-80000 8080
       ~        ^^^^^^^^^^ There is no port 80000: the largest is 65535, and the build stops here
     )",
     .good = R"(
       | FROM debian:12
       | EXPOSE 8000-8010
     )"},
    {.title = "out of a variable",
     .bad = R"(
       | FROM debian:12
       | ENV PORT=70000
       | EXPOSE ${PORT}
       ~        ^^^^^^^ There is no port 70000: the largest is 65535, and the build stops here
     )",
     .good = R"(
       | FROM debian:12
       | EXPOSE ${PORT}
     )"},
};

} // namespace

extern constexpr Rule port_out_of_range{
    .id = "port-out-of-range",
    .also = {"DL3011"},
    .title = "Port above 65535",
    .why = "Ports are numbers from 0 to 65535. Docker refuses a larger one when it builds the image.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
