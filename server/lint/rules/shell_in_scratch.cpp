#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Something that may bring a shell: an archive, a whole folder, another image's file system.
bool may_bring_shell(const model::Document& document, const model::Instruction& copy) {
    const auto words = document.words(copy);
    if (copy.keyword == model::Keyword::add || words.size() < 2) {
        return true;
    }
    const std::string_view target = words.back().text;
    return target.contains('$') || target == "/" || target == "." || target == "./" ||
           target.contains("bin") || target.contains("sh") || target.contains("lib") ||
           target.contains("nix") || std::ranges::any_of(words, [](const syntax::Word& word) {
               return word.text.contains("sh") || word.text.contains("busybox") || word.text == "/" ||
                      word.text == ".";
           });
}

bool runs_shell(const model::Instruction& one) {
    const bool runs = one.keyword == model::Keyword::run || one.keyword == model::Keyword::cmd ||
                      one.keyword == model::Keyword::entrypoint;
    return runs && !one.json && !one.arguments.empty();
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        if (!stage.image.is_scratch() || stage.image.is_stage()) {
            continue;
        }
        for (const model::Instruction& one : document.instructions(stage)) {
            const bool copies = one.keyword == model::Keyword::copy || one.keyword == model::Keyword::add;
            if (one.keyword == model::Keyword::shell || (copies && may_bring_shell(document, one)) ||
                document.syntax().flag(one, "mount") != nullptr) {
                break;
            }
            if (runs_shell(one)) {
                report.at(one.name_span, "scratch is empty: there is no /bin/sh to run this. {}",
                          one.keyword == model::Keyword::run
                              ? "Do it in a stage above and copy the result"
                              : "Write it as a JSON array: [\"/program\", \"argument\"]");
                break;
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a program without a shell around it",
     .bad = R"(
       | FROM golang:1.23 AS build
       | RUN go build -o /server .
       | FROM scratch
       | COPY --from=build /server /server
       | ENTRYPOINT /server
       ~ ^^^^^^^^^^ scratch is empty: there is no /bin/sh to run this. Write it as a JSON array: ["/program", "argument"]
     )",
     .good = R"(
       | FROM golang:1.23 AS build
       | RUN go build -o /server .
       | FROM scratch
       | COPY --from=build /server /server
       | ENTRYPOINT ["/server"]
     )"},
    {.title = "a file system of one's own",
     .bad = R"(
       | FROM scratch
       | RUN mkdir /data
       ~ ^^^ scratch is empty: there is no /bin/sh to run this. Do it in a stage above and copy the result
     )",
     .good = R"(
       | FROM scratch
       | ADD rootfs.tar.gz /
       | CMD echo hello
     )"},
};

} // namespace

extern constexpr Rule shell_in_scratch{
    .id = "shell-in-scratch",
    .title = "A shell where there is none",
    .why = "The shell form of RUN, CMD and ENTRYPOINT starts /bin/sh. An image that is built on `scratch` "
           "holds what is copied into it and nothing else.",
    .group = Group::correctness,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
