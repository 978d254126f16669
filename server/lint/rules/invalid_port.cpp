#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "model/exposed_port.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::lint::rules {
namespace {

struct Range {
    unsigned first = 0;
    unsigned last = 0;

    unsigned size() const { return last - first; }
};

std::optional<unsigned> number(std::string_view text) {
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    if (text.empty() || !std::ranges::all_of(text, ascii::is_digit)) {
        return std::nullopt;
    }
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value; // one that is too large is another rule's
}

/// `8000` or `8000-8010`.
std::optional<Range> range(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = number(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
    return first && last && *first <= *last ? std::optional(Range{*first, *last}) : std::nullopt;
}

/// Numbers with three dots, or anything with the colons of IPv6.
bool may_be_address(std::string_view text) {
    return text.contains(':') || (std::ranges::count(text, '.') == 3 && std::ranges::all_of(text, [](char c) {
                                      return c == '.' || ascii::is_digit(c);
                                  }));
}

/// BuildKit's reading of one word, which is nearly that of `docker run -p`.
bool has_ports(std::string_view word) {
    const model::ExposedPort port = model::split_exposed_port(word);
    const auto ports = range(port.port);
    if (!ports || (!port.host_ip.empty() && !may_be_address(port.host_ip))) {
        return false;
    }
    if (port.host_port.empty()) {
        return true;
    }
    const auto host = range(port.host_port);
    return host && (ports->size() == host->size() || ports->size() == 0);
}

bool has_unknown_variable(const model::Document& document, const model::Instruction& instruction) {
    for (std::uint32_t i = instruction.variables.begin; i < instruction.variables.end; ++i) {
        const auto binding = document.references()[i].binding;
        if (!binding || !document.bindings()[*binding].known || !document.bindings()[*binding].value) {
            return true;
        }
    }
    return false;
}

void report_one(const syntax::Word& word, std::string_view text, Report& report) {
    if (has_ports(text)) {
        if (const std::string_view protocol = model::split_exposed_port(text).protocol;
            !model::is_known_protocol(protocol)) {
            report
                .at(word.span, "'{}' is none of the protocols tcp, udp and sctp, so the build stops here",
                    protocol)
                .as("DL1000")
                .as("INVALID_PROTO");
        }
        return;
    }
    Reported found = report.at(
        word.span, "'{}' is neither a port nor a range such as 8000-8010, so the build stops here", text);
    found.as("DL1000").as("INVALID_PORT");
    if ((text.ends_with(',') || text.ends_with(';')) && word.text == text &&
        has_ports(text.substr(0, text.size() - 1))) {
        found.fix(Safety::safe, "Part ports by blanks alone", {{{word.span.end - 1, word.span.end}, ""}});
    }
}

void check_one(const model::Document& document, const model::Instruction& expose, Report& report) {
    if (expose.arguments.contains("{{")) {
        return; // a template, which something else fills in
    }
    for (const syntax::Word& word : document.words(expose)) {
        if (word.text.starts_with('#')) {
            report
                .at({word.span.begin, expose.joined.span_of(expose.arguments).end},
                    "A comment has a line of its own: here its words are read as ports, so the build stops")
                .as("DL1000")
                .as("INVALID_PORT");
            return;
        }
        if (word.text.contains('$') && has_unknown_variable(document, expose)) {
            continue;
        }
        const auto text = document.expanded(word);
        if (text && !text->empty() && !text->contains(' ')) {
            report_one(word, *text, report);
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& expose : facts.document.all(model::Keyword::expose)) {
        check_one(facts.document, expose, report);
    }
}

constexpr Example examples[] = {
    {.title = "what is no port",
     .bad = R"(
       | FROM python:3.12
       | EXPOSE http
       ~        ^^^^ 'http' is neither a port nor a range such as 8000-8010, so the build stops here
       | EXPOSE 80, 443
       ~        ^^^ '80,' is neither a port nor a range such as 8000-8010, so the build stops here
       + EXPOSE 80 443
       | EXPOSE 8010-8000
       ~        ^^^^^^^^^ '8010-8000' is neither a port nor a range such as 8000-8010, so the build stops here
       | EXPOSE 8888/tpc
       ~        ^^^^^^^^ 'tpc' is none of the protocols tcp, udp and sctp, so the build stops here
       | EXPOSE 8888 # notebooks
       ~             ^^^^^^^^^^^ A comment has a line of its own: here its words are read as ports, so the build stops
     )",
     .good = R"(
       | FROM python:3.12
       | EXPOSE 80 443
       | EXPOSE 8000-8010/udp "8888"
       | EXPOSE 127.0.0.1:80:8888 80-90:100
       | EXPOSE $PORT {{ port }}
     )"},
    {.title = "out of a variable",
     .bad = R"(
       | FROM python:3.12
       | ENV PORT=http
       | EXPOSE $PORT
       ~        ^^^^^ 'http' is neither a port nor a range such as 8000-8010, so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | ENV PORT=8888
       | EXPOSE $PORT
     )"},
};

} // namespace

extern constexpr Rule invalid_port{
    .id = "invalid-port",
    .also = {"DL1000", "INVALID_PORT", "INVALID_PROTO"},
    .title = "EXPOSE of what is no port",
    .why =
        "EXPOSE takes port numbers or ranges, parted by blanks, each with `/tcp`, `/udp` or `/sctp` behind "
        "it or nothing. Anything else stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
