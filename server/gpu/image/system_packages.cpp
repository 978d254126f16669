#include "gpu/image/system_packages.hpp"
#include "gpu/image/homes.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::Knowledge;

namespace {

/// `12-4` behind a name's last part: the CUDA that NVIDIA's packages carry in their names.
Version cuda_in_name(std::string_view name) {
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool begins = name[at] >= '0' && name[at] <= '9' && (at == 0 || name[at - 1] == '-');
        const auto dash = name.find('-', at);
        if (!begins || dash == std::string_view::npos) {
            continue;
        }
        const std::string text = std::string(name.substr(at, dash - at)) + "." +
                                 std::string(name.substr(dash + 1, name.find('-', dash + 1) - dash - 1));
        if (const auto version = Version::parse(text); version && version->size == 2) {
            return *version;
        }
    }
    return {};
}

struct Part {
    std::string_view prefix;
    std::string_view flavour;
};

/// NVIDIA's packages by their beginnings, longer ones first (CUDA Installation Guide for Linux, meta
/// packages).
constexpr Part parts[] = {
    {"cuda-libraries-dev-", "runtime"},
    {"cuda-libraries-", "runtime"},
    {"cuda-minimal-build-", "devel"},
    {"cuda-command-line-tools-", "base"},
    {"cuda-toolkit-", "devel"},
    {"cuda-compiler-", "devel"},
    {"cuda-runtime-", "runtime"},
    {"cuda-cudart-", "base"},
    {"cuda-nvcc-", "devel"},
    {"libcublas-", "runtime"},
    {"libcublas-dev-", "runtime"},
};

/// What Debian and Ubuntu call nvidia-cuda-toolkit: their package lists.
Version cuda_of_distribution(const knowledge::Distribution* distribution) {
    struct Entry {
        std::string_view distribution;
        Version cuda;
    };
    constexpr Entry entries[] = {{"ubuntu18.04", Version::of("9.1")},  {"ubuntu20.04", Version::of("10.1")},
                                 {"ubuntu22.04", Version::of("11.5")}, {"ubuntu24.04", Version::of("12.0")},
                                 {"debian11", Version::of("11.2")},    {"debian12", Version::of("11.8")},
                                 {"debian13", Version::of("12.4")}};
    for (const Entry& entry : entries) {
        if (distribution != nullptr && distribution->name == entry.distribution) {
            return entry.cuda;
        }
    }
    return {};
}

bool is_compiler(std::string_view name) {
    constexpr std::array<std::string_view, 8> names{"build-essential", "clang", "g++",        "gcc",
                                                    "gcc-c++",         "cc",    "build-base", "base-devel"};
    return std::ranges::find(names, name) != names.end() || name.starts_with("gcc-") ||
           name.starts_with("g++-") || name.starts_with("clang-");
}

/// `python3.11`, `python3.11-venv`: a version that may not be the distribution's own.
void install_python(ImageState& state, std::string_view name, Place place) {
    std::string_view number = name.substr(6);
    number = number.substr(0, number.find('-'));
    if (!number.contains('.')) {
        ensure_system_python(state, place);
        return;
    }
    const auto version = Version::parse(number);
    if (!version) {
        return;
    }
    const bool own = state.distribution != nullptr && state.distribution->python == *version;
    if (own) {
        ensure_system_python(state, place);
        return;
    }
    const std::uint32_t home =
        home_at(state, "python" + to_string(*version), knowledge::PythonKind::system, place);
    state.homes[home].python = *version;
}

void install_cudnn(ImageState& state, std::string_view name, std::string_view version, Place place) {
    const auto digits = name.find_first_of("0123456789");
    if (digits == std::string_view::npos) {
        state.cuda.some_cudnn = true; // `cudnn` is whichever is the newest
        state.cuda.cudnn = {};
        return;
    }
    std::string_view text = name.substr(digits);
    const auto major = Version::parse(text.substr(0, text.find('-')));
    while (version.starts_with('=')) {
        version.remove_prefix(1);
    }
    const auto exact = Version::parse(version.substr(0, version.find('-')));
    state.cuda.cudnn = exact ? *exact : major.value_or(Version());
    state.cuda.some_cudnn = !state.cuda.cudnn.known();
    state.cuda.cudnn_headers = state.cuda.cudnn_headers || name.contains("-dev");
    if (!state.cuda.cuda.known()) {
        state.cuda.place = place;
    }
}

} // namespace

bool belongs_on_host(std::string_view package) {
    if (package == "nvidia-opencl-dev") { // it brings libnvidia-compute
        return true;
    }
    if (package.ends_with("-dev") || package.starts_with("nvidia-cuda") ||
        package.starts_with("nvidia-cudnn")) {
        return false;
    }
    constexpr std::array<std::string_view, 16> beginnings{"nvidia-driver",
                                                          "nvidia-utils",
                                                          "libnvidia-",
                                                          "nvidia-dkms",
                                                          "nvidia-kernel",
                                                          "nvidia-compute-utils",
                                                          "nvidia-headless",
                                                          "nvidia-container",
                                                          "nvidia-docker",
                                                          "cuda-drivers",
                                                          "nvidia-open",
                                                          "nvidia-fabricmanager",
                                                          "xserver-xorg-video-nvidia",
                                                          "nvidia-smi",
                                                          "libcuda1",
                                                          "kmod-nvidia"};
    return std::ranges::any_of(beginnings,
                               [&](std::string_view begin) { return package.starts_with(begin); });
}

