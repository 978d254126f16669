#include "lint/owner_edit.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include "model/options.hpp"

namespace dockwright::lint::rules {
namespace {

/// Without -R a folder changes hands and nothing in it does, so nothing is stored again.
bool is_worth_it(const model::Document& document, const ChangeOfCopy& change) {
    const auto arguments = document.commands().arguments_of(*change.command);
    const bool deep = model::letter_option(arguments, 'R') != nullptr ||
                      model::long_option(arguments, "recursive") != nullptr;
    return change.one_file ? change.whole_run : deep;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const ChangeOfCopy& change : changes_of_copies(document, "chown")) {
        if (!is_worth_it(document, change)) {
            continue;
        }
        Reported found = report.at(change.command->span,
                                   "To change the owner in a RUN stores all of these files once more: "
                                   "--chown={} at the {} does it without",
                                   change.value->text, syntax::name(change.copy->keyword));
        found.related(change.copy->span, "where they are copied");
        if (change.whole_run && change.value->plain) {
            const model::Instruction& run =
                document.instruction(document.commands().text_of(*change.command));
            const Offset behind = change.copy->name_span.end;
            found.fix(Safety::unsafe, "Copy with --chown",
                      {{.span = {behind, behind}, .text = " --chown=" + std::string(change.value->text)},
                       {.span = whole_lines(document.text(), run.span), .text = ""}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "copied, then given away",
     .bad = R"(
       | FROM node:22
       | COPY . /app
       | RUN chown -R node:node /app
       ~     ^^^^^^^^^^^^^^^^^^^^^^^ To change the owner in a RUN stores all of these files once more: --chown=node:node at the COPY does it without
       | USER node
     )",
     .good = R"(
       | FROM node:22
       | COPY --chown=node:node . /app
       | RUN chown -R node:node /home/node
       | COPY --from=node:22 /opt /opt
       | RUN chown node /opt
       | USER node
     )"},
    {.title = "other files are meant too", .good = R"(
       | FROM node:22
       | RUN mkdir -p /app/cache
       | COPY src /app
       | RUN chown -R node /app
     )"},
};

} // namespace

extern constexpr Rule chown_after_copy{
    .id = "chown-after-copy",
    .title = "COPY, then chown of the same files",
    .why = "A file whose owner changes is stored again, whole, in the layer of the RUN: the image becomes "
           "larger by all that was copied. COPY --chown gives files their owner at once.",
    .group = Group::size,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
