#include "lint/rule.hpp"
#include "syntax/expand.hpp"

namespace dockwright::lint::rules {
namespace {

/// The global argument with a value; one that is only declared again keeps it.
const model::Binding* with_value(const model::Document& document, std::string_view name) {
    const model::Binding* found = nullptr;
    for (const model::Binding& binding : document.globals()) {
        found = binding.value && binding.name == name ? &binding : found;
    }
    return found;
}

/// What the flag's value becomes, and which variables it needs.
struct Lookups {
    const model::Document& document;
    bool other = false; ///< another variable than TARGETPLATFORM, or one without a value
    bool target = false;
};

std::optional<std::string_view> look_up(void* context, std::string_view name) {
    auto& lookups = *static_cast<Lookups*>(context);
    const model::Binding* binding = with_value(lookups.document, name);
    lookups.other = lookups.other || name != "TARGETPLATFORM" || binding == nullptr;
    lookups.target = lookups.target || name == "TARGETPLATFORM";
    return binding != nullptr ? binding->value : std::nullopt;
}

/// The value is that of TARGETPLATFORM, and no other variable has a part in it.
bool is_target_platform(const model::Document& document, std::string_view value) {
    Lookups lookups{document};
    const auto expanded =
        syntax::expand(value, {.get = look_up, .context = &lookups}, {.escape = document.syntax().escape});
    const model::Binding* own = with_value(document, "TARGETPLATFORM");
    return expanded && lookups.target && !lookups.other && own != nullptr && own->value == expanded->text;
}

/// It is the predefined value whichever platform is built for.
bool is_redundant(const model::Document& document, std::string_view value) {
    const model::Binding* own = with_value(document, "TARGETPLATFORM");
    return own != nullptr && own->kind == model::Binding::Kind::predefined && !value.contains('+');
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& from : facts.document.all(model::Keyword::from)) {
        const syntax::Flag* platform = facts.document.syntax().flag(from, "platform");
        if (platform == nullptr) {
            continue;
        }
        const std::string_view written = platform->value_span.of(facts.document.text());
        const bool hadolint = written == "$TARGETPLATFORM" || written == "${TARGETPLATFORM}";
        const bool buildkit =
            platform->value.contains("TARGETPLATFORM") && is_target_platform(facts.document, platform->value);
        if (!buildkit || !is_redundant(facts.document, platform->value)) {
            if (hadolint || buildkit) {
                Reported found = report.at(platform->span, "The platform is TARGETPLATFORM");
                found.only_as(hadolint ? "DL3065" : "RedundantTargetPlatform")
                    .as_if(hadolint && buildkit, "RedundantTargetPlatform");
            }
            continue;
        }
        Reported found =
            report.at(platform->span, "TARGETPLATFORM is the platform of every FROM unless it says another");
        found.as("RedundantTargetPlatform").as_if(hadolint, "DL3065");
        const auto words = facts.document.words(from);
        if (!words.empty() && facts.document.flags(from).size() == 1) {
            const Span gone{platform->span.begin, words[0].span.begin};
            if (!gone.of(facts.document.text()).contains('\n')) {
                found.fix(Safety::safe, "Remove the flag", {{gone, ""}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the platform that it has anyway",
     .bad = R"(
       | FROM --platform=$TARGETPLATFORM python:3.12
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^ TARGETPLATFORM is the platform of every FROM unless it says another
       + FROM python:3.12
     )",
     .good = R"(
       | FROM --platform=$BUILDPLATFORM golang:1.25 AS build
       | FROM python:3.12
     )"},
    {.title = "with a default that is never taken", .bad = R"(
       | FROM --platform=${TARGETPLATFORM:-linux/amd64} python:3.12
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TARGETPLATFORM is the platform of every FROM unless it says another
       + FROM python:3.12
     )"},
    {.title = "a platform that only happens to be the same", .bad = R"(
       | ARG TARGETPLATFORM=linux/arm64
       | FROM --platform=$TARGETPLATFORM python:3.12
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^ (DL3065 only) The platform is TARGETPLATFORM
     )"},
    {.title = "a part of a longer value", .good = R"(
       | FROM --platform=$TARGETPLATFORM/v8 python:3.12
     )"},
};

} // namespace

extern constexpr Rule redundant_target_platform{
    .id = "redundant-target-platform",
    .also = {"RedundantTargetPlatform", "DL3065"},
    .title = "FROM --platform=$TARGETPLATFORM",
    .why =
        "Each FROM takes the platform that is built for, which is what TARGETPLATFORM holds. The flag says "
        "nothing and makes a reader look for a reason.",
    .group = Group::style,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .tag = Tag::unnecessary,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
