#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Into an empty image, or out of a stage that began empty, it is what is meant. So it is of
/// tonistiigi/xx, a few scripts for cross-compilation (github.com/tonistiigi/xx).
bool is_meant(const model::Document& document, const model::Stage& stage, std::string_view from) {
    const model::Stage* source = document.stage_named(from, stage.index);
    return stage.image.is_scratch() ||
           (source != nullptr && (source->image.is_scratch() || source->image.parts.path == "tonistiigi/xx"));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& instruction : document.all(model::Keyword::copy)) {
        const syntax::Flag* from = document.syntax().flag(instruction, "from");
        const HadolintCopy copy = hadolint_copy(document, instruction);
        if (from == nullptr || copy.target == nullptr || without_quotes(copy.target->text) != "/") {
            continue;
        }
        const auto root = std::ranges::find_if(
            copy.sources, [](const syntax::Word& word) { return without_quotes(word.text) == "/"; });
        if (root == copy.sources.end()) {
            continue;
        }
        const model::Stage* stage = document.stage_of(instruction);
        Reported finding = report.at(
            root->span, "All of '{}' is laid over this image, and their system files mix", from->value);
        found_by(finding, stage != nullptr && !is_meant(document, *stage, from->value), true, "DL3067");
    }
}

constexpr Example examples[] = {
    {.title = "one system over another",
     .bad = R"(
       | FROM python:3.12 AS build
       | FROM debian:12
       | COPY --from=build / /
       ~                   ^ All of 'build' is laid over this image, and their system files mix
     )",
     .good = R"(
       | FROM python:3.12 AS build
       | FROM debian:12
       | COPY --from=build /usr/local /usr/local
     )"},
    {.title = "into or out of an empty image it is what is meant",
     .bad = R"(
       | FROM python:3.12 AS build
       | FROM scratch AS flat
       | COPY --from=build / /
       ~                   ^ (DL3067 only) All of 'build' is laid over this image, and their system files mix
       | FROM debian:12
       | COPY --from=flat ["/", "/"]
       ~                   ^^^ (DL3067 only) All of 'flat' is laid over this image, and their system files mix
     )",
     .good = R"(
       | FROM debian:12
       | COPY / /
     )"},
};

} // namespace

extern constexpr Rule copy_whole_stage{
    .id = "copy-whole-stage",
    .also = {"DL3067"},
    .title = "A whole image copied over another",
    .why = "Copying '/' to '/' puts all files of one system over those of another: libraries, users and "
           "package lists "
           "no longer fit together, and the image grows by all of it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
