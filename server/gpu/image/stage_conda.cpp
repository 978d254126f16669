#include "gpu/image/conda_install.hpp"
#include "gpu/image/homes.hpp"
#include "gpu/image/stage_walk.hpp"

namespace dockwright::gpu {

using knowledge::PythonKind;
using model::PackageIndex;

/// The entries of an environment file; those of its `pip:` part come from PyPI.
void StageWalk::read_environment(const model::PackageList& list, Place place, CondaInstall& what) const {
    for (const model::ListedIndex& index : list.indexes) {
        if (index.kind == PackageIndex::Kind::channel) {
            what.channels.push_back(index.url);
        } else {
            what.sources.add(index.kind, index.url);
        }
    }
    if (!list.python.empty()) {
        what.wanted.push_back({.name = "python", .specifier = list.python, .place = place});
    }
    for (Wanted& wanted : wanted_of(list, place, {}, {})) {
        (wanted.from_pypi ? what.from_pip : what.wanted).push_back(std::move(wanted));
    }
}

void StageWalk::conda(const model::PackageCommand& packages, const model::Command& command,
                      Running& running) {
    CondaInstall what{.wanted = wanted_of(packages, command),
                      .channels = channels_,
                      .home = home_of(packages, command, running),
                      .cuda_override =
                          world_.document.binding("CONDA_OVERRIDE_CUDA", running.instruction) != nullptr,
                      .instruction = running.index,
                      .place = {.span = command.span}};
    for (const PackageIndex& index : world_.document.packages().indexes_of(packages)) {
        what.channels.emplace_back(index.url);
    }
    for (const model::Package& package : world_.document.packages().of(packages)) {
        what.channels.emplace_back(package.channel);
    }
    for (const model::PackageFile& file : world_.document.packages().files_of(packages)) {
        const model::PackageList* list = list_of(file.path, running.instruction);
        if (list == nullptr) {
            continue;
        }
        if (!list->name.empty() && packages.target.empty()) {
            what.home = home_at(state_, list->name, PythonKind::conda, {.span = file.span});
        }
        read_environment(*list, {.span = file.span}, what);
    }
    install(state_, what, world_.knowledge);
}

} // namespace dockwright::gpu