void add_cuda(ImageState& state, const Version& cuda, std::string_view flavour, Place place,
              const knowledge::Fact& fact) {
    SystemCuda& there = state.cuda;
    const auto rank = [](std::string_view part) {
        return part == "devel" ? 3 : part == "runtime" ? 2 : part == "base" ? 1 : 0;
    };
    if (there.cuda.known() && cuda.known() && there.cuda.cut(2) != cuda.cut(2)) {
        state.second_cuda = true;
    } else if (there.cuda.known() && rank(flavour) <= rank(there.flavour)) {
        return;
    }
    const Version cudnn = there.cudnn;
    const bool some_cudnn = there.some_cudnn;
    const bool headers = there.cudnn_headers;
    const bool compat = there.compat;
    there = {.cuda = cuda,
             .flavour = std::string(flavour),
             .cudnn = cudnn,
             .some_cudnn = some_cudnn,
             .cudnn_headers = headers,
             .compat = compat,
             .place = place,
             .fact = fact};
}

void install_system_package(ImageState& state, std::string_view name, std::string_view version,
                            std::uint32_t instruction, Place place, const Knowledge& knowledge) {
    name = name.substr(0, name.find(':')); // `name:amd64`
    if (is_compiler(name)) {
        state.has_compiler = true;
        return;
    }
    if (name.starts_with("python")) {
        if (name == "python" || name.starts_with("python3")) {
            install_python(state, name == "python" ? "python3" : name, place);
        }
        return;
    }
    // The metapackages `cuda` and `cuda-12-4` bring the driver besides the toolkit.
    const Version cuda = cuda_in_name(name);
    const bool meta =
        name == "cuda" || (name.starts_with("cuda-") && name.size() > 5 && name[5] >= '0' && name[5] <= '9');
    if (belongs_on_host(name) || meta || name.starts_with("cuda-runtime-")) {
        state.steps.push_back({.kind = BuildStep::Kind::installs_driver,
                               .what = std::string(name),
                               .instruction = instruction,
                               .place = place});
    }
    const auto* toolkit = cuda.known() ? knowledge::toolkit(knowledge, cuda) : nullptr;
    const knowledge::Fact fact = toolkit != nullptr ? toolkit->fact : knowledge::Fact{};
    if (meta) { // without a number it is the newest of that distribution's repository, whichever that is
        add_cuda(state, cuda, "devel", place, fact);
        return;
    }
    if (name.starts_with("cuda-compat-")) {
        state.cuda.compat = true;
        return;
    }
    if (name == "nvidia-cuda-toolkit") {
        add_cuda(state, cuda_of_distribution(state.distribution), "devel", place,
                 {"package lists of Debian and Ubuntu", knowledge::Confidence::recalled});
        state.has_compiler = true;
        return;
    }
    if (name.starts_with("libcudnn") || name.starts_with("cudnn")) {
        install_cudnn(state, name, version, place);
        return;
    }
    for (const Part& part : parts) {
        if (name.starts_with(part.prefix) && cuda.known()) {
            add_cuda(state, cuda, part.flavour, place, fact);
            return;
        }
    }
}

void install_begun_package(ImageState& state, std::string_view beginning, std::uint32_t instruction,
                           Place place, const Knowledge& knowledge) {
    constexpr std::array<std::string_view, 3> names{"libcudnn", "cuda-", "python"};
    if (std::ranges::any_of(names, [&](std::string_view name) {
            return name.size() > beginning.size() && name.starts_with(beginning);
        })) { // any package, or many
        state.complete = false;
        return;
    }
    if (const auto equals = beginning.find('='); equals != std::string_view::npos) { // only the version
        install_system_package(state, beginning.substr(0, equals), "", instruction, place, knowledge);
        return;
    }
    const std::string_view end = beginning.substr(beginning.find_last_not_of("0123456789.") + 1);
    const std::string_view name = beginning.substr(0, beginning.size() - end.size());
    if (name == "python") { // no part of the version is sure: `python3` and `python3.11` differ
        ensure_system_python(state, place);
        PythonHome& system = state.homes.front();
        system.python = system.kind == knowledge::PythonKind::system ? Version() : system.python;
        return;
    }
    if (name == "libcudnn" || name == "cudnn") {
        install_cudnn(state, name, "", place);
        return;
    }
    const bool versioned = cuda_in_name(beginning).known() && end.empty();
    const auto* part =
        std::ranges::find_if(parts, [&](const Part& one) { return beginning.starts_with(one.prefix); });
    if (!versioned && (beginning == "cuda-" || part != std::end(parts))) {
        add_cuda(state, {}, beginning == "cuda-" ? "devel" : part->flavour, place, {});
        return;
    }
    install_system_package(state, beginning, "", instruction, place, knowledge);
}

} // namespace dockwright::gpu
