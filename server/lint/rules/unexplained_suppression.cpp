#include "lint/rule.hpp"
#include "lint/suppressions.hpp"

namespace dockwright::lint::rules {
namespace {

/// BuildKit's comments and dockerfile-utils' have no room for a reason.
void check(const Review& review, Report& report) {
    Span last{};
    for (const SuppressionUse& use : review.uses) {
        const Suppression& suppression = use.suppression;
        const bool has_room =
            suppression.dialect == Dialect::dockwright || suppression.dialect == Dialect::hadolint;
        if (suppression.reason.empty() && has_room && suppression.comment != last) {
            last = suppression.comment;
            report.at(suppression.comment,
                      "Nobody will know later why this is suppressed: say it behind a '#'");
        }
    }
}

constexpr Example examples[] = {
    {.title = "without a reason",
     .bad = R"(
       | # dockwright ignore=DL3006
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody will know later why this is suppressed: say it behind a '#'
       | FROM debian
     )",
     .good = R"(
       | # dockwright ignore=DL3006 # the newest is meant
       | FROM debian
     )"},
    {.title = "hadolint's too",
     .bad = R"(
       | # hadolint ignore=DL3006,DL3007
       ~ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody will know later why this is suppressed: say it behind a '#'
       | FROM debian
     )",
     .good = R"(
       | # check=skip=FromAsCasing
       | FROM debian
     )"},
};

} // namespace

extern constexpr Rule unexplained_suppression{
    .id = "unexplained-suppression",
    .title = "Suppression without a reason",
    .why =
        "Whoever reads the file next cannot tell whether a finding was suppressed for good reason or to be "
        "rid of it.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .review = check,
};

} // namespace dockwright::lint::rules
