#include "lint/dependences.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/moving_image.hpp"
#include "lint/rule.hpp"
#include <optional>

namespace dockwright::lint::rules {
namespace {

/// hadolint looks at the text: a variable at the front may hold a tag, one behind may not.
bool hadolint_finds(const model::Document& document, const model::Stage& stage) {
    const HadolintImage image = hadolint_image(stage.image.written);
    return !image.is_pinned() && !image.name.starts_with('$') && image.name != "scratch" &&
           !hadolint_knows_stage(document, image.name, stage.index);
}

bool is_untagged(const model::Image& image) {
    return !image.is_stage() && !image.is_scratch() && image.known && !image.has_tag() &&
           model::is_valid_reference(image.name);
}

void check(const Facts& facts, Report& report) {
    std::optional<Dependences> dependences; // of the few files that have such a base
    for (const model::Stage& stage : facts.document.stages()) {
        if (stage.image.written.empty()) {
            continue;
        }
        const bool moves = is_untagged(stage.image);
        const bool theirs = hadolint_finds(facts.document, stage);
        if (!moves && !theirs) {
            continue;
        }
        if (!dependences) {
            dependences.emplace(facts.document);
        }
        const Dependence needed = dependences->of(stage);
        const bool ours = moves && !needs_no_version(facts, stage) && needed != Dependence::none;
        if (ours || theirs) {
            Reported finding =
                report.at(stage.image.span,
                          "{} names no version, so each build takes the newest of its day{} may break: {}",
                          said(facts, stage), needed == Dependence::build ? " and" : ", and what runs on it",
                          version_advice(stage.image, "add a tag (a colon and a version)"));
            relate_argument(finding, facts.document, stage);
            found_by(finding, ours, theirs, "DL3006");
        }
    }
}

constexpr Example examples[] = {
    {.title = "no tag",
     .bad = R"(
       | FROM ubuntu
       ~      ^^^^^^ 'ubuntu' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | FROM ubuntu:24.04
     )"},
    {.title = "a registry's port is no tag, though hadolint takes it for one if the host has no dot",
     .bad = R"(
       | FROM localhost:5000/team/train
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^ 'localhost:5000/team/train' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | FROM localhost:5000/team/train:3
     )"},
    {.title = "a stage, and nothing at all, have no tags",
     .bad = R"(
       | FROM python AS base
       ~      ^^^^^^ 'python' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | FROM base AS train
       | FROM scratch
     )"},
    {.title = "what a variable holds counts; hadolint passes any that begins with one",
     .bad = R"(
       | ARG BASE=pytorch/pytorch
       | FROM $BASE
       ~      ^^^^^ 'pytorch/pytorch' (from the default of BASE) names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | ARG SUFFIX=:12
       | FROM debian$SUFFIX
     )"},
    {.title = "nothing is run on it in the build", .bad = R"(
       | FROM nginx
       ~      ^^^^^ 'nginx' names no version, so each build takes the newest of its day, and what runs on it may break: add a tag (a colon and a version)
       | COPY nginx.conf /etc/nginx/
       | FROM alpine
       ~      ^^^^^^ (DL3006 only) 'alpine' names no version, so each build takes the newest of its day, and what runs on it may break: add a tag (a colon and a version)
       | COPY train /usr/local/bin/
       | CMD ["train"]
     )"},
    {.title = "nothing is released under the name any more, so it doesn't move", .bad = R"(
       | FROM centos
       ~      ^^^^^^ (DL3006 only) 'centos' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
       | FROM nvidia/cuda
       ~      ^^^^^^^^^^^ (DL3006 only) 'nvidia/cuda' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )"},
    {.title = "the version stands in the path", .bad = R"(
       | FROM vault.habana.ai/gaudi-docker/1.21.3/ubuntu22.04/habanalabs/pytorch-installer-2.6.0
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (DL3006 only) 'vault.habana.ai/gaudi-docker/1.21.3/ubuntu22.04/habanalabs/pytorch-installer-2.6.0' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )"},
    {.title = "the release stands in the name where the tags are none", .bad = R"(
       | FROM gcr.io/distroless/static
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^ 'gcr.io/distroless/static' names no version, so each build takes the newest of its day and may break: its tags are no versions, so name the release of Debian ('gcr.io/distroless/static-debian13') or a digest
       | RUN make
       | FROM gcr.io/distroless/static-debian13
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (DL3006 only) 'gcr.io/distroless/static-debian13' names no version, so each build takes the newest of its day and may break: its tags are no versions, so name the release of Debian ('gcr.io/distroless/static-debian13') or a digest
       | RUN make
     )"},
    {.title = "no image of Docker Hub without an owner has such a name, so it was built here", .bad = R"(
       | FROM 12212-server
       ~      ^^^^^^^^^^^^ (DL3006 only) '12212-server' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
       | FROM train_base
       ~      ^^^^^^^^^^ (DL3006 only) 'train_base' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )"},
    {.title = "in capitals it is neither a stage nor an image; the build stops, tag or not",
     .bad = R"(
       | FROM python:3.12 AS base
       | RUN make
       | FROM BASE
       ~      ^^^^ (DL3006 only) 'BASE' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | FROM python:3.12 AS base
       | FROM base
     )"},
    {.title = "it only makes folders, which are all that is taken out of it", .bad = R"(
       | FROM busybox AS dummy
       ~      ^^^^^^^ (DL3006 only) 'busybox' names no version, so each build takes the newest of its day, and what runs on it may break: add a tag (a colon and a version)
       | RUN mkdir -p /build && touch /build/empty
       | FROM busybox AS tool
       ~      ^^^^^^^ 'busybox' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN mkdir -p /build
       | FROM busybox AS lent
       ~      ^^^^^^^ 'busybox' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN mkdir -p /build
       | FROM scratch
       | COPY --from=dummy /build /build
       | COPY --from=tool /bin/busybox /build /
       | RUN --mount=from=lent,target=/lent cp -r /lent/bin /
     )"},
    {.title = "it unpacks what was fetched, which alone is taken out of it; nothing needs the other",
     .bad = R"(
       | FROM alpine AS sources
       ~      ^^^^^^ (DL3006 only) 'alpine' names no version, so each build takes the newest of its day, and what runs on it may break: add a tag (a colon and a version)
       | ADD https://example.org/sources.tar.gz /
       | RUN mkdir /sources && tar -C /sources -xf /sources.tar.gz && rm /sources.tar.gz
       | FROM alpine AS idle
       ~      ^^^^^^ (DL3006 only) 'alpine' names no version, so each build takes the newest of its day, and what runs on it may break: add a tag (a colon and a version)
       | RUN mkdir /sources
       | FROM alpine AS packed
       ~      ^^^^^^ 'alpine' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN mkdir /out && tar -cf /out/etc.tar /etc
       | FROM scratch
       | COPY --from=sources /sources /
       | COPY --from=packed /out /
     )"},
    {.title = "a RUN ends the build when the base's release changes", .bad = R"(
       | FROM team/conda AS upstream
       ~      ^^^^^^^^^^ (DL3006 only) 'team/conda' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN . /etc/os-release && if [ "${VERSION_CODENAME}" != "trixie" ]; then exit 1; fi
       | FROM team/tools AS tools
       ~      ^^^^^^^^^^ (DL3006 only) 'team/tools' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN grep -q 'VERSION_ID="13"' /etc/os-release || { echo moved >&2; exit 2; }
       | FROM team/more AS more
       ~      ^^^^^^^^^ (DL3006 only) 'team/more' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN . /etc/os-release && [ "$VERSION_ID" = 13 ]
       | FROM team/other
       ~      ^^^^^^^^^^ 'team/other' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN . /etc/os-release && if [ "$VERSION_CODENAME" = trixie ]; then apt-get install -y gcc || exit 1; fi
       | RUN . /etc/os-release && echo "$VERSION_ID" || exit 0
     )"},
    {.title = "a template's placeholder is no image, and an ARG without a default may hold anything",
     .bad = R"(
       | ARG FLAVOUR
       | FROM debian$FLAVOUR
       ~      ^^^^^^^^^^^^^^ (DL3006 only) 'debian$FLAVOUR' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
       | FROM %%BASE%%
       ~      ^^^^^^^^ (DL3006 only) '%%BASE%%' names no version, so each build takes the newest of its day and may break: add a tag (a colon and a version)
       | RUN make
     )",
     .good = R"(
       | ARG BASE
       | FROM $BASE
     )"},
};

} // namespace

extern constexpr Rule untagged_base_image{
    .id = "untagged-base-image",
    .also = {"DL3006"},
    .title = "Base image without a tag",
    .why =
        "Without a tag Docker takes the image that is called 'latest' on that day. The same Dockerfile then "
        "gives another Python or another CUDA next month, and a build that worked fails.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
