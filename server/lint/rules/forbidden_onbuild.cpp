#include "base/ascii.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

bool is_forbidden(model::Keyword keyword) {
    return keyword == model::Keyword::from || keyword == model::Keyword::maintainer ||
           keyword == model::Keyword::onbuild;
}

void offer_fix(Reported& finding, const model::Instruction& trigger, char escape) {
    if (trigger.arguments.empty()) {
        return;
    }
    const Span arguments = trigger.joined.span_of(trigger.arguments);
    if (trigger.keyword == model::Keyword::onbuild) {
        finding.fix(Safety::unsafe, "Remove the second ONBUILD",
                    {{{trigger.name_span.begin, arguments.begin}, ""}});
    } else if (trigger.keyword == model::Keyword::maintainer) {
        finding.fix(Safety::unsafe, "Use LABEL",
                    {{trigger.name_span, "LABEL"}, {arguments, authors_label(trigger.arguments, escape)}});
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& onbuild : facts.document.all(model::Keyword::onbuild)) {
        const model::Instruction* trigger = facts.document.nested(onbuild);
        if (trigger != nullptr && is_forbidden(trigger->keyword)) {
            Reported finding =
                report.at(trigger->name_span, "ONBUILD cannot wait for {}, so the build stops here",
                          syntax::name(trigger->keyword));
            const bool chained = trigger->keyword == model::Keyword::onbuild;
            finding.as("DL3043")
                .as(chained ? "ONBUILD_CHAINING_DISALLOWED" : "ONBUILD_TRIGGER_DISALLOWED")
                .as_if(trigger->keyword == model::Keyword::maintainer, "DEPRECATED_MAINTAINER");
            offer_fix(finding, *trigger, facts.document.syntax().escape);
        }
    }
}

constexpr Example examples[] = {
    {.title = "what a later build cannot do",
     .bad = R"(
       | FROM debian:12
       | ONBUILD FROM python:3.12
       ~         ^^^^ ONBUILD cannot wait for FROM, so the build stops here
       | ONBUILD ONBUILD RUN make
       ~         ^^^^^^^ ONBUILD cannot wait for ONBUILD, so the build stops here
       | onbuild maintainer me
       ~         ^^^^^^^^^^ ONBUILD cannot wait for MAINTAINER, so the build stops here
     )",
     .good = R"(
       | FROM debian:12
       | ONBUILD COPY . /app
       | ONBUILD RUN make
     )"},
    {.title = "over two lines",
     .bad = R"(
       | FROM debian:12
       | ONBUILD \
       |   from python:3.12
       ~   ^^^^ ONBUILD cannot wait for FROM, so the build stops here
     )",
     .good = R"(
       | FROM debian:12
       | ONBUILD ARG FROM
     )"},
};

} // namespace

extern constexpr Rule forbidden_onbuild{
    .id = "forbidden-onbuild",
    .also = {"DL3043", "ONBUILD_CHAINING_DISALLOWED", "ONBUILD_TRIGGER_DISALLOWED", "DEPRECATED_MAINTAINER"},
    .title = "ONBUILD of what cannot wait",
    .why = "ONBUILD keeps an instruction for the builds that start from this image. FROM, MAINTAINER and "
           "ONBUILD "
           "itself cannot be kept, and Docker refuses the file.",
    .group = Group::correctness,
    .severity = Severity::error,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
