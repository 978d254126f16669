#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// Which of the two have been used so far.
struct Used {
    bool curl = false;
    bool wget = false;

    bool both() const { return curl && wget; }
    void add(bool is_curl) { (is_curl ? curl : wget) = true; }
};

/// Of one stage: by us, and by hadolint, to which what stands behind ONBUILD is a world of its own,
/// with no stages.
struct Stage {
    Used ours;
    Used theirs;
    Used theirs_onbuild;
};

const model::Command* earlier(const model::Command* one, const model::Command& other) {
    return one == nullptr || other.span.begin < one->span.begin ? &other : one;
}

void check_run(const model::Document& document, const model::ShellText& text, Stage& stage, Report& report) {
    const model::Commands& commands = document.commands();
    Used& theirs = text.onbuild ? stage.theirs_onbuild : stage.theirs;
    const model::Command* ours_first = nullptr;
    const model::Command* theirs_first = nullptr;
    for (const model::Command& command : commands.of(text)) {
        const bool is_curl = command.name == "curl";
        if (!is_curl && command.name != "wget") {
            continue;
        }
        if (!text.onbuild) {
            stage.ours.add(is_curl);
            ours_first = earlier(ours_first, command);
        }
        if (hadolint_sees(document, command)) {
            theirs.add(is_curl);
            theirs_first = earlier(theirs_first, command);
        }
    }
    const bool ours = ours_first != nullptr && stage.ours.both();
    const bool hadolint = theirs_first != nullptr && theirs.both();
    if (ours || hadolint) {
        Reported finding =
            report.at((ours ? ours_first : theirs_first)->name_span,
                      "This stage uses curl and wget: one of them does for both, and the other "
                      "need not be installed");
        found_by(finding, ours, hadolint, "DL4001");
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Stage* last = nullptr;
    Stage stage;
    for (const model::ShellText& text : document.commands().texts) {
        const model::Stage* own = document.stage_of(document.instructions()[text.instruction]);
        if (own != last) {
            stage = {.theirs_onbuild = stage.theirs_onbuild};
            last = own;
        }
        if (document.instruction(text).keyword == model::Keyword::run) {
            check_run(document, text, stage, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "both in one stage",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSLO https://example.org/a
       | RUN wget -q https://example.org/b
       ~     ^^^^ This stage uses curl and wget: one of them does for both, and the other need not be installed
     )",
     .good = R"(
       | FROM debian:12
       | RUN curl -fsSLO https://example.org/a
       | RUN curl -fsSLO https://example.org/b
     )"},
    {.title = "one in each stage", .good = R"(
       | FROM debian:12 AS build
       | RUN curl -fsSLO https://example.org/a
       | FROM debian:12
       | RUN wget -q https://example.org/b
     )"},
    {.title = "through sudo, where hadolint does not look", .bad = R"(
       | FROM debian:12
       | RUN sudo curl -fsSLO https://example.org/a && /usr/bin/wget -q https://example.org/b
       ~          ^^^^ This stage uses curl and wget: one of them does for both, and the other need not be installed
     )"},
};

} // namespace

extern constexpr Rule curl_and_wget{
    .id = "curl-and-wget",
    .also = {"DL4001"},
    .title = "Both curl and wget in one stage",
    .why = "Both fetch files. Each brings libraries and its own ways with proxies, certificates and retries, "
           "so that one is enough to install and to understand.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
