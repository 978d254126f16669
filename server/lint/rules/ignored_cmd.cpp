#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

const model::Instruction* last(const model::Document& document, const model::Stage& stage,
                               model::Keyword keyword) {
    const model::Instruction* found = nullptr;
    for (const model::Instruction& instruction : document.instructions(stage)) {
        found = instruction.keyword == keyword ? &instruction : found;
    }
    return found;
}

/// Programs that read `$@` or `$0` of the shell which runs them.
bool reads_arguments(std::string_view text) {
    return text.contains("$@") || text.contains("$*") || text.contains("$0") || text.contains("$1");
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        const model::Instruction* entrypoint = last(document, stage, model::Keyword::entrypoint);
        const model::Instruction* command = last(document, stage, model::Keyword::cmd);
        if (entrypoint == nullptr || command == nullptr || entrypoint->json ||
            entrypoint->arguments.empty() || command->arguments.empty() || command->arguments == "[]" ||
            document.context(*entrypoint).shell || reads_arguments(entrypoint->arguments)) {
            continue;
        }
        report
            .at(command->name_span,
                "This CMD is never used: an ENTRYPOINT that is no JSON array runs in a shell, which passes "
                "nothing on. Write the ENTRYPOINT as [\"program\", \"argument\"]")
            .related(entrypoint->span, "the ENTRYPOINT");
    }
}

constexpr Example examples[] = {
    {.title = "arguments that never arrive",
     .bad = R"(
       | FROM python:3.12
       | ENTRYPOINT python train.py
       | CMD ["--epochs", "10"]
       ~ ^^^ This CMD is never used: an ENTRYPOINT that is no JSON array runs in a shell, which passes nothing on. Write the ENTRYPOINT as ["program", "argument"]
     )",
     .good = R"(
       | FROM python:3.12
       | ENTRYPOINT ["python", "train.py"]
       | CMD ["--epochs", "10"]
     )"},
    {.title = "another stage's, and none at all", .good = R"(
       | FROM python:3.12 AS a
       | CMD ["python"]
       | FROM a
       | ENTRYPOINT python train.py
       | CMD []
     )"},
};

} // namespace

extern constexpr Rule ignored_cmd{
    .id = "ignored-cmd",
    .title = "A CMD that the ENTRYPOINT drops",
    .why =
        "CMD, and what stands behind the image's name in `docker run`, become the arguments of ENTRYPOINT. "
        "One in the shell form is run as `sh -c 'program'`: the arguments go to the shell, the program "
        "never sees them.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
