#include "lint/hadolint_commands.hpp"
#include "lint/hadolint_reading.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// What makes apt-get ask nothing: apt-get(8). `-qq` implies it.
bool assumes_yes(model::Arguments arguments) {
    return model::letter_option(arguments, 'y') != nullptr ||
           model::long_option(arguments, "yes") != nullptr ||
           model::long_option(arguments, "assume-yes") != nullptr || model::count_letter(arguments, 'q') >= 2;
}

void check(const Facts& facts, Report& report) {
    each_package_command(
        facts.document, model::PackageManager::apt,
        [&](const model::PackageCommand& packages, const model::Command& command,
            model::Arguments arguments) {
            if (packages.action != model::PackageAction::install || assumes_yes(arguments) ||
                command.name != "apt-get") {
                return;
            }
            const model::Argument& verb = *model::first_operand(arguments);
            const bool theirs = hadolint_sees(facts.document, command);
            Reported finding = report.at(
                verb.span, "apt-get asks before it installs, nobody answers in a build, and so it fails");
            found_by(finding, true, theirs, "DL3014")
                .fix(Safety::safe, "Add -y", {{.span = {verb.span.end, verb.span.end}, .text = " -y"}});
        });
}

constexpr Example examples[] = {
    {.title = "nobody answers",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install curl
       ~                               ^^^^^^^ apt-get asks before it installs, nobody answers in a build, and so it fails
       + RUN apt-get update && apt-get install -y curl
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get -yq install curl
     )"},
};

} // namespace

extern constexpr Rule missing_assume_yes{
    .id = "missing-assume-yes",
    .also = {"DL3014"},
    .title = "apt-get install that waits for an answer",
    .why = "apt-get asks 'Do you want to continue?' when it must install more than it was told. A build has "
           "nobody who could answer, so the build stops there.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
