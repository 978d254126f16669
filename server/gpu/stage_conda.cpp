#include "gpu/homes.hpp"
#include "gpu/stage_walk.hpp"
#include "gpu/system_packages.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::PythonKind;
using model::Command;
using model::PackageCommand;
using model::PackageIndex;

namespace {

/// `=12.1` and `==12.1.*` as a version's text.
std::string_view number_of(std::string_view version) {
    while (!version.empty() && (version.front() == '=' || version.front() == '~' || version.front() == '>')) {
        version.remove_prefix(1);
    }
    return version.substr(0, version.find_first_of("=*, <"));
}

/// `cu121` for CUDA 12.1.
std::string tag_of_cuda(std::string_view number) {
    const auto version = Version::parse(number);
    if (!version || version->size < 2) {
        return {};
    }
    return "cu" + std::to_string(version->major()) + std::to_string(version->minor());
}

/// conda's names of what PyPI calls otherwise.
std::string pypi_name(std::string_view conda) {
    if (conda == "pytorch" || conda == "pytorch-gpu" || conda == "pytorch-cpu") {
        return "torch";
    }
    return knowledge::normalized(conda);
}

/// What one installation of conda says about CUDA.
struct Pins {
    std::string cuda_tag; ///< `cu121`, `cpu`
    bool channel_pytorch = false;
    bool channel_nvidia = false;
    bool channel_forge = false;

    /// PyTorch's own channel is the only one with pytorch in it.
    bool only_pytorch() const { return channel_pytorch && !channel_forge; }
};

} // namespace

/// What conda would not find: the channel of PyTorch has nothing after 2.5.1, and conda-forge's builds
/// for CUDA want a driver to be seen.
void StageWalk::refuse(std::uint32_t home, bool only_pytorch, bool wants_driver) {
    for (Installed& installed : state_.installed) {
        if (installed.home != home || installed.name != "torch" || installed.of_base) {
            continue;
        }
        const bool ended = only_pytorch && !installed.newest && installed.version >= *Version::parse("2.6");
        if (ended) {
            installed.conda_refusal = "the conda channel pytorch ended with 2.5.1, so there is no pytorch " +
                                      to_string(installed.version) + " in it: install it with pip";
        } else if (wants_driver) {
            installed.conda_refusal =
                "conda sees no GPU while an image is built, so it refuses builds for CUDA (__cuda): "
                "set CONDA_OVERRIDE_CUDA";
        }
        if (ended || wants_driver) {
            installed.unresolved = Unresolved::no_wheel;
        }
    }
}

