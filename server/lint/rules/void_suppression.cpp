#include "lint/rule.hpp"
#include "lint/suppressions.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Review& review, Report& report) {
    using Why = VoidSuppression::Why;
    for (const VoidSuppression& one : review.void_ones) {
        const std::string_view program = one.dialect == Dialect::hadolint ? "hadolint" : "dockwright";
        switch (one.why) {
        case Why::no_equals:
            if (one.dialect == Dialect::dockerfile_utils) {
                report.at(one.comment,
                          "This suppresses nothing: write '# dockerfile-utils: ignore', no more");
            } else {
                report.at(one.comment, "This suppresses nothing: write '# {} ignore=NAME'", program);
            }
            break;
        case Why::no_names: report.at(one.comment, "This suppresses nothing: no rule is named"); break;
        case Why::text_behind:
            report
                .at(one.text, "Because of this text hadolint passes over the whole comment: a reason stands "
                              "behind a second '#'")
                .fix(Safety::safe, "Put a # in front",
                     {{.span = {one.text.begin, one.text.begin}, .text = "# "}});
            break;
        case Why::no_stage:
            report.at(one.comment, "This suppresses nothing: the stage's FROM must stand below it");
            break;
        case Why::no_instruction:
            report.at(one.comment, one.dialect == Dialect::dockerfile_utils
                                       ? "This suppresses nothing: no instruction stands on the next line"
                                       : "This suppresses nothing: nothing stands below it");
            break;
        }
    }
}

constexpr Example examples[] = {
    {.title = "a reason that hadolint takes for a code",
     .bad = R"(
       | # hadolint ignore=DL3006 the newest is meant
       ~                          ^^^^^^^^^^^^^^^^^^^ Because of this text hadolint passes over the whole comment: a reason stands behind a second '#'
       + # hadolint ignore=DL3006 # the newest is meant
       | FROM debian
     )",
     .good = R"(
       | # hadolint ignore=DL3006 # the newest is meant
       | FROM debian
     )"},
    {.title = "without its equals sign",
     .bad = R"(
       | # dockwright: ignore DL3006
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This suppresses nothing: write '# dockwright ignore=NAME'
       | FROM debian
     )",
     .good = R"(
       | # hadolint is run on this file
       | FROM debian
     )"},
    {.title = "for a stage, but not above its FROM", .bad = R"(
       | FROM debian:12
       | # dockwright stage ignore=DL3000: historical
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This suppresses nothing: the stage's FROM must stand below it
       | WORKDIR app
     )"},
};

} // namespace

extern constexpr Rule void_suppression{
    .id = "void-suppression",
    .title = "Comment that is written like a suppression and is none",
    .why =
        "A suppression with a mistake in it is passed over without a word, so the finding stays and nobody "
        "knows why.",
    .group = Group::style,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .review = check,
};

} // namespace dockwright::lint::rules
