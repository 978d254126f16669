#include "lint/pairs.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

struct Label {
    const syntax::Word* key;
    const syntax::Word* value;
    const model::Instruction* instruction;
    std::size_t pair;
};

std::vector<Label> labels_of(const model::Document& document, const model::Stage& stage) {
    std::vector<Label> out;
    for (const model::Instruction& instruction : document.instructions(stage)) {
        const auto words = document.words(instruction);
        for (std::size_t i = 0; instruction.keyword == model::Keyword::label && i + 1 < words.size();
             i += 2) {
            out.push_back({&words[i], &words[i + 1], &instruction, i / 2});
        }
    }
    return out;
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const std::vector<Label> labels = labels_of(facts.document, stage);
        for (auto label = labels.begin(); label != labels.end(); ++label) {
            const auto later = std::find_if(label + 1, labels.end(), [&](const Label& other) {
                return other.key->text == label->key->text;
            });
            const bool same = later != labels.end() && later->value->text == label->value->text;
            if (later == labels.end() || same || label->key->text.contains('$')) {
                continue; // of the same value nothing is lost
            }
            Reported found = report.at(label->key->span,
                                       "Label '{}' is set once more below, and only the last value counts",
                                       label->key->text);
            found.related(later->key->span, "the one that counts");
            if (auto edit = without_pair(facts.document, *label->instruction, label->pair)) {
                found.fix(Safety::safe, "Remove it", {*std::move(edit)});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a key twice",
     .bad = R"(
       | FROM python:3.12
       | LABEL version=1.0 vendor=lab
       ~       ^^^^^^^ Label 'version' is set once more below, and only the last value counts
       + LABEL vendor=lab
       | LABEL version=2.0
     )",
     .good = R"(
       | FROM python:3.12 AS a
       | LABEL version=1.0
       | FROM a
       | LABEL version=2.0
     )"},
    {.title = "the same once more", .good = R"(
       | FROM python:3.12
       | LABEL maintainer=lab
       | LABEL maintainer=lab
     )"},
};

} // namespace

extern constexpr Rule repeated_label{
    .id = "repeated-label",
    .title = "A label that is set twice",
    .why = "A label has one value, that of its last LABEL. Who changes the first one wonders why nothing "
           "happens.",
    .group = Group::labels,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
