#include "base/ascii.hpp"
#include "knowledge/version.hpp"
#include "lint/gpu_conda.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using knowledge::Version;

constexpr std::string_view last = "2.5.1"; // torch.yaml "conda-channel-ended"

/// `cudatoolkit=10.0`, `cuda100`: the version follows from it, and is an old one.
bool pins_old_cuda(const CondaInstall& install) {
    return std::ranges::any_of(install.packages, [](const CondaPackage& package) {
        return package.name == "cudatoolkit" || (package.name.starts_with("cuda") &&
                                                 package.name.size() > 4 && ascii::is_digit(package.name[4]));
    });
}

void check(const Facts& facts, Report& report) {
    for (const CondaInstall& install : conda_installs(facts)) {
        const CondaPackage* torch = install.find("pytorch");
        if (torch == nullptr || !install.has_channel("pytorch")) {
            continue;
        }
        const auto asked = Version::parse(torch->version);
        const std::string place = where(torch->place);
        const bool elsewhere = install.has_channel("conda-forge") || install.has_channel("defaults");
        if (torch->version.empty() && !pins_old_cuda(install)) {
            report.at(torch->place.span,
                      "{}The channel 'pytorch' has nothing newer than {} of October 2024: without a version "
                      "that one is "
                      "installed for good, and GPUs that came later find no code in it",
                      place, last);
        } else if (asked && asked->cut(2) > Version::of(last).cut(2) && !elsewhere) {
            report
                .at(torch->place.span,
                    "{}The channel 'pytorch' ends with {} and has no {}: pip has it, from PyPI or PyTorch's "
                    "index",
                    place, last, torch->version)
                .severity(Severity::error);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a channel without news",
     .bad = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch torchvision pytorch-cuda=12.1 -c pytorch -c nvidia
       ~                      ^^^^^^^ The channel 'pytorch' has nothing newer than 2.5.1 of October 2024: without a version that one is installed for good, and GPUs that came later find no code in it
     )",
     .good = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch=2.4.1 torchvision pytorch-cuda=12.1 -c pytorch -c nvidia
     )"},
    {.title = "a version that is not there", .bad = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch::pytorch=2.7
       ~                      ^^^^^^^^^^^^^^^^^^^^ The channel 'pytorch' ends with 2.5.1 and has no 2.7: pip has it, from PyPI or PyTorch's index
     )"},
    {.title = "other channels", .good = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y -c conda-forge pytorch
       | RUN conda install -y -c pytorch -c conda-forge pytorch=2.7
       | RUN conda install -y -c pytorch pytorch cudatoolkit=10.2
     )"},
};

} // namespace

extern constexpr Rule ended_conda_channel{
    .id = "ended-conda-channel",
    .title = "PyTorch from a conda channel that has ended",
    .why = "PyTorch publishes no conda packages any more: the channel `pytorch` keeps what it had up to "
           "2.5.1. Newer "
           "versions are installed with pip, also into a conda environment, or come from conda-forge, which "
           "builds "
           "its own.",
    .group = Group::gpu,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
