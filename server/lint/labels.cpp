#include "lint/labels.hpp"
#include "lint/hadolint_reading.hpp"
#include "syntax/expand.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

std::string without_quoting(std::string_view word, char escape) {
    const auto expanded = syntax::expand(word, {}, {.escape = escape, .keep_unset = true});
    return expanded ? expanded->text : std::string(word);
}

} // namespace

std::vector<Label> labels_of(const model::Document& document) {
    std::vector<Label> labels;
    const char escape = document.syntax().escape;
    for (const model::Instruction& instruction : document.all(model::Keyword::label)) {
        const auto words = document.words(instruction);
        for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
            const syntax::Word& value = words[i + 1];
            std::string read = without_quoting(value.text, escape);
            const bool is_quoted = value.text.starts_with('"') || value.text.starts_with('\'');
            labels.push_back(
                {.key = without_quoting(words[i].text, escape),
                 .value = read,
                 .hadolint_value = is_quoted && !instruction.spaced_pair ? read : std::string(value.text),
                 .has_variables = value.text.contains('$'),
                 .key_span = words[i].span,
                 .value_span = value.span,
                 .instruction = &instruction});
        }
    }
    return labels;
}

const LabelSchema* schema_of(const Options& options, std::string_view key) {
    const auto found = std::ranges::find(options.labels, key, &LabelSchema::key);
    return found == options.labels.end() ? nullptr : &*found;
}

void report_invalid_labels(const Facts& facts, Report& report, LabelType type, std::string_view pattern,
                           std::string_view code, IsValid is_valid, IsValid hadolint_is_valid) {
    if (std::ranges::find(facts.options.labels, type, &LabelSchema::type) == facts.options.labels.end()) {
        return;
    }
    for (const Label& label : labels_of(facts.document)) {
        const LabelSchema* schema = schema_of(facts.options, label.key);
        if (schema == nullptr || schema->type != type) {
            continue;
        }
        const bool ours = !label.value.empty() && !label.has_variables && !is_valid(label.value);
        const bool theirs = !hadolint_is_valid(label.hadolint_value);
        if (ours || theirs) {
            Reported finding = report.at(label.value_span, pattern, label.key, label.value);
            found_by(finding, ours, theirs, code);
        }
    }
}

} // namespace dockwright::lint
