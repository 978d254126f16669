#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include "model/image.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view frontend = "docker/dockerfile";

/// A path that is nearly Docker's own and is nobody's.
bool is_nearly_frontend(std::string_view path) {
    constexpr std::string_view mistakes[] = {"dockerfile",    "library/dockerfile", "dockerfile/dockerfile",
                                             "docker/docker", "docker/file",        "docker-dockerfile"};
    constexpr std::string_view known[] = {frontend, "docker/dockerfile-upstream"};
    constexpr std::size_t slips = 2;
    if (std::ranges::find(known, path) != std::end(known)) {
        return false;
    }
    return std::ranges::find(mistakes, path) != std::end(mistakes) ||
           (path.contains('/') && edit_distance(path, frontend) <= slips);
}

void check(const Facts& facts, Report& report) {
    for (const syntax::Directive& directive : facts.document.syntax().directives) {
        if (!ascii::equal(directive.name, "syntax") || directive.value.contains("{{")) {
            continue;
        }
        // What stands behind a blank is left out by BuildKit too.
        const std::string_view name = directive.value.substr(0, directive.value.find(' '));
        const Span place{directive.value_span.begin, directive.value_span.begin + name.size()};
        const model::ReferenceParts parts = model::split_reference(name);
        const bool on_hub = parts.registry.empty() || parts.registry == "docker.io";
        if (on_hub && is_nearly_frontend(parts.path)) {
            const auto at = static_cast<std::size_t>(parts.path.data() - name.data());
            report
                .at(place, "Docker has no frontend '{}', so the build stops here; did you mean '{}'?",
                    parts.path, frontend)
                .fix(Safety::safe, message("Use {}", {frontend}),
                     {{{place.begin + at, place.begin + at + parts.path.size()}, std::string(frontend)}});
        } else if (!name.empty() && !model::is_valid_reference(name)) {
            report.at(
                place,
                "'{}' is no valid name of an image, so the frontend can't be pulled and the build stops "
                "here",
                name);
        }
    }
}

constexpr Example examples[] = {
    {.title = "nearly Docker's",
     .bad = R"(
       | # syntax=docker/dockerfiles:1
       ~          ^^^^^^^^^^^^^^^^^^^^ Docker has no frontend 'docker/dockerfiles', so the build stops here; did you mean 'docker/dockerfile'?
       + # syntax=docker/dockerfile:1
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=docker.io/docker/dockerfile:1.7-labs
       | FROM python:3.12
     )"},
    {.title = "without its namespace",
     .bad = R"(
       | # syntax=dockerfile:1
       ~          ^^^^^^^^^^^^ Docker has no frontend 'dockerfile', so the build stops here; did you mean 'docker/dockerfile'?
       + # syntax=docker/dockerfile:1
       | FROM python:3.12
     )",
     .good = R"(
       | # syntax=ghcr.io/example/frontend@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
       | FROM python:3.12
     )"},
    {.title = "no image at all", .bad = R"(
       | # syntax=docker/dockerfile:
       ~          ^^^^^^^^^^^^^^^^^^ 'docker/dockerfile:' is no valid name of an image, so the frontend can't be pulled and the build stops here
       | FROM python:3.12
     )"},
};

} // namespace

extern constexpr Rule unknown_frontend{
    .id = "unknown-frontend",
    .title = "Syntax directive that names no frontend",
    .why =
        "`# syntax=` names an image that reads the Dockerfile and is pulled before anything is built. With "
        "a name that there is not the build stops at once.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
