#include "gpu/image/conda_install.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::Knowledge;
using knowledge::PythonKind;

namespace {

/// The number of `=12.1`, `==12.1.*`, `>=12`.
std::string_view number_of(std::string_view version) {
    while (!version.empty() && std::string_view("=~>").contains(version.front())) {
        version.remove_prefix(1);
    }
    return version.substr(0, version.find_first_of("=*, <"));
}

/// What stands behind the version of `=2.5.1=cuda126*`.
std::string_view build_of(std::string_view specification) {
    const auto last = specification.rfind('=');
    return last == std::string_view::npos ? std::string_view() : specification.substr(last);
}

/// `cu121` for CUDA 12.1.
std::string tag_of_cuda(std::string_view number) {
    const auto version = Version::parse(number);
    return version && version->size >= 2
               ? "cu" + std::to_string(version->major()) + std::to_string(version->minor())
               : std::string();
}

/// conda's names of what PyPI calls otherwise.
std::string pypi_name(std::string_view conda) {
    return conda == "pytorch" || conda == "pytorch-gpu" || conda == "pytorch-cpu"
               ? "torch"
               : knowledge::normalized(conda);
}

/// conda's `=2.1` is any 2.1, `=2.1.2` that one.
std::string specifier_of(std::string_view conda) {
    const std::string number(number_of(conda));
    if (number.empty() || !conda.starts_with('=')) {
        return std::string(conda);
    }
    const auto parsed = Version::parse(number);
    return parsed && parsed->size > 2 ? "==" + number : "==" + number + ".*";
}

class Solve {
public:
    Solve(ImageState& state, const CondaInstall& what, const Knowledge& knowledge)
        : state_(state), what_(what), knowledge_(knowledge) {}

    void run() {
        std::ranges::for_each(what_.wanted, [this](const Wanted& one) { read_pin(one); });
        for (const Wanted& one : what_.wanted) {
            if (!is_pin(one.name)) {
                choose(one);
            }
        }
        if (!what_.from_pip.empty()) {
            PythonInstall pip = request();
            pip.manager = model::PackageManager::pip;
            pip.sources = what_.sources;
            pip.wanted = what_.from_pip;
            install(state_, pip, knowledge_);
        }
    }

private:
    static bool is_pin(std::string_view name) {
        constexpr std::array<std::string_view, 7> names{
            "cpuonly", "cuda-nvcc", "cuda-toolkit", "cuda-version", "pip", "python", "pytorch-cuda"};
        return std::ranges::find(names, name) != names.end();
    }

    bool has_channel(std::string_view name) const {
        return std::ranges::find(what_.channels, name) != what_.channels.end();
    }

    PythonInstall request() const {
        PythonInstall out;
        out.home = what_.home;
        out.manager = model::PackageManager::conda;
        out.instruction = what_.instruction;
        out.place = what_.place;
        return out;
    }

    void read_pin(const Wanted& one) {
        const std::string_view number = number_of(one.specifier);
        if (one.name == "python") {
            state_.homes[what_.home].python = Version::parse(number).value_or(Version()).cut(2);
            state_.homes[what_.home].kind = PythonKind::conda;
        } else if (one.name == "pytorch-cuda" || one.name == "cudatoolkit" || one.name == "cuda-version") {
            cuda_tag_ = tag_of_cuda(number);
        } else if (one.name == "cpuonly" || one.name == "pytorch-cpu") {
            cuda_tag_ = "cpu";
        } else if (one.name == "cuda-toolkit" || one.name == "cuda-nvcc" || one.name == "cudatoolkit-dev") {
            state_.conda_nvcc = true;
        }
    }

    /// The build of torch and its companions that the solver would take; "": not known. Without a
    /// driver to be seen, conda-forge and defaults give builds for CPUs, whatever cudatoolkit stands
    /// beside them (stschubert/VPR_Tutorial issue 11).
    std::string torch_build(std::string_view build) const {
        if (build.contains("cpu")) {
            return "cpu";
        }
        const bool told = has_channel("pytorch") || build.contains("cu") || what_.cuda_override;
        if (cuda_tag_ == "cpu" || (!cuda_tag_.empty() && (told || !has_channel("conda-forge")))) {
            return cuda_tag_;
        }
        return told ? "" : "cpu";
    }

    void choose(Wanted one) {
        const std::string build(build_of(one.specifier));
        one.name = pypi_name(one.name);
        one.specifier = specifier_of(one.specifier);
        const bool torch = one.name == "torch" || one.name == "torchvision" || one.name == "torchaudio";
        const std::string tag = torch ? torch_build(build) : std::string();
        PythonInstall single = request();
        single.sources.pypi = false;
        single.sources.unknown = tag.empty();
        single.without_dependencies = true; // its solver takes what fits
        if (!tag.empty()) {
            single.sources.tags = {tag};
        }
        const std::string name = one.name;
        single.wanted = {std::move(one)};
        install(state_, single, knowledge_);
        for (Installed& installed : state_.installed) {
            if (torch && installed.home == what_.home && installed.name == name && !installed.of_base) {
                settle(installed, tag, build);
            }
        }
    }

    /// conda's builds are for what was asked, whatever wheels there are; and two things it refuses.
    void settle(Installed& installed, const std::string& tag, std::string_view build) const {
        installed.cpu_unasked = tag == "cpu" && cuda_tag_ != "cpu" && !build.contains("cpu");
        if (!tag.empty() && installed.unresolved == Unresolved::no_wheel) {
            installed.unresolved = Unresolved::none;
            installed.variant = nullptr;
            installed.variant_tag = tag;
        }
        const bool only_pytorch =
            has_channel("pytorch") && !has_channel("conda-forge") && !has_channel("defaults");
        if (installed.name != "torch") {
            return;
        }
        if (only_pytorch && !installed.newest && installed.version >= Version::of("2.6")) {
            installed.conda_refusal = "the conda channel pytorch ended with 2.5.1, so there is no pytorch " +
                                      to_string(installed.version) + " in it: install it with pip";
        } else if (build.contains("cu") && !what_.cuda_override && !has_channel("pytorch")) {
            installed.conda_refusal =
                "conda sees no GPU while an image is built, so it refuses builds for CUDA "
                "(__cuda): set CONDA_OVERRIDE_CUDA";
        }
        if (!installed.conda_refusal.empty()) {
            installed.unresolved = Unresolved::no_wheel;
        }
    }

    ImageState& state_;
    const CondaInstall& what_;
    const Knowledge& knowledge_;
    std::string cuda_tag_; ///< that something pins: `cu121`, `cpu`
};

} // namespace

void install(ImageState& state, const CondaInstall& what, const Knowledge& knowledge) {
    Solve(state, what, knowledge).run();
}

} // namespace dockwright::gpu
