#include "lint/linter.hpp"
#include "lint/shellcheck/scripts.hpp"
#include "project/shellcheck_answer.hpp"
#include "promise.hpp"
#include <string>

/// What ShellCheck may print, of a Dockerfile that holds all that is hard about places: whatever it
/// is, it is kept as it was read, and each finding and each edit lies in the text.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string said(data, data + size);
    const auto answers = project::read_shellcheck_answer(said, 2);
    if (!answers) {
        return 0;
    }
    static const auto document = model::Document::parse(
        "FROM a:1\nENV b=1\n# shellcheck disable=SC2034\nRUN \xc3\xa4 $b && \\\n # no\n\n c \xff\\\n  'd'\n"
        "RUN <<-EOF\n#!/bin/bash -e\n# e\n\t\tf\n\n\tg\nEOF\nRUN h <<I\nj\nI\nRUN");
    auto known = std::make_shared<model::ShellCheckAnswers>();
    for (const lint::shellcheck::Script& script : lint::shellcheck::scripts(*document)) {
        (*known)[script.text] = (*answers)[known->size() % 2].comments;
    }
    for (const project::ShellCheckAnswer& answer : *answers) {
        const auto again = project::read_shellcheck_answer(answer.json, 1);
        fuzz::promise(again.has_value());
        fuzz::promise(again->front().json == answer.json);
        fuzz::promise(again->front().comments->size() == answer.comments->size());
    }
    model::Surroundings around;
    around.shellcheck = std::move(known);
    for (const lint::Finding& finding : lint::lint(*document, {.preset = lint::Preset::all}, around)) {
        fuzz::promise(finding.span.begin <= finding.span.end);
        fuzz::promise(finding.span.end.index() <= document->text().size());
        for (const lint::Fix& fix : finding.fixes) {
            EditSet edits;
            fuzz::promise(edits.add(fix.edits));
            fuzz::promise(!dockwright::apply(document->text(), fix.edits).empty());
        }
    }
    return 0;
}
