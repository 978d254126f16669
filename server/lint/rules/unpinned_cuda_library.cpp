#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using knowledge::Version;

/// Packages whose name says nothing of a CUDA: the newest of NVIDIA's repository is built for this one.
struct Library {
    std::string_view begins;
    Version cuda; ///< unknown: the newest of all
};
// From the package lists of developer.download.nvidia.com/compute/cuda/repos.
constexpr Library libraries[] = {
    {"libcudnn7", Version::of("10.2")}, {"libcudnn8", Version::of("12.2")}, {"libnccl", {}}};

const Library* library_of(std::string_view package) {
    const auto* found = std::ranges::find_if(
        libraries, [&](const Library& library) { return package.starts_with(library.begins); });
    return found == std::end(libraries) || package.contains('=') ? nullptr : found;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        const bool known = state.cuda.of_base && state.cuda.cuda.known() && !state.base.contains("cudnn");
        if (!known || facts.knowledge.toolkits.empty()) {
            return;
        }
        for (const model::PackageCommand& packages : document.packages().commands) {
            const model::Command& command = document.commands().all[packages.command];
            if (packages.manager != model::PackageManager::apt ||
                packages.action != model::PackageAction::install ||
                !is_of(stage, document.commands().text_of(command).instruction)) {
                continue;
            }
            for (const model::Package& package : document.packages().of(packages)) {
                const Library* library = library_of(package.name);
                if (library == nullptr || !package.version.empty() || !package.plain) {
                    continue;
                }
                const Version newest =
                    library->cuda.known() ? library->cuda : facts.knowledge.toolkits.front().version.cut(2);
                const Version& base = state.cuda.cuda;
                if (base.major() < newest.major() || (newest.major() < 11 && base.cut(2) < newest)) {
                    report.at(package.span,
                              "Without a version apt takes the newest {}, which is built for CUDA {}; for "
                              "the CUDA {} "
                              "here say one that ends in '+cuda{}' (`apt-cache madison {}` lists them)",
                              package.name, to_string(newest), to_string(base.cut(2)),
                              std::to_string(base.major()) + "…", package.name);
                }
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "cuDNN for another CUDA",
     .bad = R"(
       | FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y libcudnn8 libcudnn8-dev
       ~                                          ^^^^^^^^^ Without a version apt takes the newest libcudnn8, which is built for CUDA 12.2; for the CUDA 11.8 here say one that ends in '+cuda11…' (`apt-cache madison libcudnn8` lists them)
       ~                                                    ^^^^^^^^^^^^^ Without a version apt takes the newest libcudnn8-dev, which is built for CUDA 12.2; for the CUDA 11.8 here say one that ends in '+cuda11…' (`apt-cache madison libcudnn8-dev` lists them)
     )",
     .good = R"(
       | FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y libcudnn8=8.9.6.50-1+cuda11.8
     )"},
    {.title = "the newest is the right one, and a name that says its CUDA", .good = R"(
       | FROM nvidia/cuda:12.2.2-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y libcudnn8
       | FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y libcudnn9-cuda-12
     )"},
};

} // namespace

extern constexpr Rule unpinned_cuda_library{
    .id = "unpinned-cuda-library",
    .title = "cuDNN or NCCL of the newest CUDA beside an older one",
    .why =
        "NVIDIA's repository has these packages for several versions of CUDA under one name, and the version "
        "says for which: `8.9.6.50-1+cuda11.8`. apt knows nothing of that and takes the highest. On an image "
        "with an older CUDA the library then looks for files that are not there, or needs a newer driver.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
