#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/podman.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <charconv>
#include <vector>

namespace dockwright::lint::rules {
namespace {

std::optional<std::uint32_t> as_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// hadolint counts the stages to this one, and takes all with a colon for an image.
bool hadolint_finds(const model::Document& document, const model::Stage* stage, std::string_view from) {
    const std::uint32_t known = stage == nullptr ? 0 : stage->index + 1;
    const auto number = as_number(from);
    return !from.contains(':') && !hadolint_knows_stage(document, from, known) &&
           !(number && *number < known);
}

/// An earlier stage with nearly that name, or "". Not of names that look like images.
std::string_view misspelt_stage(const model::Document& document, const model::Stage& stage,
                                std::string_view from) {
    if (from.find_first_of(":/@.") != std::string_view::npos) {
        return {};
    }
    std::vector<std::string_view> names;
    for (const model::Stage& earlier : document.stages().first(stage.index)) {
        if (!earlier.name.empty() && !earlier.name.contains('$')) {
            names.push_back(earlier.name);
        }
    }
    return nearest(from, names).value_or("");
}

/// A name that is no stage may be an image or a named context of the build, so that is no finding
/// of ours. What cannot be meant is.
void check_one(const Facts& facts, const model::Instruction& copy, const syntax::Flag& flag, Report& report) {
    const model::Document& document = facts.document;
    const std::string_view from = flag.value;
    const model::Stage* stage = document.stage_of(copy);
    const bool theirs = hadolint_finds(document, stage, hadolint_value(document, flag));
    const auto found = [&](Reported finding, bool ours) { found_by(finding, ours, theirs, "DL3022"); };
    if (from.contains('$')) {
        const bool ours = !is_for_podman(facts);
        if (!ours && !theirs) {
            return;
        }
        Reported finding = report.at(flag.value_span,
                                     "--from takes no variables, so the build stops here: name a stage whose "
                                     "FROM has the variable");
        found(finding.severity(Severity::error), ours);
        return;
    }
    if (stage == nullptr || document.stage_named(from, stage->index + 1) != nullptr) {
        if (theirs) {
            found(report.at(flag.value_span, "'{}' is no stage above", from), false);
        }
        return;
    }
    if (const auto number = as_number(from)) {
        if (*number > stage->index) {
            Reported finding =
                report.at(flag.value_span,
                          "Stage {} is not above this one (the first is 0), so the build stops here", from);
            found(finding.severity(Severity::error), true);
        }
        return;
    }
    const model::Stage* later =
        document.stage_named(from, static_cast<std::uint32_t>(document.stages().size()));
    if (later != nullptr) {
        Reported finding =
            report.at(flag.value_span,
                      "The stage '{}' comes later, so an image of that name would be pulled here", from);
        finding.related(later->name_span, "The stage");
        found(finding, true);
        return;
    }
    if (const std::string_view meant = misspelt_stage(document, *stage, from); !meant.empty()) {
        Reported finding =
            report.at(flag.value_span, "'{}' is no stage above; did you mean '{}'?", from, meant);
        finding.fix(Safety::unsafe, message("Copy from '{}'", {meant}),
                    {{flag.value_span, std::string(meant)}});
        found(finding, true);
        return;
    }
    if (!model::is_valid_reference(from) && !from.contains("{{")) {
        Reported finding =
            report.at(flag.value_span,
                      "'{}' is no stage above and no valid name of an image, so the build stops here", from);
        finding.as_if(!ascii::is_alpha(from.front()) && !ascii::is_digit(from.front()),
                      "FLAG_INVALID_FROM_VALUE");
        found(finding.severity(Severity::error), true);
        return;
    }
    if (theirs) {
        found(report.at(flag.value_span, "'{}' is no stage above", from), false);
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& copy : facts.document.all(model::Keyword::copy)) {
        const syntax::Flag* from = facts.document.syntax().flag(copy, "from");
        if (from != nullptr && from->has_value && from->value.empty()) {
            report.at(from->span, "--from= names nothing, so this copies from the build's own files")
                .as("FLAG_INVALID_FROM_VALUE");
        } else if (from != nullptr && !from->value.empty()) {
            check_one(facts, copy, *from, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "neither a stage nor an image",
     .bad = R"(
       | FROM python:3.12
       | COPY --from=^build /wheels /wheels
       ~             ^^^^^^ '^build' is no stage above and no valid name of an image, so the build stops here
       | COPY --from= /wheels /wheels
       ~      ^^^^^^^ --from= names nothing, so this copies from the build's own files
     )",
     .good = R"(
       | FROM python:3.12
       | COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/
     )"},
    {.title = "a stage that comes later",
     .bad = R"(
       | FROM debian:12
       | COPY --from=build /wheels /wheels
       ~             ^^^^^ The stage 'build' comes later, so an image of that name would be pulled here
       | FROM python:3.12 AS build
     )",
     .good = R"(
       | FROM python:3.12 AS build
       | FROM debian:12
       | COPY --from=build /wheels /wheels
       | COPY --from=0 /wheels /wheels
     )"},
    {.title = "a slip of the finger",
     .bad = R"(
       | FROM python:3.12 AS builder
       | FROM debian:12
       | COPY --from=bulider /wheels /wheels
       ~             ^^^^^^^ 'bulider' is no stage above; did you mean 'builder'?
     )",
     .good = R"(
       | FROM python:3.12 AS builder
       | FROM debian:12
       | COPY --from=Builder /wheels /wheels
     )"},
    {.title = "a number that is none of a stage",
     .bad = R"(
       | FROM python:3.12
       | FROM debian:12
       | COPY --from=2 /wheels /wheels
       ~             ^ Stage 2 is not above this one (the first is 0), so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | FROM debian:12
       | COPY --from=0 /wheels /wheels
     )"},
    {.title = "a variable",
     .bad = R"(
       | ARG IMAGE=python:3.12
       | FROM debian:12
       | COPY --from=$IMAGE /usr/local /usr/local
       ~             ^^^^^^ --from takes no variables, so the build stops here: name a stage whose FROM has the variable
     )",
     .good = R"(
       | ARG IMAGE=python:3.12
       | FROM $IMAGE AS python
       | FROM debian:12
       | COPY --from=python /usr/local /usr/local
     )"},
    {.title = "images and the build's named contexts are no stages; hadolint wants a tag to see one",
     .bad = R"(
       | FROM debian:12
       | COPY --from=busybox /bin/sh /bin/
       ~             ^^^^^^^ (DL3022 only) 'busybox' is no stage above
       | COPY --from=ghcr.io/astral-sh/uv /uv /bin/
       ~             ^^^^^^^^^^^^^^^^^^^^ (DL3022 only) 'ghcr.io/astral-sh/uv' is no stage above
     )",
     .good = R"(
       | FROM debian:12
       | COPY --from=busybox:1.36 /bin/sh /bin/
     )"},
};

} // namespace

extern constexpr Rule unknown_copy_source{
    .id = "unknown-copy-source",
    .also = {"DL3022", "FLAG_INVALID_FROM_VALUE"},
    .title = "COPY --from a stage that is not there",
    .why = "COPY --from takes files out of a stage above, of an image, or of a folder that the build names. "
           "What is "
           "none of these stops the build, or silently pulls a stranger's image of that name.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
