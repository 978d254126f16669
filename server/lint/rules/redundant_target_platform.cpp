#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// The one variable in the flag's value is TARGETPLATFORM and it is the whole value.
bool is_target_platform(const Facts& facts, const model::Instruction& from, const syntax::Flag& platform) {
    const syntax::Variable* only = nullptr;
    for (const syntax::Variable& variable : facts.document.syntax().variables_of(from)) {
        if (!platform.span.covers(variable.span)) {
            continue;
        }
        if (only != nullptr || variable.name != "TARGETPLATFORM") {
            return false;
        }
        only = &variable;
    }
    if (only == nullptr || only->modifier == '+' || only->modifier == '#' || only->modifier == '%' ||
        only->modifier == '/') {
        return false;
    }
    Span value = platform.value_span;
    const std::string_view text = value.of(facts.document.text());
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
        value = {value.begin + 1, value.end - 1};
    }
    return only->span == value && facts.document.global("TARGETPLATFORM") != nullptr &&
           facts.document.global("TARGETPLATFORM")->kind == model::Binding::Kind::predefined;
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& from : facts.document.all(model::Keyword::from)) {
        const syntax::Flag* platform = facts.document.syntax().flag(from, "platform");
        if (platform == nullptr) {
            continue;
        }
        const bool hadolint = platform->value == "$TARGETPLATFORM" || platform->value == "${TARGETPLATFORM}";
        if (!is_target_platform(facts, from, *platform)) {
            if (hadolint) {
                report.at(platform->span, "The platform is TARGETPLATFORM").only_as("DL3065");
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
