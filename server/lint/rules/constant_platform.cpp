#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include "model/platform.hpp"

namespace dockwright::lint::rules {
namespace {

bool has_one_platform(const model::Image& image) {
    return !image.is_stage() && model::is_named_for_one_platform(image.parts.path, image.parts.tag);
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::Instruction& from = facts.document.instructions()[stage.from];
        const syntax::Flag* flag = facts.document.syntax().flag(from, "platform");
        if (flag == nullptr) {
            continue;
        }
        const bool hadolint =
            !flag->value.contains("BUILDPLATFORM") && !flag->value.contains("TARGETPLATFORM");
        const auto platform = flag->value.contains('$') ? std::nullopt : model::parse_platform(flag->value);
        const std::string name = ascii::lowered(stage.name);
        // BuildKit takes a stage that is named for its platform as meant so.
        const bool named = platform && (name.contains(platform->os) || name.contains(platform->architecture));
        if (platform && !named && has_one_platform(stage.image)) {
            report
                .at(flag->value_span, "'{}' is fixed here, though this image is there for no other",
                    flag->value)
                .only_as("FromPlatformFlagConstDisallowed")
                .as_if(hadolint, "DL3029");
        } else if (platform && !named) {
            report
                .at(flag->value_span,
                    "'{}' is fixed here, so the image runs emulated and slowly, or not at all, on another "
                    "processor",
                    flag->value)
                .as("FromPlatformFlagConstDisallowed")
                .as_if(hadolint, "DL3029")
                .fix(Safety::unsafe, "Leave the platform to the build",
                     {without_flag(facts.document.text(), *flag)});
        } else if (hadolint) {
            report.at(flag->span, "The platform is not BUILDPLATFORM").only_as("DL3029");
        }
    }
}

constexpr Example examples[] = {
    {.title = "one platform for all",
     .bad = R"(
       | FROM --platform=linux/amd64 python:3.12
       ~                 ^^^^^^^^^^^ 'linux/amd64' is fixed here, so the image runs emulated and slowly, or not at all, on another processor
     )",
     .good = R"(
       | FROM python:3.12
     )"},
    {.title = "a stage that is named for its platform, and a variable",
     .bad = R"(
       | ARG PLATFORM=linux/amd64
       | FROM --platform=linux/arm64 python:3.12 AS python-arm64
       ~      ^^^^^^^^^^^^^^^^^^^^^^ (DL3029 only) The platform is not BUILDPLATFORM
       | FROM --platform=$PLATFORM python:3.12
       ~      ^^^^^^^^^^^^^^^^^^^^ (DL3029 only) The platform is not BUILDPLATFORM
     )",
     .good = R"(
       | FROM --platform=$BUILDPLATFORM python:3.12
     )"},
    {.title = "images that are there for one platform alone", .bad = R"(
       | FROM --platform=linux/arm64 nvcr.io/nvidia/l4t-pytorch:r35.2.1-pth2.0-py3
       ~                 ^^^^^^^^^^^ (FromPlatformFlagConstDisallowed only) 'linux/arm64' is fixed here, though this image is there for no other
       | FROM --platform=linux/arm64 arm64v8/python:3.12
       ~                 ^^^^^^^^^^^ (FromPlatformFlagConstDisallowed only) 'linux/arm64' is fixed here, though this image is there for no other
       | FROM --platform=linux/amd64 example.org/tools:1.2-amd64-slim
       ~                 ^^^^^^^^^^^ (FromPlatformFlagConstDisallowed only) 'linux/amd64' is fixed here, though this image is there for no other
     )"},
};

} // namespace

extern constexpr Rule constant_platform{
    .id = "constant-platform",
    .also = {"FromPlatformFlagConstDisallowed", "DL3029"},
    .title = "FROM with a fixed platform",
    .why = "A platform in the file can't be chosen at build time, so the image is of one processor for "
           "everyone. `docker build --platform` or the compose file is the place for it.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
