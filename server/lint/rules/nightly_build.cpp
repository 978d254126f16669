#include "base/ascii.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_nightly_address(std::string_view url) {
    return url.contains("download.pytorch.org/whl/nightly") || url == "pytorch-nightly" ||
           url == "rapidsai-nightly";
}

bool is_nightly_package(std::string_view package) {
    constexpr std::string_view names[] = {"tf-nightly",  "tf-nightly-gpu", "tf_nightly",     "tf_nightly_gpu",
                                          "jax-nightly", "torch-nightly",  "ort-nightly-gpu"};
    return std::ranges::find(names, package) != std::end(names);
}

/// A test of a variable for a word that says so: `[[ $TORCH == *nightly* ]]`.
bool asks_for_nightly(const model::Document& document, Span condition) {
    const std::string text = ascii::lowered(condition.of(document.text()));
    return text.contains('$') && text.contains("nightly") && !text.contains("install");
}

/// The variables of a condition say so unasked: `ARG TORCH=nightly`.
bool is_nightly_by_default(const model::Document& document, Span condition) {
    const std::string_view text = condition.of(document.text());
    return std::ranges::any_of(document.bindings(), [&](const model::Binding& binding) {
        return binding.value && ascii::lowered(*binding.value).contains("nightly") &&
               text.contains(binding.name);
    });
}

/// The parts of a node that have to hold before the command in it runs.
std::optional<Span> condition_of(const shell::Script& script, const shell::Node& node, Span command) {
    using Kind = shell::Node::Kind;
    const auto children = script.children_of(node);
    const auto at = std::ranges::find_if(
        children, [&](std::uint32_t child) { return script.nodes[child].span.covers(command); });
    if (at == children.end()) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(at - children.begin());
    switch (node.kind) {
    case Kind::if_clause: // of an `else` no condition says anything by itself
        return index % 2 == 1 ? std::optional(script.nodes[children[index - 1]].span) : std::nullopt;
    case Kind::and_or:
        return index > 0 && script.nodes[*at].connector == shell::Connector::and_if
                   ? std::optional(Span{node.span.begin, script.nodes[children[index - 1]].span.end})
                   : std::nullopt;
    case Kind::case_clause:
        return Span{node.span.begin, script.nodes[script.children_of(script.nodes[*at]).front()].span.begin};
    default: return std::nullopt;
    }
}

/// Who builds the image has asked for it by a build argument.
bool is_asked_for(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    const shell::Script& script = commands.script;
    const shell::Range nodes = commands.text_of(command).nodes;
    for (std::uint32_t i = nodes.begin; i < nodes.end; ++i) {
        const shell::Node& node = script.nodes[i];
        const auto condition =
            node.span.covers(command.span) ? condition_of(script, node, command.span) : std::nullopt;
        if (condition && asks_for_nightly(document, *condition) &&
            !is_nightly_by_default(document, *condition)) {
            return true;
        }
    }
    return false;
}

void check(const Facts& facts, Report& report) {
    const model::Packages& all = facts.document.packages();
    for (const model::PackageCommand& command : all.commands) {
        if (command.action != model::PackageAction::install) {
            continue;
        }
        const auto packages = all.of(command);
        const auto indexes = all.indexes_of(command);
        const auto index = std::ranges::find_if(indexes, is_nightly_address, &model::PackageIndex::url);
        const auto package = std::ranges::find_if(packages, is_nightly_package, &model::Package::name);
        if ((index != indexes.end() || package != packages.end()) &&
            !is_asked_for(facts.document, facts.document.commands().all[command.command])) {
            report.at(
                index != indexes.end() ? index->span : package->span,
                "Nightly builds are deleted after some weeks: this build gives another version each day, and "
                "none can be made again");
        }
    }
}

constexpr Example examples[] = {
    {.title = "PyTorch of last night",
     .bad = R"(
       | FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
       | RUN pip install --pre torch --index-url https://download.pytorch.org/whl/nightly/cu128
       ~                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nightly builds are deleted after some weeks: this build gives another version each day, and none can be made again
     )",
     .good = R"(
       | FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04
       | RUN pip install torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128
     )"},
    {.title = "who builds the image asks for it",
     .bad = R"(
       | FROM python:3.12-slim
       | ARG TORCH=torch-nightly
       | RUN if [ "$TORCH" = torch-nightly ]; then pip install --pre torch -f https://download.pytorch.org/whl/nightly/cpu; fi
       ~                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nightly builds are deleted after some weeks: this build gives another version each day, and none can be made again
     )",
     .good = R"(
       | FROM python:3.12-slim
       | ARG TORCH=torch==2.7.1
       | RUN if [ "$TORCH" = torch-nightly ]; then pip install --pre torch -f https://download.pytorch.org/whl/nightly/cpu; else pip install "$TORCH"; fi
       | RUN case $TORCH in *nightly*) pip install tf-nightly;; esac
       | RUN [[ $TORCH == *nightly* ]] && pip install tf-nightly
     )"},
    {.title = "a package's own name, and conda's channel", .bad = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN pip install tf-nightly
       ~                 ^^^^^^^^^^ Nightly builds are deleted after some weeks: this build gives another version each day, and none can be made again
       | RUN conda install -y -c pytorch-nightly pytorch
       ~                         ^^^^^^^^^^^^^^^ Nightly builds are deleted after some weeks: this build gives another version each day, and none can be made again
     )"},
};

} // namespace

extern constexpr Rule nightly_build{
    .id = "nightly-build",
    .title = "A nightly build of a framework",
    .why = "What was built last night was tested by nobody and is kept for some weeks only. It is the way to "
           "support for a GPU that came out just now; once a release has that, an image that others shall "
           "run is "
           "better made of the release.",
    .group = Group::gpu,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
