#include "base/ascii.hpp"
#include "knowledge/queries.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// A release that a tag names, and when its regular updates ended.
struct Release {
    std::string name;
    std::string_view ended;
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
    std::string_view path;
    std::string_view name;
    std::size_t parts;
};
constexpr Family families[] = {
    {"alpine", "alpine", 2}, {"almalinux", "almalinux", 1}, {"centos", "centos", 1},
    {"debian", "debian", 1}, {"fedora", "fedora", 1},       {"rockylinux", "rockylinux", 1},
    {"ubuntu", "ubuntu", 2},
};

/// Images of languages, whose tags name the distribution below: `3.12-slim-bookworm`, `22-alpine3.20`.
bool is_language(std::string_view path) {
    constexpr std::string_view names[] = {
        "eclipse-temurin", "gcc",  "golang", "httpd",    "mariadb", "mysql", "nginx", "node",
        "openjdk",         "perl", "php",    "postgres", "python",  "redis", "ruby",  "rust"};
    return std::ranges::binary_search(names, path);
}

std::optional<Release> of_distribution(const knowledge::Knowledge& known, std::string_view word) {
    const bool codename = std::ranges::all_of(word, ascii::is_lower);
    const knowledge::Distribution* found =
        codename ? knowledge::distribution_of_codename(known, word) : knowledge::distribution(known, word);
    // `latest` and `alpine` are no releases, and what has no end is in use.
    return found != nullptr && found->name != word.substr(0, word.find_first_of("0123456789")) &&
                   !found->end_of_life.empty()
               ? std::optional(Release{std::string(found->name), found->end_of_life})
               : std::nullopt;
}

std::optional<Release> of_python(const knowledge::Knowledge& known, std::string_view word) {
    const auto version = knowledge::Version::parse(first_parts(word, 2));
    const auto found = std::ranges::find_if(known.pythons, [&](const knowledge::PythonRelease& one) {
        return version && version->size == 2 && one.version == *version;
    });
    return found == known.pythons.end()
               ? std::nullopt
               : std::optional(Release{"Python " + std::string(first_parts(word, 2)), found->end_of_life});
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
                add(of_distribution(known, std::string(family->name) +
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
    if (release.name.starts_with("debian") && ended.size() > 3 && ended[3] < '8') {
        ended[3] = static_cast<char>(ended[3] + 2);
    }
    return ended < as_of;
}

void check(const Facts& facts, Report& report) {
    for (const model::Stage& stage : facts.document.stages()) {
        const model::ReferenceParts& parts = stage.image.parts;
        std::string_view path = parts.path;
        path.remove_prefix(path.starts_with("library/") ? std::string_view("library/").size() : 0U);
        if (stage.image.is_stage() || !stage.image.known || parts.tag.empty() ||
            (!parts.registry.empty() && parts.registry != "docker.io")) {
            continue;
        }
        const auto* family = knowledge::image_family(facts.knowledge, path);
        if (family != nullptr && !family->ended.empty()) {
            continue; // all of its images have ended, which is said elsewhere
        }
        for (const Release& release : releases_of(facts.knowledge, path, parts.tag)) {
            if (is_past(release, facts.knowledge.as_of)) {
                report.at(stage.image.span,
                          "{} gets no regular updates since {}: faults that are found in it stay open",
                          release.name, release.ended.substr(0, 7));
                break;
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "releases that have ended",
     .bad = R"(
       | FROM ubuntu:18.04
       ~      ^^^^^^^^^^^^ ubuntu18.04 gets no regular updates since 2023-05: faults that are found in it stay open
       | FROM python:3.7-slim-bookworm
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^ Python 3.7 gets no regular updates since 2023-06: faults that are found in it stay open
       | FROM node:14-buster-slim
       ~      ^^^^^^^^^^^^^^^^^^^ debian10 gets no regular updates since 2022-09: faults that are found in it stay open
       | FROM debian:stretch-20200514
       ~      ^^^^^^^^^^^^^^^^^^^^^^^ debian9 gets no regular updates since 2020-07: faults that are found in it stay open
       | FROM alpine:3.12.1
       ~      ^^^^^^^^^^^^^ alpine3.12 gets no regular updates since 2022-05: faults that are found in it stay open
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | FROM debian:12
       | FROM python:3.13-slim-trixie
       | FROM example.org/ubuntu:18.04
       | FROM alpine
       | FROM ubuntu:latest
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
