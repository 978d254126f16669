#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "model/template.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// hadolint takes one colon before a digest, of the registry's port or of the tag, and cannot read
/// the file where there are two. It looks for none inside `${…}`.
bool hadolint_reads(std::string_view written) {
    int colons = 0;
    int braces = 0;
    for (std::size_t i = 0; i < written.size() && written[i] != '@'; ++i) {
        braces += written[i] == '{' && i > 0 && written[i - 1] == '$' ? 1 : 0;
        braces -= written[i] == '}' && braces > 0 ? 1 : 0;
        colons += written[i] == ':' && braces == 0 ? 1 : 0;
    }
    return colons < 2;
}

/// Why nothing can be pulled by that name, and what to do.
std::string fault(std::string_view name) {
    if (model::is_placeholder(name)) {
        return message("'{}' can't be an image (names are lower case): fill in the image you build on",
                       {name});
    }
    const model::ReferenceParts parts = model::split_reference(name);
    return std::ranges::any_of(parts.path, ascii::is_upper)
               ? message("'{}' can't be an image: names are lower case", {name})
               : message("'{}' can't be an image: the name is not complete, or holds what no name may",
                         {name});
}

void check_name(const model::Image& image, Report& report) {
    if (image.written.contains("{{")) {
        report.at(image.span, "'{}' names no image until the template is filled in", image.written)
            .only_as("InvalidDefaultArgInFrom")
            .as_if(!hadolint_reads(image.written), "DL1000");
        return;
    }
    report.at(image.span, "{}", fault(image.written))
        .as("InvalidDefaultArgInFrom")
        .as("INVALID_REFERENCE_FORMAT")
        .as_if(!hadolint_reads(image.written), "DL1000")
        .severity(Severity::error);
}

void check_default(const model::Image& image, Report& report) {
    if (!image.known) {
        // An ARG without a default asks for a build argument, which is a way to write a Dockerfile.
        report.at(image.span, "'{}' names no image unless '--build-arg' says which", image.written)
            .only_as("InvalidDefaultArgInFrom");
    } else {
        report
            .at(image.span, "Without '--build-arg' '{}' is '{}', and that can't be an image", image.written,
                image.name)
            .as("InvalidDefaultArgInFrom");
    }
}

/// BuildKit goes by the defaults alone, whatever a build gives (docs.docker.com/reference/build-checks, "as
/// if no build options were given"). What Compose or a bake file gives is wrong for no one, though.
void check_given(const Facts& facts, Report& report) {
    const auto stages = facts.document.stages();
    const bool given = std::ranges::any_of(
        facts.surroundings.plans, [](const model::RunPlan& plan) { return !plan.build_arguments.empty(); });
    if (!given || std::ranges::none_of(stages, [](const model::Stage& one) {
            return one.image.has_variables && model::is_valid_reference(one.image.name);
        })) {
        return;
    }
    const auto plain = model::Document::parse(std::string(facts.document.text()));
    for (const model::Stage& stage : plain->stages()) {
        const model::Image& image = stage.image;
        const model::Image& built = stages[stage.index].image;
        if (image.has_variables && model::is_valid_reference(built.name) &&
            !model::is_valid_reference(image.name)) {
            report.at(image.span, "'{}' names no image unless '--build-arg' says which", image.written)
                .only_as("InvalidDefaultArgInFrom");
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Image& image = stage.image;
        if (image.written.empty() || model::is_valid_reference(image.name)) {
            continue;
        }
        if (image.has_variables) {
            check_default(image, report);
        } else {
            check_name(image, report);
        }
    }
    check_given(facts, report);
}

constexpr Example examples[] = {
    {.title = "no default",
     .bad = R"(
       | ARG BASE
       | FROM $BASE
       ~      ^^^^^ (InvalidDefaultArgInFrom only) '$BASE' names no image unless '--build-arg' says which
     )",
     .good = R"(
       | ARG BASE=python:3.12
       | FROM $BASE
     )"},
    {.title = "an empty default for the tag",
     .bad = R"(
       | ARG TAG=
       | FROM python:${TAG}
       ~      ^^^^^^^^^^^^^ Without '--build-arg' 'python:${TAG}' is 'python:', and that can't be an image
     )",
     .good = R"(
       | ARG TAG
       | FROM python:${TAG:-3.12}
     )"},
    {.title = "a template that something else fills in", .bad = R"(
       | FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:{{latest-image-tag}}
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (InvalidDefaultArgInFrom only) 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:{{latest-image-tag}}' names no image until the template is filled in
     )"},
    {.title = "a name that is always wrong",
     .bad = R"(
       | FROM Python:3.12
       ~      ^^^^^^^^^^^ 'Python:3.12' can't be an image: names are lower case
     )",
     .good = R"(
       | FROM python:3.12
     )"},
    {.title = "a placeholder that is left", .bad = R"(
       | FROM REPLACE-ME
       ~      ^^^^^^^^^^ 'REPLACE-ME' can't be an image (names are lower case): fill in the image you build on
     )"},
};

} // namespace

extern constexpr Rule invalid_default_base_image{
    .id = "invalid-default-base-image",
    .also = {"InvalidDefaultArgInFrom", "DL1000", "INVALID_REFERENCE_FORMAT"},
    .title = "Base image that is no valid name by default",
    .why = "Without build arguments each ARG has its default. A file whose defaults name an image can "
           "be built by anyone with one plain command.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
