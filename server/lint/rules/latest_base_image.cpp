#include "lint/dependences.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/moving_image.hpp"
#include "lint/rule.hpp"
#include <optional>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view latest = "latest";

bool is_latest(const model::Image& image) {
    return image.known && !image.is_stage() && image.parts.tag == latest && image.parts.digest.empty() &&
           model::is_valid_reference(image.name);
}

/// The tag alone if it stands in the file as such, else the whole name.
Span place(const model::Image& image) {
    const std::size_t at = image.written.rfind(":latest");
    if (at == std::string_view::npos || image.written.size() != image.span.size()) {
        return image.span;
    }
    return {image.span.begin + (at + 1), image.span.begin + (at + 1 + latest.size())};
}

void check(const Facts& facts, Report& report) {
    std::optional<Dependences> dependences; // of the few files that have such a base
    for (const model::Stage& stage : facts.document.stages()) {
        const HadolintImage read = hadolint_image(stage.image.written);
        const bool moves = is_latest(stage.image);
        const bool theirs = read.tag == latest && read.digest.empty();
        if (!moves && !theirs) {
            continue;
        }
        if (!dependences) {
            dependences.emplace(facts.document);
        }
        const Dependence needed = dependences->of(stage);
        const bool ours = moves && !needs_no_version(facts, stage) && needed != Dependence::none;
        if (ours || theirs) {
            Reported finding = report.at(
                place(stage.image), "{} is whatever is newest on the day of the build, and one day {}: {}",
                said(facts, stage),
                needed == Dependence::build ? "that breaks the build" : "what runs on it may break",
                version_advice(stage.image, "name a version in place of 'latest'"));
            relate_argument(finding, facts.document, stage);
            found_by(finding, ours, theirs, "DL3007");
        }
    }
}

constexpr Example examples[] = {
    {.title = "the tag that moves",
     .bad = R"(
       | FROM pytorch/pytorch:latest
       ~                      ^^^^^^ 'pytorch/pytorch:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.4.1-cuda12.4-cudnn9-runtime
     )"},
    {.title = "a digest holds it",
     .bad = R"(
       | FROM localhost/a:latest AS base
       ~                  ^^^^^^ 'localhost/a:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )",
     .good = R"(
       | FROM debian:latest@sha256:0123456789012345678901234567890123456789012345678901234567890123
     )"},
    {.title = "out of a variable, which hadolint does not see",
     .bad = R"(
       | ARG TAG=latest
       | FROM debian:${TAG}
       ~      ^^^^^^^^^^^^^ 'debian:latest' (from the default of TAG) is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )",
     .good = R"(
       | ARG TAG=12
       | FROM debian:${TAG}
     )"},
    {.title = "the file's own comments show how to give a version",
     .bad = R"(
       | # docker build --build-arg TOOLS=team/tools --build-arg MORE=team/more:latest .
       | ARG TOOLS=team/tools:latest
       | ARG MORE=team/more:latest
       | FROM $TOOLS
       ~      ^^^^^^ 'team/tools:latest' (from the default of TOOLS) is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
       | FROM $MORE
       ~      ^^^^^ 'team/more:latest' (from the default of MORE) is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )",
     .good = R"(
       | # docker build -f docker/patch.Dockerfile \
       | #   --build-arg BASE=team/app:v1.2-cu12 \
       | #   --build-arg "TAG=12" .
       | ARG BASE=team/app:latest
       | ARG TAG=latest
       | FROM ${BASE}
       | RUN make
       | FROM debian:$TAG
       | RUN make
     )"},
    {.title = "nothing is run on it in the build",
     .bad = R"(
       | FROM pytorch/pytorch:latest
       ~                      ^^^^^^ 'pytorch/pytorch:latest' is whatever is newest on the day of the build, and one day what runs on it may break: name a version in place of 'latest'
       | COPY train.py /
     )",
     .good = R"(
       | ARG TAG=latest
       | FROM debian:$TAG
       | COPY train /usr/local/bin/
       | CMD ["train"]
     )"},
    {.title = "a plain distribution matters where programs come from elsewhere, or a stage above runs some",
     .bad = R"(
       | FROM alpine:latest AS tools
       ~             ^^^^^^ 'alpine:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | COPY a /bin/
       | FROM tools
       | RUN apk add gcc
       | FROM debian:latest
       ~             ^^^^^^ 'debian:latest' is whatever is newest on the day of the build, and one day what runs on it may break: name a version in place of 'latest'
       | COPY --from=1 /usr/bin/gcc /usr/bin/gcc
       | FROM alpine:latest
       ~             ^^^^^^ (DL3007 only) 'alpine:latest' is whatever is newest on the day of the build, and one day what runs on it may break: name a version in place of 'latest'
       | COPY a /bin/
     )"},
    {.title = "it changes words in a file that it was given, which sed always did alike", .bad = R"(
       | FROM ubuntu:latest AS dashboard
       ~             ^^^^^^ (DL3007 only) 'ubuntu:latest' is whatever is newest on the day of the build, and one day what runs on it may break: name a version in place of 'latest'
       | COPY dashboard.json /dashboard.json
       | RUN sed -i -e 's|a|b|g' /dashboard.json
       | FROM ubuntu:latest AS hosts
       ~             ^^^^^^ 'ubuntu:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN sed -i -e 's|a|b|g' /etc/services
       | FROM scratch
       | COPY --from=dashboard /dashboard.json /
       | COPY --from=hosts /etc/services /
     )"},
    {.title = "the version stands in the path", .bad = R"(
       | FROM vault.habana.ai/gaudi-docker/1.21.3/pytorch-installer:latest
       ~                                                            ^^^^^^ (DL3007 only) 'vault.habana.ai/gaudi-docker/1.21.3/pytorch-installer:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )"},
    {.title = "no registry has it, so it was built here", .bad = R"(
       | FROM 12212-server:latest
       ~                   ^^^^^^ (DL3007 only) '12212-server:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )"},
    {.title = "of an image that only the build names",
     .bad = R"(
       | ARG BASE
       | FROM $BASE:latest
       ~            ^^^^^^ (DL3007 only) '$BASE:latest' is whatever is newest on the day of the build, and one day that breaks the build: name a version in place of 'latest'
       | RUN make
     )",
     .good = R"(
       | ARG BASE
       | FROM $BASE:12
     )"},
};

} // namespace

extern constexpr Rule latest_base_image{
    .id = "latest-base-image",
    .also = {"DL3007"},
    .title = "Base image with the tag 'latest'",
    .why = "The tag 'latest' is moved to another image with each release. The same Dockerfile then gives "
           "another "
           "Python or another CUDA next month, and a build that worked fails.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
