#include "gpu/image/provides.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

/// A local version that installers print: `cu124`, `cpu`, `rocm6.1`. Extras have none.
bool is_local_version(std::string_view tag) {
    const bool cuda = tag.starts_with("cu") && tag.size() > 2 && tag[2] >= '0' && tag[2] <= '9';
    return cuda || tag == "cpu" || tag.starts_with("rocm");
}

bool is_of_gpu_world(const Installed& installed) {
    const bool has_build = installed.variant != nullptr && installed.variant->cuda.known();
    return has_build || installed.gpu_package || (installed.release != nullptr && !installed.as_dependency);
}

std::string version_of(const Installed& installed) {
    if (!installed.version.known()) {
        return "";
    }
    std::string out = to_string(installed.version);
    if (is_local_version(installed.variant_tag)) {
        out += "+" + installed.variant_tag;
    }
    return out;
}

/// The build that the image is made for: torch before what builds on it.
const knowledge::Variant* chief(const ImageState& state) {
    const knowledge::Variant* best = nullptr;
    for (const Installed& installed : state.installed) {
        const bool has_code = installed.variant != nullptr && !installed.variant->targets.empty();
        if (has_code && (best == nullptr || installed.name == "torch")) {
            best = installed.variant;
        }
    }
    return best;
}

std::string sm(knowledge::Capability capability) {
    return "sm_" + std::to_string(capability);
}

} // namespace

Provides provides(const ImageState& state) {
    Provides out;
    out.cuda = state.cuda.cuda;
    out.cuda_flavour = state.cuda.flavour;
    out.cudnn = state.cuda.cudnn;
    out.python = state.home < state.homes.size() ? state.homes[state.home].python : Version();
    out.distribution = state.distribution != nullptr ? state.distribution->name : std::string_view();
    for (const Installed& installed : state.installed) {
        if (is_of_gpu_world(installed) && installed.unresolved == Unresolved::none) {
            out.packages.push_back({installed.name, version_of(installed)});
        }
    }
    if (const knowledge::Variant* build = chief(state)) {
        out.targets.assign(build->targets.begin(), build->targets.end());
        if (build->ptx != 0) {
            out.ptx.push_back(build->ptx);
        }
        out.cuda = out.cuda.known() ? out.cuda : build->cuda;
        out.cudnn = out.cudnn.known() ? out.cudnn : build->cudnn;
    } else if (state.tag != nullptr) {
        out.targets.assign(state.tag->targets.begin(), state.tag->targets.end());
    }
    std::ranges::sort(out.packages, {}, &ProvidedPackage::name);
    return out;
}

std::string sentence(const Provides& provides) {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    if (provides.cuda.known()) {
        add("CUDA " + to_string(provides.cuda) +
            (provides.cuda_flavour.empty() ? "" : " (" + provides.cuda_flavour + ")"));
    }
    if (provides.cudnn.known()) {
        add("cuDNN " + to_string(provides.cudnn));
    }
    if (provides.python.known()) {
        add("Python " + to_string(provides.python));
    }
    for (const ProvidedPackage& package : provides.packages) {
        add(package.name + (package.version.empty() ? "" : " " + package.version));
    }
    if (!provides.targets.empty()) {
        out += (out.empty() ? "code for " : "; code for ") + sm(provides.targets.front());
        if (provides.targets.size() > 1) {
            out += " to " + sm(provides.targets.back());
        }
    }
    return out;
}

} // namespace dockwright::gpu
