#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "model/image.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

void find(const Facts& facts, Report& report, const model::Instruction& instruction, std::string_view from,
          Span span) {
    const model::Document& document = facts.document;
    const bool is_number = !from.empty() && std::ranges::all_of(from, ascii::is_digit);
    const auto count = static_cast<std::uint32_t>(document.stages().size());
    // A bare word is mostly a named context of the build; with a slash or a tag it is an image.
    if (from.empty() || is_number || from.contains('$') || document.stage_named(from, count) != nullptr ||
        document.stage_of(instruction) == nullptr || from.find_first_of("/:") == std::string_view::npos) {
        return;
    }
    const model::ReferenceParts parts = model::split_reference(from);
    if (parts.digest.empty() && (parts.tag.empty() || parts.tag == "latest")) {
        report.at(span,
                  "Without a version in '{}' each build may copy from another image: name a tag or a digest",
                  from);
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& one : document.instructions()) {
        for (const syntax::Flag& flag : document.flags(one)) {
            if (flag.name == "from" && one.keyword == model::Keyword::copy) {
                find(facts, report, one, flag.value, flag.value_span);
            }
            for (const syntax::MountOption& option : document.syntax().options_of(flag)) {
                if (option.key == "from") {
                    find(facts, report, one, option.value, option.span);
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a program out of another image",
     .bad = R"(
       | FROM python:3.12
       | COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
       ~             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without a version in 'ghcr.io/astral-sh/uv:latest' each build may copy from another image: name a tag or a digest
       | RUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv sync
       ~             ^^^^^^^^^^^^^^^^^^^^^^^^^ Without a version in 'ghcr.io/astral-sh/uv' each build may copy from another image: name a tag or a digest
     )",
     .good = R"(
       | FROM python:3.12 AS build
       | FROM python:3.12
       | COPY --from=ghcr.io/astral-sh/uv:0.5.9 /uv /bin/uv
       | COPY --from=build /a /a
       | COPY --from=assets /b /b
     )"},
};

} // namespace

extern constexpr Rule untagged_copied_image{
    .id = "untagged-copied-image",
    .title = "COPY from an image without a version",
    .why =
        "What COPY --from brings in is as much a part of the image as what FROM brings. An image without a "
        "tag, or with `latest`, is another one after each release.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
