#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_systemd(std::string_view program) {
    return program == "/usr/lib/systemd/systemd" || program == "/lib/systemd/systemd" || program == "systemd";
}

bool has_stop_signal(const model::Document& document, const model::Stage& stage) {
    const bool here = std::ranges::any_of(document.instructions(stage), [](const model::Instruction& one) {
        return one.keyword == model::Keyword::stopsignal;
    });
    return here || (stage.image.stage && has_stop_signal(document, document.stages()[*stage.image.stage]));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& one : document.instructions()) {
        const model::Stage* stage = document.stage_of(one);
        const auto words = document.words(one);
        const bool starts = one.keyword == model::Keyword::cmd || one.keyword == model::Keyword::entrypoint;
        if (starts && one.json && !words.empty() && stage != nullptr && is_systemd(words.front().text) &&
            !has_stop_signal(document, *stage)) {
            report.at(words.front().span,
                      "systemd does not end at SIGTERM, which `docker stop` sends, and is killed after "
                      "ten seconds: add STOPSIGNAL SIGRTMIN+3");
        }
    }
}

constexpr Example examples[] = {
    {.title = "systemd as the first process",
     .bad = R"(
       | FROM fedora:43
       | CMD ["/usr/lib/systemd/systemd"]
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^ systemd does not end at SIGTERM, which `docker stop` sends, and is killed after ten seconds: add STOPSIGNAL SIGRTMIN+3
     )",
     .good = R"(
       | FROM fedora:43
       | STOPSIGNAL SIGRTMIN+3
       | CMD ["/usr/lib/systemd/systemd"]
     )"},
};

} // namespace

extern constexpr Rule systemd_stop_signal{
    .id = "systemd-stop-signal",
    .title = "systemd without the signal that ends it",
    .why = "To systemd SIGTERM means: start anew. SIGRTMIN+3 tells it to stop its services and to end "
           "(systemd(1), \"Signals\"), so that databases close their files.",
    .group = Group::correctness,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
