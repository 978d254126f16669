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
        if (index != indexes.end() || package != packages.end()) {
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
