#pragma once
#include "lint/linter.hpp"
#include "model/list_files.hpp"
#include "promise.hpp"

namespace dockwright::fuzz {

inline void check_instruction(const syntax::File& file, const syntax::Instruction& instruction) {
    check_span(instruction.span, file.text.size());
    promise(instruction.span.covers(instruction.name_span));
    for (const syntax::Word& word : file.words_of(instruction)) {
        promise(instruction.span.covers(word.span));
    }
    for (const syntax::Flag& flag : file.flags_of(instruction)) {
        promise(instruction.span.covers(flag.span) && flag.span.covers(flag.value_span));
    }
    for (const syntax::Variable& variable : file.variables_of(instruction)) {
        promise(instruction.span.covers(variable.span) && variable.span.covers(variable.name_span));
    }
}

/// Reads and lints a text in every preset, and makes every fix.
inline void check_document(std::string text) {
    const auto document = model::Document::parse(std::move(text));
    const std::size_t size = document->text().size();
    for (const syntax::Instruction& instruction : document->instructions()) {
        check_instruction(document->syntax(), instruction);
    }
    for (const syntax::Problem& problem : document->problems()) {
        check_span(problem.span, size);
    }
    for (const model::ListFile& file : model::list_files_of(*document)) {
        promise(file.path.starts_with('/') && file.command < document->packages().commands.size());
    }
    for (const lint::Preset preset : {lint::Preset::all, lint::Preset::hadolint, lint::Preset::buildkit}) {
        for (const lint::Finding& finding : lint::lint(*document, {.preset = preset})) {
            check_span(finding.span, size);
            promise(!finding.message.empty());
            for (const lint::Fix& fix : finding.fixes) {
                EditSet edits;
                promise(edits.add(fix.edits));
                for (const TextEdit& edit : fix.edits) {
                    check_span(edit.span, size);
                }
                promise(!dockwright::apply(document->text(), fix.edits).empty() || size < 64);
            }
        }
    }
}

} // namespace dockwright::fuzz
