#include "lint/rule.hpp"
#include "model/exposed_port.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& expose : facts.document.all(model::Keyword::expose)) {
        for (const syntax::Word& word : facts.document.words(expose)) {
            const auto text = facts.document.expanded(word);
            if (!text || !text->contains(':')) {
                continue;
            }
            const model::ExposedPort port = model::split_exposed_port(*text);
            if (port.port.empty() || !model::is_known_protocol(port.protocol) ||
                (port.host_ip.empty() && port.host_port.empty())) {
                continue;
            }
            Reported found = report.at(
                word.span,
                "EXPOSE names ports of the container alone; 'docker run -p {}' maps one to the host", *text);
            found.as("ExposeInvalidFormat");
            if (word.text == *text) {
                found.fix(Safety::safe, "Keep the container's port",
                          {{{word.span.begin, word.span.begin + text->rfind(':') + 1}, ""}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a port of the host",
     .bad = R"(
       | FROM python:3.12
       | EXPOSE 80:8888
       ~        ^^^^^^^ EXPOSE names ports of the container alone; 'docker run -p 80:8888' maps one to the host
       + EXPOSE 8888
     )",
     .good = R"(
       | FROM python:3.12
       | EXPOSE 8888
     )"},
    {.title = "an address", .bad = R"(
       | FROM python:3.12
       | EXPOSE 127.0.0.1:80:8888/tcp 6006
       ~        ^^^^^^^^^^^^^^^^^^^^^ EXPOSE names ports of the container alone; 'docker run -p 127.0.0.1:80:8888/tcp' maps one to the host
       + EXPOSE 8888/tcp 6006
     )"},
};

} // namespace

extern constexpr Rule expose_host_port{
    .id = "expose-host-port",
    .also = {"ExposeInvalidFormat"},
    .title = "EXPOSE with an address or a port of the host",
    .why = "EXPOSE only notes which ports the container listens on. Which port of the machine leads there is "
           "said when it is run; the engine drops the rest of this word and has announced to refuse it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
