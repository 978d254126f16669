#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "model/exposed_port.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

struct Port {
    std::string_view port;
    std::string protocol;

    bool operator==(const Port&) const = default;
};

Port read(std::string_view word) {
    const model::ExposedPort parts = model::split_exposed_port(word);
    const std::string protocol = ascii::lowered(parts.protocol);
    return {parts.port, protocol.empty() ? "tcp" : protocol};
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        std::vector<Port> seen;
        for (const model::Instruction& expose : document.instructions(stage)) {
            if (expose.keyword != model::Keyword::expose) {
                continue;
            }
            const auto words = document.words(expose);
            for (const syntax::Word& word : words) {
                Port port = read(word.text);
                if (word.text.contains('$') || std::ranges::find(seen, port) == seen.end()) {
                    seen.push_back(std::move(port));
                    continue;
                }
                report.at(word.span, "Port {} is exposed in this stage already", word.text);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "twice, and with the protocol that is meant anyway",
     .bad = R"(
       | FROM nginx:1.27
       | EXPOSE 80 443
       | EXPOSE 8080 80/tcp
       ~             ^^^^^^ Port 80/tcp is exposed in this stage already
     )",
     .good = R"(
       | FROM bind:9
       | EXPOSE 53/tcp 53/udp
     )"},
};

} // namespace

extern constexpr Rule repeated_port{
    .id = "repeated-port",
    .title = "EXPOSE of a port that is exposed already",
    .why = "EXPOSE only notes which ports the program listens on. Saying one twice changes nothing, so "
           "perhaps another number was meant.",
    .group = Group::correctness,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