void StageWalk::conda(const PackageCommand& packages, const Command& command, Running& running) {
    PythonInstall what;
    what.home = home_of(packages, command, running);
    what.manager = model::PackageManager::conda;
    what.instruction = running.index;
    what.place = {.span = command.span};
    std::vector<Wanted> wanted = wanted_of(packages, command);
    std::vector<Wanted> from_pip;
    Pins pins;
    const auto channel = [&](std::string_view name) {
        pins.channel_pytorch = pins.channel_pytorch || name == "pytorch";
        pins.channel_nvidia = pins.channel_nvidia || name.starts_with("nvidia");
        pins.channel_forge = pins.channel_forge || name == "conda-forge" || name == "defaults";
    };
    for (const PackageIndex& index : world_.document.packages().indexes_of(packages)) {
        channel(index.url);
    }
    for (const std::string& name : channels_) {
        channel(name);
    }
    for (const model::Package& package : world_.document.packages().of(packages)) {
        channel(package.channel);
    }
    for (const model::PackageFile& file : world_.document.packages().files_of(packages)) {
        const auto* list = list_of(file.path, running.instruction);
        if (list == nullptr) {
            continue;
        }
        for (const model::ListedIndex& index : list->indexes) {
            if (index.kind == PackageIndex::Kind::channel) {
                channel(index.url);
            } else {
                what.sources.add(index.kind, index.url);
            }
        }
        if (!list->name.empty() && packages.target.empty()) {
            what.home = home_at(state_, list->name, PythonKind::conda, {.span = file.span});
        }
        if (!list->python.empty()) {
            wanted.push_back({.name = "python", .specifier = list->python, .place = {.span = file.span}});
        }
        const auto listed = wanted_of(*list, {.span = file.span}, "");
        for (std::size_t i = 0; i < listed.size(); ++i) {
            // Entries of the list's `pip:` part come from PyPI.
            const auto same = std::ranges::find_if(list->packages, [&](const model::ListedPackage& one) {
                return one.line == listed[i].place.line && knowledge::normalized(one.name) == listed[i].name;
            });
            const bool pip = same != list->packages.end() && same->channel == "pypi";
            (pip ? from_pip : wanted).push_back(listed[i]);
        }
    }
    for (Wanted& one : wanted) {
        const std::string_view number = number_of(one.specifier);
        if (one.name == "python") {
            state_.homes[what.home].python = Version::parse(number).value_or(Version()).cut(2);
            state_.homes[what.home].kind = PythonKind::conda;
        } else if (one.name == "pytorch-cuda" || one.name == "cudatoolkit" || one.name == "cuda-version") {
            pins.cuda_tag = tag_of_cuda(number);
        } else if (one.name == "cpuonly" || one.name == "pytorch-cpu") {
            pins.cuda_tag = "cpu";
        } else if (one.name == "cuda-toolkit" || one.name == "cuda-nvcc" || one.name == "cudatoolkit-dev") {
            state_.conda_nvcc = true;
        }
    }
    const bool overridden = world_.document.binding("CONDA_OVERRIDE_CUDA", running.instruction) != nullptr;
    constexpr std::array<std::string_view, 7> tools{"python", "pytorch-cuda", "cpuonly",  "cuda-version",
                                                    "pip",    "cuda-toolkit", "cuda-nvcc"};
    for (Wanted& one : wanted) {
        if (std::ranges::find(tools, one.name) != tools.end()) {
            continue;
        }
        one.name = pypi_name(one.name);
        const auto build = one.specifier.rfind('=');
        const bool cuda_build = build != std::string::npos && one.specifier.substr(build).contains("cu");
        const bool cpu_build = build != std::string::npos && one.specifier.substr(build).contains("cpu");
        const std::string_view number = number_of(one.specifier);
        Sources sources;
        sources.pypi = false;
        const bool torch = one.name == "torch" || one.name == "torchvision" || one.name == "torchaudio";
        if (!number.empty() && one.specifier.starts_with('=')) {
            const auto parsed = Version::parse(number);
            one.specifier =
                parsed && parsed->size > 2 ? "==" + std::string(number) : "==" + std::string(number) + ".*";
        }
        PythonInstall single = what;
        if (torch && cpu_build) {
            sources.tags = {"cpu"};
        } else if (torch && !pins.cuda_tag.empty()) {
            sources.tags = {pins.cuda_tag};
        } else if (torch && !pins.channel_pytorch && !cuda_build && !overridden) {
            sources.tags = {"cpu"};
        } else {
            sources.unknown = true;
        }
        single.sources = sources;
        single.wanted = {one};
        single.without_dependencies = true;
        install(state_, single, world_.knowledge);
        if (torch && !sources.tags.empty() && !state_.installed.empty()) {
            // conda's builds are for what was asked, whatever wheels there are.
            for (Installed& installed : state_.installed) {
                if (installed.home == what.home && installed.name == one.name &&
                    installed.unresolved == Unresolved::no_wheel) {
                    installed.unresolved = Unresolved::none;
                    installed.variant = nullptr;
                    installed.variant_tag = sources.tags.front();
                }
            }
        }
        if (torch && one.name == "torch") {
            refuse(what.home, pins.only_pytorch(), cuda_build && !overridden && !pins.channel_pytorch);
        }
    }
    if (!from_pip.empty()) {
        what.manager = model::PackageManager::pip;
        what.wanted = std::move(from_pip);
        install(state_, what, world_.knowledge);
    }
}

} // namespace dockwright::gpu
