#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// A carriage return behind which neither a line feed stands nor the file ends.
std::size_t lone_return(std::string_view text, std::size_t at, std::size_t end) {
    for (at = text.find('\r', at); at < end; at = text.find('\r', at)) {
        const std::size_t next = text.find_first_not_of('\r', at);
        if (next == std::string_view::npos) {
            break;
        }
        if (text[next] != '\n') {
            return at;
        }
        at = next;
    }
    return std::string_view::npos;
}

/// What dockerfile-utils, to which it ends the line, finds missing there.
std::string_view missing_code(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::add:
    case model::Keyword::copy: return "ARGUMENT_REQUIRES_AT_LEAST_TWO";
    case model::Keyword::healthcheck: return "ARGUMENT_REQUIRES_AT_LEAST_ONE";
    case model::Keyword::cmd:
    case model::Keyword::run:
    case model::Keyword::unknown: return {};
    default: return "ARGUMENT_MISSING";
    }
}

/// The instruction of whose line nothing is left but an escape character in front of the return.
std::string_view bare_code(const model::Document& document, const model::Instruction& instruction) {
    const char escape = document.syntax().escape;
    std::string_view name = instruction.name;
    if (name.ends_with(escape)) {
        name.remove_suffix(1);
    } else if (instruction.arguments.size() != 1 || instruction.arguments.front() != escape) {
        return {};
    }
    return missing_code(syntax::keyword(name));
}

void check(const Facts& facts, Report& report) {
    const std::string_view text = facts.document.text();
    std::size_t behind = lone_return(text, 0, text.size());
    for (const model::Instruction& instruction : facts.document.instructions()) {
        if (behind == std::string_view::npos) {
            return;
        }
        // To the line's end, as blanks at the end are no part of an instruction.
        const std::size_t end = std::min(text.find('\n', instruction.span.end.index()), text.size());
        const std::size_t at = lone_return(text, instruction.span.begin.index(), end);
        behind = at == std::string_view::npos ? behind : lone_return(text, end, text.size());
        if (at == std::string_view::npos) {
            continue;
        }
        const std::string_view code = bare_code(facts.document, instruction);
        const std::size_t width = text.find_first_not_of('\r', at) - at;
        report
            .at(span(at, at + width),
                "A carriage return alone ends no line, so {} goes on behind it; save the file with "
                "line feeds",
                instruction.name)
            .as_if(!code.empty(), code)
            .fix(Safety::unsafe, "Use a line feed", {{span(at, at + width), "\n"}});
    }
}

constexpr Example examples[] = {
    {.title = "line ends of old Macs",
     .bad =
         "\n| FROM python:3.12\rRUN make\n"
         "~                 ^ A carriage return alone ends no line, so FROM goes on behind it; save the file "
         "with line feeds\n",
     .good = R"(
       | FROM python:3.12
       | RUN make
     )"},
};

} // namespace

extern constexpr Rule wrong_line_end{
    .id = "wrong-line-end",
    .also = {"ARGUMENT_MISSING", "ARGUMENT_REQUIRES_AT_LEAST_ONE", "ARGUMENT_REQUIRES_AT_LEAST_TWO"},
    .title = "Carriage return that ends no line",
    .why =
        "Docker ends a line at a line feed. A carriage return alone, as old Macs wrote it and some editors "
        "show it as a new line, is a blank to Docker, so what looks like two lines is one.",
    .group = Group::syntax,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
