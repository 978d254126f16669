#include "base/ascii.hpp"
#include "knowledge/queries.hpp"
#include "lint/ended.hpp"
#include "lint/rule.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// A release that a tag names, and when its regular updates ended.
struct Release {
    std::string name; ///< as people say it: Debian 11 (bullseye)
    std::string_view ended;
    /// Of the same distribution, the one that is mended longest; "" if none is known that still is.
    std::string newer{};
    OldRelease parts{};
};

std::string_view first_parts(std::string_view version, std::size_t count) {
    std::size_t at = 0;
    while (at < version.size()) {
        const std::size_t dot = version.find('.', at);
        if (--count == 0 || dot == std::string_view::npos) {
            return version.substr(0, dot);
        }
        at = dot + 1;
    }
    return version;
}

bool is_version(std::string_view word) {
    return !word.empty() && ascii::is_digit(word.front()) &&
           word.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// How many parts of a version name a release: debian 12, ubuntu 24.04, alpine 3.20.
struct Family {
    std::string_view path; ///< of its image, and its name in the tables
    std::string_view said;
    std::size_t parts;
};
constexpr Family families[] = {
    {"alpine", "Alpine", 2}, {"almalinux", "AlmaLinux", 1}, {"centos", "CentOS", 1},
    {"debian", "Debian", 1}, {"fedora", "Fedora", 1},       {"rockylinux", "Rocky Linux", 1},
    {"ubuntu", "Ubuntu", 2},
};

std::string_view proper_name(std::string_view family) {
    const auto found = std::ranges::find(families, family, &Family::path);
    return found == std::end(families) ? family : found->said;
}

/// Images of languages, whose tags name the distribution below: `3.12-slim-bookworm`, `22-alpine3.20`.
bool is_language(std::string_view path) {
    constexpr std::string_view names[] = {
        "eclipse-temurin", "gcc",  "golang", "httpd",    "mariadb", "mysql", "nginx", "node",
        "openjdk",         "perl", "php",    "postgres", "python",  "redis", "ruby",  "rust"};
    return std::ranges::binary_search(names, path);
}

std::string_view letters_of(std::string_view name) {
    return name.substr(0, name.find_first_of("0123456789"));
}

/// Ubuntu 18.04, Debian 11 (bullseye), Alpine 3.20.
std::string said(const knowledge::Distribution& one) {
    const std::string_view family = letters_of(one.name);
    const std::string_view version = one.name.substr(family.size());
    const bool has_codename = family == "debian" && !one.codename.empty(); // Ubuntu's tags have numbers
    return has_codename ? message("Debian {} ({})", {version, one.codename})
                        : message("{} {}", {proper_name(family), version});
}

std::string newest_like(const knowledge::Knowledge& known, const knowledge::Distribution& old) {
    const knowledge::Distribution* newest = nullptr;
    for (const knowledge::Distribution& one : known.distributions) {
        if (letters_of(one.name) == letters_of(old.name) && one.end_of_life > known.as_of &&
            (newest == nullptr || one.end_of_life > newest->end_of_life)) {
            newest = &one;
        }
    }
    return newest == nullptr ? std::string() : said(*newest);
}

std::optional<Release> of_distribution(const knowledge::Knowledge& known, std::string_view word) {
    const bool codename = std::ranges::all_of(word, ascii::is_lower);
    const knowledge::Distribution* const found =
        codename ? knowledge::distribution_of_codename(known, word) : knowledge::distribution(known, word);
    // `latest` and `alpine` are no releases, and what has no end is in use.
    if (found == nullptr || found->end_of_life.empty() || letters_of(found->name) == found->name) {
        return std::nullopt;
    }
    const std::string_view family = letters_of(found->name);
    return Release{.name = said(*found),
                   .ended = found->end_of_life,
                   .newer = newest_like(known, *found),
                   .parts = {.family = family,
                             .version = found->name.substr(family.size()),
                             .codename = found->codename}};
}

std::optional<Release> of_python(const knowledge::Knowledge& known, std::string_view word) {
    const auto version = knowledge::Version::parse(first_parts(word, 2));
    const auto found = std::ranges::find_if(known.pythons, [&](const knowledge::PythonRelease& one) {
        return version && version->size == 2 && one.version == *version;
    });
    return found == known.pythons.end()
               ? std::nullopt
               : std::optional(Release{.name = "Python " + std::string(first_parts(word, 2)),
                                       .ended = found->end_of_life,
                                       .parts = {.family = "python", .version = first_parts(word, 2)}});
}

/// What the words of a tag name.
std::vector<Release> releases_of(const knowledge::Knowledge& known, std::string_view path,
                                 std::string_view tag) {
    std::vector<Release> out;
    const auto add = [&](std::optional<Release> release) {
        if (release) {
            out.push_back(*std::move(release));
        }
    };
    const auto family = std::ranges::find(families, path, &Family::path);
    for (std::size_t word_index = 0; !tag.empty(); ++word_index) {
        const std::size_t dash = tag.find('-');
        const std::string_view word = tag.substr(0, dash);
        if (word_index == 0 && is_version(word)) {
            if (family != std::end(families)) {
                add(of_distribution(known, std::string(family->path) +
                                               std::string(first_parts(word, family->parts))));
            } else if (path == "python") {
                add(of_python(known, word));
            }
        } else if (family != std::end(families) || is_language(path)) {
            add(of_distribution(known, word)); // bookworm, alpine3.20, centos7
        }
        tag = dash == std::string_view::npos ? std::string_view{} : tag.substr(dash + 1);
    }
    return out;
}

/// Debian's long term support mends faults of security for about two years more: wiki.debian.org/LTS.
bool is_past(const Release& release, std::string_view as_of) {
    std::string ended(release.ended);
    if (release.name.starts_with("Debian") && ended.size() > 3 && ended[3] < '8') {
        ended[3] = static_cast<char>(ended[3] + 2);
    }
    return ended < as_of;
}

std::string told(const Release& release) {
    const bool debian = release.name.starts_with("Debian");
    const std::string_view what = debian                               ? "regular updates"
                                  : release.name.starts_with("Ubuntu") ? "free security updates"
                                                                       : "updates, security fixes included,";
    return message("{} has had no {} since {}{}: move to a newer release{}{}",
                   {release.name, what, month_of(release.ended),
                    debian ? ", and its long-term support is over" : "",
                    release.newer.empty() ? "" : ", such as ", release.newer});
}

/// What the image's tag names; nothing if all images of its name have ended, which is said elsewhere.
std::vector<Release> releases_of(const knowledge::Knowledge& known, const model::Image& image) {
    const model::ReferenceParts& parts = image.parts;
    std::string_view path = parts.path;
    path.remove_prefix(path.starts_with("library/") ? std::string_view("library/").size() : 0U);
    if (image.is_stage() || !image.known || parts.tag.empty() ||
        (!parts.registry.empty() && parts.registry != "docker.io")) {
        return {};
    }
    const auto* family = knowledge::image_family(known, path);
    return family != nullptr && !family->ended.empty() ? std::vector<Release>()
                                                       : releases_of(known, path, parts.tag);
}

/// Where other stages take its files, the newest is no advice: a program that was built with a newer C
/// library need not start where an older one is. What those stages build on themselves is, if they agree.
std::string newer_for(const Facts& facts, const model::Stage& stage, const Release& release) {
    const model::Document& document = facts.document;
    std::optional<std::string> out;
    for (const model::Stage& other : document.stages()) {
        if (std::ranges::find(document.copies(other), std::optional(stage.index), &model::Copied::stage) ==
            document.copies(other).end()) {
            continue;
        }
        std::string there;
        for (const Release& its :
             releases_of(facts.knowledge, model::lowest_stage(document, &other)->image)) {
            if (its.parts.family == release.parts.family && !is_past(its, facts.knowledge.as_of)) {
                there = its.name;
            }
        }
        out = out.value_or(there) == there ? std::move(there) : std::string();
    }
    return out.value_or(release.newer);
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        for (Release& release : releases_of(facts.knowledge, stage.image)) {
            if (is_past(release, facts.knowledge.as_of)) {
                if (!uses_archive(facts.document, stage) && !is_meant(facts, stage, release.parts)) {
                    release.newer = newer_for(facts, stage, release);
                    report.at(stage.image.span, "{}", told(release));
                }
                break;
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "releases that have ended",
     .bad = R"(
       | FROM ubuntu:18.04
       ~      ^^^^^^^^^^^^ Ubuntu 18.04 has had no free security updates since May 2023: move to a newer release, such as Ubuntu 26.04
       | FROM python:3.7-slim-bookworm
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^ Python 3.7 has had no updates, security fixes included, since June 2023: move to a newer release
       | FROM node:14-buster-slim
       ~      ^^^^^^^^^^^^^^^^^^^ Debian 10 (buster) has had no regular updates since September 2022, and its long-term support is over: move to a newer release, such as Debian 13 (trixie)
       | FROM debian:stretch-20200514
       ~      ^^^^^^^^^^^^^^^^^^^^^^^ Debian 9 (stretch) has had no regular updates since July 2020, and its long-term support is over: move to a newer release, such as Debian 13 (trixie)
       | FROM alpine:3.12.1
       ~      ^^^^^^^^^^^^^ Alpine 3.12 has had no updates, security fixes included, since May 2022: move to a newer release, such as Alpine 3.24
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | FROM debian:12
       | FROM python:3.13-slim-trixie
       | FROM example.org/ubuntu:18.04
       | FROM alpine
       | FROM ubuntu:latest
     )"},
    {.title = "a comment says why it is old",
     .bad = R"(
       | # A tool for everybody.
       | FROM ubuntu:18.04
       ~      ^^^^^^^^^^^^ Ubuntu 18.04 has had no free security updates since May 2023: move to a newer release, such as Ubuntu 26.04
       | # This release is older than we are.
       |
       | FROM ubuntu:18.04
       ~      ^^^^^^^^^^^^ Ubuntu 18.04 has had no free security updates since May 2023: move to a newer release, such as Ubuntu 26.04
     )",
     .good = R"(
       | # Built on an old glibc, so that
       | # the program runs everywhere.
       | ARG BASE=ubuntu:18.04
       | FROM $BASE
       | # The oldest release that we support
       | FROM debian:stretch
     )"},
    {.title = "what is built with a newer C library need not start on an older one", .bad = R"(
       | FROM rust:1.60-bullseye AS build
       ~      ^^^^^^^^^^^^^^^^^^ Debian 11 (bullseye) has had no regular updates since August 2024, and its long-term support is over: move to a newer release, such as Debian 12 (bookworm)
       | RUN cargo build --release
       | FROM golang:1.16-buster AS tools
       ~      ^^^^^^^^^^^^^^^^^^ Debian 10 (buster) has had no regular updates since September 2022, and its long-term support is over: move to a newer release
       | RUN go build -o /tool .
       | FROM debian:bookworm-slim AS base
       | FROM base
       | COPY --from=build /target/release/app /usr/local/bin/
       | COPY --from=tools /tool /usr/local/bin/
       | FROM ubuntu:24.04
       | COPY --from=tools /tool /usr/local/bin/
     )"},
    {.title = "the package servers are those of the archive, so it is known that it has ended", .good = R"(
       | FROM debian:10
       | RUN echo "deb http://archive.debian.org/debian buster main" >/etc/apt/sources.list
     )"},
};

} // namespace

extern constexpr Rule ended_release{
    .id = "ended-release",
    .title = "A base image of a release that has ended",
    .why = "Each release of a distribution, or of Python, is mended for some years and then no more. Its "
           "images can still be pulled, but their known faults of security stay, its package servers move "
           "away, and newer packages stop working on it.",
    .group = Group::deprecated,
    .severity = Severity::info,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
