#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Copies out of other stages and images, behind something that changes often. With a name as the
/// owner the image's /etc/passwd is needed, which --link does without.
void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& copy : document.all(model::Keyword::copy)) {
        const auto words = document.words(copy);
        if (document.syntax().flag(copy, "link") != nullptr || document.stage_of(copy) == nullptr ||
            document.syntax().flag(copy, "from") == nullptr || words.size() < 2 ||
            document.syntax().flag(copy, "chown") != nullptr || !words.back().text.starts_with('/')) {
            continue;
        }
        const Offset behind = copy.name_span.end;
        report.at(copy.name_span, "With --link this layer stays in the cache when the layers below it change")
            .fix(Safety::unsafe, "Add --link", {{{behind, behind}, " --link"}});
    }
}

constexpr Example examples[] = {
    {.title = "out of another stage",
     .bad = R"(
       | FROM node:22 AS build
       | RUN npm run build
       | FROM nginx:1.27
       | COPY --from=build /app/dist /usr/share/nginx/html
       ~ ^^^^ With --link this layer stays in the cache when the layers below it change
     )",
     .good = R"(
       | FROM node:22 AS build
       | RUN npm run build
       | FROM nginx:1.27
       | COPY --link --from=build /app/dist /usr/share/nginx/html
     )"},
};

} // namespace

extern constexpr Rule copy_without_link{
    .id = "copy-without-link",
    .title = "COPY --from without --link",
    .why = "A copy with --link is a layer that does not depend on the layers below it, so that a new base "
           "image does not make it again. It follows no symbolic link in the target's path, so it is not "
           "always right.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
