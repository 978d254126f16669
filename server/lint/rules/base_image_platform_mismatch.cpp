#include "lint/rule.hpp"
#include "model/platform.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        if (stage.platform.empty() || stage.platform.contains('$') || stage.image.is_stage() ||
            !stage.image.known) {
            continue;
        }
        const auto wanted = model::parse_platform(stage.platform);
        const std::string_view has =
            model::architecture_in_name(stage.image.parts.path, stage.image.parts.tag);
        if (wanted && !has.empty() && wanted->architecture != has) {
            report
                .at(stage.image.span, "'{}' is an image for {}, but this FROM wants {}", stage.image.name,
                    has, stage.platform)
                .as("InvalidBaseImagePlatform");
        }
    }
}

constexpr Example examples[] = {
    {.title = "an image of another processor",
     .bad = R"(
       | FROM --platform=linux/amd64 arm64v8/python:3.12
       ~                             ^^^^^^^^^^^^^^^^^^^ 'arm64v8/python:3.12' is an image for arm64, but this FROM wants linux/amd64
     )",
     .good = R"(
       | FROM --platform=linux/arm64 arm64v8/python:3.12
       | FROM arm64v8/python:3.12
     )"},
    {.title = "a tag of another processor",
     .bad = R"(
       | FROM --platform=arm64 example.org/tools:1.2-x86_64
       ~                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'example.org/tools:1.2-x86_64' is an image for amd64, but this FROM wants arm64
     )",
     .good = R"(
       | FROM --platform=linux/aarch64 example.org/tools:1.2-arm64
     )"},
};

} // namespace

extern constexpr Rule base_image_platform_mismatch{
    .id = "base-image-platform-mismatch",
    .also = {"InvalidBaseImagePlatform"},
    .title = "Base image of another platform",
    .why = "An image of another processor runs emulated, many times slower, or stops with 'exec format "
           "error'. Only what the image's own name says is judged here; the engine sees the image itself.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
