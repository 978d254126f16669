#include "lint/gpu_extensions.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

struct Known {
    std::string_view name;
    bool asks_for_gpu = false;
    bool on_index = true; ///< its package on PyPI is compiled too, not only its repository
};

// From their setup.py: CUDAExtension, and `torch.cuda.is_available()` or FORCE_CUDA before it.
constexpr Known table[] = {
    {"detectron2", true},         {"diff-gaussian-rasterization", false, false},
    {"kaolin", true, false},      {"mmcv", true},
    {"mmcv-full", true},          {"pytorch3d", true, false},
    {"simple-knn", false, false}, {"torch-cluster", true},
    {"torch-scatter", true},      {"torch-sparse", true},
    {"torch-spline-conv", true},  {"torchsparse", true, false},
};
static_assert(std::ranges::is_sorted(table, {}, &Known::name));

/// `pytorch3d` of `git+https://github.com/facebookresearch/pytorch3d.git@stable`.
std::string name_of(const model::Package& package) {
    std::string_view text = package.name;
    if (package.source == model::Package::Source::repository && text.contains("://")) {
        text = text.substr(text.find("://") + 3);
        text = text.substr(0, text.find_first_of("#@"));
        text = text.substr(text.rfind('/') + 1);
        text = text.ends_with(".git") ? text.substr(0, text.size() - 4) : text;
        text = text.starts_with("pytorch_") ? text.substr(8) : text; // github.com/rusty1s/pytorch_scatter
        return text == "scatter" || text == "sparse" || text == "cluster" ? "torch-" + std::string(text)
                                                                          : knowledge::normalized(text);
    }
    return knowledge::normalized(text);
}

const Known* known(const model::Package& package) {
    const bool repository = package.source == model::Package::Source::repository;
    if (!repository && package.source != model::Package::Source::index) {
        return nullptr;
    }
    const std::string name = name_of(package);
    const auto* found = std::ranges::lower_bound(table, name, {}, &Known::name);
    const bool there = found != std::end(table) && found->name == name && (found->on_index || repository);
    return there ? found : nullptr;
}

bool has_device(const model::Document& document, const model::Instruction& run) {
    return std::ranges::any_of(document.flags(run),
                               [](const syntax::Flag& flag) { return flag.name == "device"; });
}

bool is_wanted_on_gpu(const Facts& facts, const gpu::ImageState& state) {
    const gpu::Installed* torch = state.find("torch");
    const bool cpu = torch != nullptr && torch->variant_tag == "cpu";
    // NVIDIA's own images of frameworks set such variables, and nobody wrote down which.
    return !cpu && !state.base.starts_with("nvcr.io/") && gpu::meant_for_gpu(state, facts.surroundings);
}

} // namespace

std::vector<CompiledExtension> compiled_extensions(const Facts& facts) {
    std::vector<CompiledExtension> out;
    const model::Document& document = facts.document;
    const model::Packages& all = document.packages();
    if (facts.images.empty()) {
        return out;
    }
    for (const model::PackageCommand& packages : all.commands) {
        const model::Command& command = document.commands().all[packages.command];
        const model::Instruction& run =
            document.instructions()[document.commands().text_of(command).instruction];
        const model::Stage* stage = document.stage_of(run);
        if (packages.manager != model::PackageManager::pip || stage == nullptr ||
            packages.action != model::PackageAction::install || packages.indexes.size() > 0) {
            continue; // pages of wheels are indexes
        }
        const gpu::ImageState& state = facts.images[stage->index];
        for (const model::Package& package : all.of(packages)) {
            const Known* extension = known(package);
            const bool nvcc = state.cuda.has_nvcc() || state.conda_nvcc;
            if (extension != nullptr && nvcc && !has_device(document, run) &&
                is_wanted_on_gpu(facts, state)) {
                out.push_back({.name = extension->name,
                               .asks_for_gpu = extension->asks_for_gpu,
                               .place = package.span,
                               .command = &command,
                               .state = &state});
            }
        }
    }
    return out;
}

bool is_set_for(const Facts& facts, const CompiledExtension& extension, std::string_view variable) {
    const model::Document& document = facts.document;
    const model::Instruction& run =
        document.instructions()[document.commands().text_of(*extension.command).instruction];
    return document.binding(variable, run) != nullptr || extension.state->variable(variable) != nullptr ||
           run.span.of(document.text()).contains(variable);
}

} // namespace dockwright::lint
