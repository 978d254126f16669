#include "lint/rule.hpp"
#include "model/users.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool names_user(const model::Document& document, const model::Stage& stage) {
    const bool here = std::ranges::any_of(document.instructions(stage), [](const model::Instruction& one) {
        return one.keyword == model::Keyword::user;
    });
    return here || (stage.image.stage && names_user(document, document.stages()[*stage.image.stage]));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    if (document.stages().empty()) {
        return;
    }
    const model::Stage& last = document.stages().back();
    if (!names_user(document, last) && model::starts_as_root(document, last)) {
        report.at(last.image.span,
                  "No USER is set and the base image sets none, so the container runs as root: whoever "
                  "breaks out of the program owns what is mounted");
    }
}

constexpr Example examples[] = {
    {.title = "nobody said who",
     .bad = R"(
       | FROM python:3.12
       ~      ^^^^^^^^^^^ No USER is set and the base image sets none, so the container runs as root: whoever breaks out of the program owns what is mounted
       | CMD ["python", "train.py"]
     )",
     .good = R"(
       | FROM python:3.12
       | USER 1000
       | CMD ["python", "train.py"]
     )"},
    {.title = "the base image may say it", .good = R"(
       | FROM example.org/lab/base:1
       | CMD ["python", "train.py"]
     )"},
};

} // namespace

extern constexpr Rule missing_user{
    .id = "missing-user",
    .title = "A container that runs as root because nothing says otherwise",
    .why = "Root in a container is root on the machine's files that are mounted into it. Most programs need "
           "nothing that an ordinary user could not do; many clusters refuse to run images as root.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::all,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
