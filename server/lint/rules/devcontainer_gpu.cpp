#include "lint/gpu_plans.hpp"

namespace dockwright::lint::rules {
namespace {

using Kind = model::RunPlan::GpuMistake::Kind;

constexpr PlanMistake mistakes[] = {
    {Kind::joined_argument, "each word of runArgs is one argument: write `\"--gpus\", \"all\"` or "
                            "`\"--gpus=all\"`, since Docker knows no "
                            "option '--gpus all'"},
    {Kind::unquoted_devices, "Docker takes what stands behind the comma for another option: several devices "
                             "need quotes of their own, as in "
                             "`\"--gpus\", \"\\\"device=0,1\\\"\"`"},
    {Kind::optional_with_compose,
     "hostRequirements.gpu does nothing where the container is started by Compose: the Compose file must ask "
     "for the "
     "GPU",
     Severity::warning},
};

void check(const Facts& facts, Report& report) {
    report_plans(facts, report, mistakes);
}

constexpr Example examples[] = {
    {.title = "two words in one",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ .devcontainer.json:3: each word of runArgs is one argument: write `"--gpus", "all"` or `"--gpus=all"`, since Docker knows no option '--gpus all'
     )",
     .beside = R"(
       == .devcontainer.json
       {
         "build": {"dockerfile": "Dockerfile"},
         "runArgs": ["--gpus all"]
       }
     )"},
    {.title = "several devices",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ .devcontainer.json:3: Docker takes what stands behind the comma for another option: several devices need quotes of their own, as in `"--gpus", "\"device=0,1\""`
     )",
     .beside = R"(
       == .devcontainer.json
       {
         "build": {"dockerfile": "Dockerfile"},
         "runArgs": ["--gpus", "device=0,1"]
       }
     )"},
    {.title = "one argument for each word",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
     )",
     .beside = R"(
       == .devcontainer.json
       {
         "build": {"dockerfile": "Dockerfile"},
         "hostRequirements": {"gpu": "optional"},
         "runArgs": ["--gpus", "all"]
       }
     )"},
};

} // namespace

extern constexpr Rule devcontainer_gpu{
    .id = "devcontainer-gpu",
    .title = "A GPU that a development container asks for in a wrong way",
    .why = "The words of `runArgs` in a devcontainer.json go to `docker run` as they are, without a shell "
           "that would "
           "split or unquote them. What works on the command line may be refused there, and the container is "
           "not "
           "created.",
    .group = Group::gpu,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
