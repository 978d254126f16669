#include "lint/pairs.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Who later works in the container gets no questions either, and does not know why.
void check(const Facts& facts, Report& report) {
    for (const Variable& variable : variables_of(facts.document, "DEBIAN_FRONTEND")) {
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        const auto words = facts.document.words(*variable.instruction);
        // Who sets it back below has thought of it.
        const model::Binding* last = nullptr;
        for (const model::Binding& binding : facts.document.bindings()) {
            last = binding.name == variable.name ? &binding : last;
        }
        if (stage == nullptr || !stage->shipped || !variable.value || *variable.value == "" ||
            *variable.value == "dialog" || *variable.value == "newt" || *variable.value == "teletype" ||
            last == nullptr || last->span != variable.name_span) {
            continue;
        }
        Reported found =
            report.at(variable.name_span, "DEBIAN_FRONTEND is for the build alone, but ENV sets it in every "
                                          "container too: ARG ends with the build");
        if (words.size() == 2 && !variable.instruction->spaced_pair) {
            found.fix(Safety::unsafe, "Use ARG", {{variable.instruction->name_span, "ARG"}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "no questions of apt",
     .bad = R"(
       | FROM ubuntu:24.04
       | ENV DEBIAN_FRONTEND=noninteractive
       ~     ^^^^^^^^^^^^^^^ DEBIAN_FRONTEND is for the build alone, but ENV sets it in every container too: ARG ends with the build
       | RUN apt-get update && apt-get install -y tzdata
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | ARG DEBIAN_FRONTEND=noninteractive
       | RUN apt-get update && apt-get install -y tzdata
     )"},
    {.title = "set back at the end", .good = R"(
       | FROM ubuntu:24.04
       | ENV DEBIAN_FRONTEND=noninteractive
       | RUN apt-get update && apt-get install -y tzdata
       | ENV DEBIAN_FRONTEND=dialog
     )"},
};

} // namespace

extern constexpr Rule build_only_variable{
    .id = "build-only-variable",
    .title = "ENV for what only the build needs",
    .why = "ENV stays in the image. Who opens a shell in the container and installs something there is never "
           "asked what apt would ask, and gets defaults without a word. ARG is in force for the RUNs of the "
           "stage and gone afterwards.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
