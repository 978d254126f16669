#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

/// `*` alone, at the front or at the end stands for anything; elsewhere it is a star.
bool matches(std::string_view registry, std::string_view pattern) {
    if (pattern == "*") {
        return true;
    }
    if (pattern.starts_with('*')) {
        return registry.ends_with(pattern.substr(1));
    }
    if (pattern.ends_with('*')) {
        return registry.starts_with(pattern.substr(0, pattern.size() - 1));
    }
    return registry == pattern;
}

bool is_listed(const Options& options, std::string_view registry) {
    return std::ranges::any_of(options.trusted_registries,
                               [&](std::string_view pattern) { return matches(registry, pattern); });
}

/// "" is Docker Hub, which has two names.
bool is_trusted(const Options& options, std::string_view registry) {
    return registry.empty() ? is_listed(options, "docker.io") || is_listed(options, "hub.docker.com")
                            : is_listed(options, registry);
}

class Check {
public:
    Check(const Facts& facts, Report& report) : facts_(facts), report_(report) {}

    void from(const model::Stage& stage) {
        const model::Image& image = stage.image;
        const HadolintImage read = hadolint_image(image.written);
        const bool ours = image.known && !image.is_stage() && !image.is_scratch() &&
                          !is_trusted(facts_.options, image.parts.registry);
        say(image.span, ours, theirs(read, stage.index), registry_of(image.parts.registry));
    }
    /// Of COPY --from and RUN --mount from=. hadolint takes a stage's number for an image.
    void source(const model::Instruction& instruction, std::string_view written, Span span,
                bool hadolint_looks) {
        const model::Stage* stage = facts_.document.stage_of(instruction);
        const std::uint32_t known = stage == nullptr ? 0 : stage->index + 1;
        const bool is_number = std::ranges::all_of(written, [](char c) { return c >= '0' && c <= '9'; });
        const model::ReferenceParts parts = model::split_reference(written);
        const bool ours = !is_number && !written.contains('$') && written != "scratch" &&
                          facts_.document.stage_named(written, known) == nullptr &&
                          !is_trusted(facts_.options, parts.registry);
        say(span, ours, hadolint_looks && theirs(hadolint_image(written), known),
            registry_of(parts.registry));
    }

private:
    static std::string_view registry_of(std::string_view registry) {
        return registry.empty() ? std::string_view("docker.io") : registry;
    }
    bool theirs(const HadolintImage& read, std::uint32_t before) const {
        return read.name != "scratch" && !hadolint_knows_stage(facts_.document, read.name, before) &&
               !is_trusted(facts_.options, read.registry);
    }
    void say(Span span, bool ours, bool theirs, std::string_view registry) {
        if (ours || theirs) {
            Reported finding =
                report_.at(span, "The registry '{}' is none of those that this project trusts", registry);
            found_by(finding, ours, theirs, "DL3026");
        }
    }

    const Facts& facts_;
    Report& report_;
};

/// hadolint looks at bind mounts alone; a cache may come from an image, too.
void check_mounts(const model::Document& document, const model::Instruction& run, Check& check) {
    for (const syntax::Flag& flag : document.flags(run)) {
        const auto options = document.syntax().options_of(flag);
        const auto type = std::ranges::find(options, "type", &syntax::MountOption::key);
        const bool is_bind = type == options.end() || type->value == "bind";
        for (const syntax::MountOption& option : options) {
            if (option.key == "from" && !option.value.empty()) {
                check.source(run, option.value, option.span, is_bind);
            }
        }
    }
}

void check(const Facts& facts, Report& report) {
    if (facts.options.trusted_registries.empty()) {
        return;
    }
    const model::Document& document = facts.document;
    Check check(facts, report);
    for (const model::Stage& stage : document.stages()) {
        if (!stage.image.written.empty()) {
            check.from(stage);
        }
    }
    for (const model::Instruction& copy : document.all(model::Keyword::copy)) {
        if (const syntax::Flag* from = document.syntax().flag(copy, "from");
            from != nullptr && !from->value.empty()) {
            check.source(copy, from->value, from->value_span, true);
        }
    }
    for (const model::Instruction& run : document.all(model::Keyword::run)) {
        check_mounts(document, run, check);
    }
}

constexpr std::string_view trusted[] = {"nvcr.io", "*.example.com"};
constexpr Options options{.trusted_registries = trusted};
constexpr std::string_view hub[] = {"docker.io"};
constexpr Options only_hub{.trusted_registries = hub};

constexpr Example examples[] = {
    {.title = "another registry, and Docker Hub, which needs no name",
     .bad = R"(
       | FROM quay.io/team/train:3
       ~      ^^^^^^^^^^^^^^^^^^^^ The registry 'quay.io' is none of those that this project trusts
       | FROM python:3.12
       ~      ^^^^^^^^^^^ The registry 'docker.io' is none of those that this project trusts
     )",
     .good = R"(
       | FROM nvcr.io/nvidia/pytorch:24.12-py3
       | FROM registry.example.com/team/train:3 AS train
       | FROM train
       | FROM scratch
     )",
     .options = &options},
    {.title = "also where files come from",
     .bad = R"(
       | FROM python:3.12
       | COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/
       ~             ^^^^^^^^^^^^^^^^^^^^^^^^ The registry 'ghcr.io' is none of those that this project trusts
       | RUN --mount=type=bind,from=quay.io/a/b:1,target=/b ls /b
       ~                       ^^^^^^^^^^^^^^^^^^ The registry 'quay.io' is none of those that this project trusts
     )",
     .good = R"(
       | FROM docker.io/python:3.12 AS build
       | COPY --from=busybox:1.36 /bin/sh /bin/
       | RUN --mount=type=bind,from=build,target=/b ls /b
     )",
     .options = &only_hub},
    {.title =
         "hadolint takes a stage's number for an image, and a host without a dot for a folder of Docker Hub",
     .bad = R"(
       | FROM localhost:5000/train:3
       ~      ^^^^^^^^^^^^^^^^^^^^^^ The registry 'localhost:5000' is none of those that this project trusts
       | FROM nvcr.io/nvidia/pytorch:24.12-py3
       | COPY --from=0 /a /b
       ~             ^ (DL3026 only) The registry 'docker.io' is none of those that this project trusts
     )",
     .good = R"(
       | FROM nvcr.io/nvidia/pytorch:24.12-py3
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule untrusted_registry{
    .id = "untrusted-registry",
    .also = {"DL3026"},
    .title = "Image from a registry that is not trusted",
    .why = "This project's configuration lists the registries whose images may be used. What others hold, "
           "nobody here "
           "vouches for.",
    .group = Group::security,
    .severity = Severity::error,
    .level = Level::recommended,
    .option = "trusted-registries",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
