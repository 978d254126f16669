#include "lint/rule.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Images of languages and of CUDA set what their tag names: PYTHON_VERSION, CUDA_VERSION.
bool may_come_from_base(const model::Document& document, const model::Instruction& run,
                        std::string_view name) {
    const model::Stage* stage = model::lowest_stage(document, document.stage_of(run));
    return stage != nullptr && name.contains("VERSION") && stage->image.written.contains(name);
}

/// Whether the shell of a RUN reads the variable, and nothing in the stage's texts sets it.
const model::ShellText* reader_of(const model::Document& document, std::string_view name, Span& where) {
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : commands.texts) {
        const model::Instruction& owner = document.instructions()[text.instruction];
        if (text.onbuild || owner.keyword != model::Keyword::run || document.stage_of(owner) == nullptr ||
            document.binding(name, owner) != nullptr || may_come_from_base(document, owner, name)) {
            continue;
        }
        const auto nodes = std::span(commands.script.nodes).subspan(text.nodes.begin, text.nodes.size());
        bool sets = false;
        for (const shell::Node& node : nodes) {
            sets = sets || node.name == name || // a loop's variable
                   std::ranges::any_of(commands.script.assignments_of(node),
                                       [&](const shell::Assignment& one) { return one.name == name; }) ||
                   std::ranges::any_of(commands.script.words_of(node), [&](const shell::Word& word) {
                       return word.text == name || // read NAME
                              (word.text.starts_with(name) && word.text.substr(name.size(), 1) == "=") ||
                              word.text == "." || word.text == "source" || word.text == "eval";
                   });
        }
        if (sets) {
            continue;
        }
        for (const shell::Node& node : nodes) {
            for (const shell::Word& word : commands.script.words_of(node)) {
                for (const shell::Part& part : commands.script.parts_of(word)) {
                    const bool has_default = part.operation.contains('-') || part.operation.contains('+');
                    if (part.kind == shell::Part::Kind::parameter && part.name == name && !has_default) {
                        where = part.span;
                        return &text;
                    }
                }
            }
        }
    }
    return nullptr;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Binding& global : document.globals()) {
        if (global.kind != model::Binding::Kind::global) {
            continue;
        }
        Span where;
        if (reader_of(document, global.name, where) != nullptr) {
            report
                .at(where,
                    "'{}' is empty here: an ARG above the first FROM is for FROM lines only. Repeat `ARG {}` "
                    "in this stage",
                    global.name, global.name)
                .related(global.span, "where it gets its value");
        }
    }
}

constexpr Example examples[] = {
    {.title = "above the first FROM",
     .bad = R"(
       | ARG TORCH=2.6.0
       | FROM python:3.12
       | RUN pip install torch==${TORCH}
       ~                        ^^^^^^^^ 'TORCH' is empty here: an ARG above the first FROM is for FROM lines only. Repeat `ARG TORCH` in this stage
     )",
     .good = R"(
       | ARG TORCH=2.6.0
       | FROM python:3.12
       | ARG TORCH
       | RUN pip install torch==${TORCH}
     )"},
    {.title = "the image of a language sets what its tag says", .good = R"(
       | ARG PYTHON_VERSION=3.12
       | FROM python:${PYTHON_VERSION}
       | RUN echo $PYTHON_VERSION
     )"},
    {.title = "set by the command itself, or with a value in reserve", .good = R"(
       | ARG VERSION=1
       | FROM python:3.12
       | RUN VERSION=$(cat version) && echo $VERSION
       | RUN echo ${VERSION:-none} && for VERSION in 1 2; do echo $VERSION; done
     )"},
};

} // namespace

extern constexpr Rule argument_out_of_stage{
    .id = "argument-out-of-stage",
    .title = "An ARG from above the first FROM in a RUN",
    .why = "What ARG says above the first FROM belongs to no stage: it can choose base images and is gone "
           "behind FROM. `ARG NAME` without a value, in the stage, brings it back with the value it had.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
