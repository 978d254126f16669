#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include "lint/ended.hpp"
#include "lint/rule.hpp"
#include "lint/stage_graph.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool has_any_tag(const model::Image& image) {
    return image.parts.digest.empty() && (image.parts.tag.empty() || image.parts.tag == "latest");
}

std::string advice(const model::Image& image, std::string_view replacement) {
    return replacement.empty()
               ? std::string()
               : message("; its successor is '{}'{}",
                         {replacement, has_any_tag(image) ? "" : ", which may not have this tag"});
}

/// The name's path stands in the FROM as it is.
std::optional<TextEdit> renamed(const model::Document& document, const model::Image& image,
                                std::string_view replacement) {
    const std::string_view written = image.span.of(document.text());
    const std::size_t colon =
        written.find(':', written.rfind('/') == std::string_view::npos ? 0 : written.rfind('/'));
    const std::string_view name = written.substr(0, colon);
    if (image.has_variables || !has_any_tag(image)) { // the successor has other tags
        return std::nullopt;
    }
    return TextEdit{.span = {image.span.begin, image.span.begin + name.size()},
                    .text = std::string(replacement)};
}

/// Only files of the image itself are taken out of it, which another image need not have.
bool is_only_a_source(const model::Document& document, std::span<const StageUse> uses,
                      const model::Stage& stage) {
    const bool runs =
        std::ranges::any_of(document.instructions(stage), [](const model::Instruction& instruction) {
            return instruction.keyword == model::Keyword::run;
        });
    const auto of_stage = [&](const StageUse& use) { return use.stage == stage.index; };
    return !runs && std::ranges::any_of(uses, of_stage) &&
           std::ranges::none_of(
               uses, [&](const StageUse& use) { return of_stage(use) && use.kind == StageUse::Kind::from; });
}

void check(const Facts& facts, Report& report) {
    const std::vector<StageUse> uses = stage_uses(facts.document);
    for (const model::Stage& stage : facts.document.stages()) {
        if (stage.image.is_stage() || !stage.image.known || stage.image.name.empty()) {
            continue;
        }
        const auto repository = gpu::repository_of(stage.image.parts, facts.knowledge);
        const auto* family = knowledge::image_family(facts.knowledge, repository.name);
        const bool goes_on = stage.image.parts.tag.starts_with("stream"); // CentOS Stream is another thing
        if (family == nullptr || family->ended.empty() || goes_on || uses_archive(facts.document, stage)) {
            continue;
        }
        const std::string_view replacement =
            is_only_a_source(facts.document, uses, stage) ? std::string_view() : family->replacement;
        const std::string_view tag = stage.image.parts.tag;
        const std::size_t slash = repository.name.rfind('/');
        if (is_meant(facts, stage,
                     {.family = std::string_view(repository.name).substr(slash + 1),
                      .version = tag == "latest" ? std::string_view{} : tag.substr(0, tag.find('-')),
                      .successor = replacement})) {
            continue;
        }
        Reported found =
            report.at(stage.image.span, "'{}' has had no updates, security fixes included, since {}{}",
                      repository.name, month_of(family->ended), advice(stage.image, replacement));
        auto edit = renamed(facts.document, stage.image, replacement);
        if (!replacement.empty() && !repository.mirrored && edit) {
            found.fix(Safety::unsafe, message("Build on {}", {replacement}), {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "Jupyter's images on Docker Hub",
     .bad = R"(
       | FROM jupyter/scipy-notebook:latest
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'jupyter/scipy-notebook' has had no updates, security fixes included, since October 2023; its successor is 'quay.io/jupyter/scipy-notebook'
     )",
     .good = R"(
       | FROM quay.io/jupyter/scipy-notebook:2024-10-14
       | FROM quay.io/centos/centos:stream9
     )"},
    {.title = "a tag that its successor does not have, and a build argument", .bad = R"(
       | ARG BASE=rapidsai/rapidsai
       | FROM centos:7
       ~      ^^^^^^^^ 'centos' has had no updates, security fixes included, since June 2024; its successor is 'rockylinux/rockylinux', which may not have this tag
       | FROM $BASE:23.06-cuda11.8-runtime-ubuntu22.04-py3.10
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'rapidsai/rapidsai' has had no updates, security fixes included, since August 2023; its successor is 'rapidsai/base', which may not have this tag
     )"},
    {.title = "its makers named no successor, and files that are taken out of an image may be in no other",
     .bad = R"(
       | FROM nvcr.io/nvidia/tensorflow:23.02-tf2-py3 AS framework
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'nvcr.io/nvidia/tensorflow' has had no updates, security fixes included, since February 2025
       | FROM jupyter/base-notebook:2023-10-20 AS notebook
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'jupyter/base-notebook' has had no updates, security fixes included, since October 2023
       | FROM ubuntu:24.04
       | COPY --from=framework /usr/local/lib/python3.8/dist-packages /packages
       | COPY --from=notebook /usr/local/bin/start.sh /usr/local/bin/
     )"},
    {.title = "what is built there could be built on another image", .bad = R"(
       | FROM centos:7 AS build
       ~      ^^^^^^^^ 'centos' has had no updates, security fixes included, since June 2024; its successor is 'rockylinux/rockylinux', which may not have this tag
       | RUN make -C /src
       | FROM ubuntu:24.04
       | COPY --from=build /src/out /usr/local/bin/
     )"},
    {.title = "a comment names the successor", .good = R"(
       | # rockylinux/rockylinux has another glibc.
       | FROM centos:7
     )"},
    {.title = "the package servers are those of the archive, so it is known that it has ended", .good = R"(
       | FROM centos:7
       | RUN sed -i 's|#baseurl=http://mirror|baseurl=http://vault|' /etc/yum.repos.d/*.repo
     )"},
};

} // namespace

extern constexpr Rule ended_base_image{
    .id = "ended-base-image",
    .title = "A base image that is no longer built",
    .why =
        "Who builds on an image gets its faults too. One that its makers gave up keeps those that were found "
        "since, its packages grow old, and one day it may be deleted. Mostly it lives on under another name.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
