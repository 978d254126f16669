#include "lint/labels.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/pairs.hpp"
#include "syntax/expand.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

std::string without_quoting(std::string_view word, char escape) {
    const auto expanded = syntax::expand(word, {}, {.escape = escape, .keep_unset = true});
    return expanded ? expanded->text : std::string(word);
}

/// In so many labels of a file what was meant is looked for, which may take long.
constexpr std::size_t most_mended = 100;

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
                 .instruction = &instruction,
                 .pair = i / 2});
        }
    }
    return labels;
}

std::string authors_label(std::string_view who, char escape) {
    if (who.size() >= 2 && (who.front() == '"' || who.front() == '\'') && who.back() == who.front()) {
        who = who.substr(1, who.size() - 2);
    }
    std::string out = "org.opencontainers.image.authors=\"";
    for (const char c : who) {
        if (c == '"' || c == '$' || c == escape) {
            out += escape;
        }
        out += c;
    }
    return out + '"';
}

const LabelSchema* schema_of(const Options& options, std::string_view key) {
    const auto found = std::ranges::find(options.labels, key, &LabelSchema::key);
    return found == options.labels.end() ? nullptr : &*found;
}

void report_invalid_labels(const Facts& facts, Report& report, LabelType type, std::string_view pattern,
                           std::string_view code, IsValid is_valid, IsValid hadolint_is_valid, Mend mend) {
    if (std::ranges::find(facts.options.labels, type, &LabelSchema::type) == facts.options.labels.end()) {
        return;
    }
    std::size_t mendable = most_mended;
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
            const auto mended = ours && mend != nullptr && mendable > 0 ? mend(label.value) : std::nullopt;
            mendable -= std::min<std::size_t>(mendable, 1);
            const auto place = plain_value(facts.document, label.value_span, label.value);
            if (mended && place && is_valid(mended->value) && hadolint_is_valid(mended->value)) {
                finding.fix(mended->safety, message("Change to '{}'", {mended->value}),
                            {{*place, mended->value}});
            }
        }
    }
}

} // namespace dockwright::lint
