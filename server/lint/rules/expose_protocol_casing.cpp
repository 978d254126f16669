#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/spelling.hpp"
#include "model/exposed_port.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    Spelling spelling(facts.document);
    for (const model::Instruction& expose : facts.document.all(model::Keyword::expose)) {
        for (const syntax::Word& word : facts.document.words(expose)) {
            const auto text = facts.document.expanded(word);
            if (!text || !text->contains('/')) {
                continue;
            }
            const model::ExposedPort port = model::split_exposed_port(*text);
            if (port.port.empty() || !model::is_known_protocol(port.protocol) ||
                std::ranges::none_of(port.protocol, ascii::is_upper)) {
                continue;
            }
            Reported found = report.at(word.span, "The protocol '{}' is written in capitals", port.protocol);
            spelling.as(found, "ExposeProtoCasing");
            if (word.text == *text) {
                found.fix(
                    Safety::safe, "Write the protocol in lower case",
                    {{{word.span.end - port.protocol.size(), word.span.end}, ascii::lowered(port.protocol)}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a protocol in capitals",
     .bad = R"(
       | FROM python:3.12
       | EXPOSE 8888/TCP 6006/tcp
       ~        ^^^^^^^^ The protocol 'TCP' is written in capitals
       + EXPOSE 8888/tcp 6006/tcp
     )",
     .good = R"(
       | FROM python:3.12
       | EXPOSE 8888/tcp 6006
     )"},
};

} // namespace

extern constexpr Rule expose_protocol_casing{
    .id = "expose-protocol-casing",
    .also = {"ExposeProtoCasing"},
    .title = "Protocol of EXPOSE in capitals",
    .why =
        "The engine stores protocols in lower case. Written so, the same port looks the same in the file and "
        "in `docker inspect`.",
    .group = Group::style,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
