#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& maintainer : facts.document.all(model::Keyword::maintainer)) {
        Reported found = report.at(
            maintainer.name_span, "MAINTAINER is deprecated; a LABEL says who made the image and can be read "
                                  "by every tool");
        found.as("MaintainerDeprecated").as("DL4000").as("DEPRECATED_MAINTAINER");
        if (!maintainer.arguments.empty()) {
            found.fix(Safety::safe, "Use LABEL",
                      {{maintainer.name_span, "LABEL"},
                       {maintainer.joined.span_of(maintainer.arguments),
                        authors_label(maintainer.arguments, facts.document.syntax().escape)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "MAINTAINER",
     .bad = R"(
       | FROM python:3.12
       | MAINTAINER Ada Lovelace <ada@example.org>
       ~ ^^^^^^^^^^ MAINTAINER is deprecated; a LABEL says who made the image and can be read by every tool
       + LABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.org>"
     )",
     .good = R"(
       | FROM python:3.12
       | LABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.org>"
     )"},
    {.title = "in quotes, with a character that LABEL would replace", .bad = R"(
       | FROM python:3.12
       | MAINTAINER "Ada \"$\" Lovelace"
       ~ ^^^^^^^^^^ MAINTAINER is deprecated; a LABEL says who made the image and can be read by every tool
       + LABEL org.opencontainers.image.authors="Ada \\\"\$\\\" Lovelace"
     )"},
};

} // namespace

extern constexpr Rule deprecated_maintainer{
    .id = "deprecated-maintainer",
    .also = {"MaintainerDeprecated", "DL4000", "DEPRECATED_MAINTAINER"},
    .title = "MAINTAINER is deprecated",
    .why = "MAINTAINER is deprecated and holds a single name that few tools show. "
           "The label `org.opencontainers.image.authors` is what registries and `docker inspect` show.",
    .group = Group::deprecated,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
