#include "lint/labels.hpp"
#include "lint/pairs.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    for (const Label& label : labels_of(facts.document)) {
        if (label.key != "com.nvidia.volumes.needed") {
            continue;
        }
        Reported found =
            report.at(label.key_span, "Only nvidia-docker 1 read this label, which ended in 2017: it has "
                                      "no effect");
        if (auto edit = without_pair(facts.document, *label.instruction, label.pair)) {
            found.fix(Safety::unsafe, "Remove the label", {*std::move(edit)});
        }
    }
    const model::Commands& commands = facts.document.commands();
    for (const model::Command& command : commands.all) {
        if (command.name == "nvidia-docker") {
            report.at(command.name_span,
                      "nvidia-docker is archived since 2023; `docker run --gpus all` needs the NVIDIA "
                      "Container Toolkit alone");
        }
    }
}

constexpr Example examples[] = {
    {.title = "a label of nvidia-docker 1",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | LABEL com.nvidia.volumes.needed="nvidia_driver"
       ~       ^^^^^^^^^^^^^^^^^^^^^^^^^ Only nvidia-docker 1 read this label, which ended in 2017: it has no effect
       | LABEL team=vision com.nvidia.volumes.needed=nvidia_driver
       ~                   ^^^^^^^^^^^^^^^^^^^^^^^^^ Only nvidia-docker 1 read this label, which ended in 2017: it has no effect
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | LABEL team=vision
     )"},
    {.title = "its command", .bad = R"(
       | FROM docker:27
       | CMD ["nvidia-docker", "run", "train"]
       ~      ^^^^^^^^^^^^^^^ nvidia-docker is archived since 2023; `docker run --gpus all` needs the NVIDIA Container Toolkit alone
     )"},
};

} // namespace

extern constexpr Rule legacy_nvidia_docker{
    .id = "legacy-nvidia-docker",
    .title = "What was meant for nvidia-docker",
    .why =
        "Docker gives GPUs to containers itself since version 19.03, with `--gpus` and the NVIDIA Container "
        "Toolkit on the machine. What its predecessors read in an image means nothing any more, and their "
        "commands are not there on machines that were set up since.",
    .group = Group::gpu,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .tag = Tag::deprecated,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
