#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view verbs[] = {"dist-upgrade", "dup"};

bool is_tumbleweed(const model::Document& document, const model::Command& command) {
    const model::ShellText& text = document.commands().text_of(command);
    const model::Stage* stage =
        model::lowest_stage(document, document.stage_of(document.instructions()[text.instruction]));
    return stage != nullptr && stage->image.name.contains("tumbleweed");
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        if (command.name != "zypper") {
            return;
        }
        const model::Arguments arguments = document.commands().arguments_of(command);
        const model::Argument* verb =
            packages != nullptr && packages->verb != shell::no_node ? &arguments[packages->verb] : nullptr;
        const bool ours = verb != nullptr && std::ranges::find(verbs, verb->text) != std::end(verbs) &&
                          !is_tumbleweed(document, command);
        const bool theirs = hadolint_has(arguments, verbs) && hadolint_sees(document, command);
        if (!ours && !theirs) {
            return;
        }
        Reported finding = report.at(verb == nullptr ? command.name_span : verb->span,
                                     "This replaces the distribution under the image: take a newer base "
                                     "image, and 'zypper update' for fixes");
        found_by(finding, ours, theirs, "DL3035");
        if (ours) {
            const bool quoted = verb->span.of(document.text()).starts_with('"');
            finding.fix(Safety::unsafe, "Use update",
                        {{.span = verb->span, .text = quoted ? "\"update\"" : "update"}});
        }
    });
}

constexpr Example examples[] = {
    {.title = "the whole distribution",
     .bad = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n dup
       ~               ^^^ This replaces the distribution under the image: take a newer base image, and 'zypper update' for fixes
     )",
     .good = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n update
     )"},
    {.title = "Tumbleweed is updated just so; hadolint minds it, and a package of that name",
     .bad = R"(
       | FROM opensuse/tumbleweed
       | RUN zypper -n dup
       ~               ^^^ (DL3035 only) This replaces the distribution under the image: take a newer base image, and 'zypper update' for fixes
       | RUN zypper -n install dup
       ~               ^^^^^^^ (DL3035 only) This replaces the distribution under the image: take a newer base image, and 'zypper update' for fixes
     )",
     .good = R"(
       | FROM opensuse/tumbleweed
       | RUN zypper -n install gcc
     )"},
};

} // namespace

extern constexpr Rule distribution_upgrade{
    .id = "distribution-upgrade",
    .also = {"DL3035"},
    .title = "zypper dist-upgrade in a build",
    .why = "dist-upgrade moves all packages to whatever release the repositories hold, and removes what "
           "stands in its way, so the image is no longer what its tag says.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
