#include "knowledge/version.hpp"
#include "lint/gpu_conda.hpp"

namespace dockwright::lint::rules {
namespace {

using knowledge::Version;

/// From 1.13 on `pytorch-cuda` chooses; builds of 1.12 and older went up to CUDA 11.6.
bool is_chosen_by_pytorch_cuda(const CondaPackage& torch, const Version& cuda) {
    const auto version = Version::parse(torch.version);
    return version ? torch.exact && *version >= Version::of("1.13") : cuda >= Version::of("11.7");
}

void offer(const Facts& facts, const CondaInstall& install, const CondaPackage& pin, Reported& found) {
    if (!pin.place.file.empty() || pin.version.empty()) {
        return;
    }
    constexpr std::string_view name = "cudatoolkit";
    const Offset begin = pin.place.span.begin;
    const std::string_view text = facts.document.text();
    const std::size_t at = text.substr(begin.index(), pin.place.span.size()).find(name);
    if (at == std::string_view::npos) {
        return;
    }
    std::vector<TextEdit> edits{{{begin + at, begin + at + name.size()}, "pytorch-cuda"}};
    if (!install.has_channel("nvidia")) {
        edits.push_back({{pin.place.span.end, pin.place.span.end}, " -c nvidia"});
    }
    found.fix(Safety::unsafe, "Pin pytorch-cuda", std::move(edits));
}

void check(const Facts& facts, Report& report) {
    for (const CondaInstall& install : conda_installs(facts)) {
        const CondaPackage* torch = install.find("pytorch");
        const CondaPackage* pin = install.find("cudatoolkit");
        const auto cuda = pin != nullptr ? Version::parse(pin->version) : std::nullopt;
        if (torch == nullptr || !cuda || !install.has_channel("pytorch") ||
            install.find("pytorch-cuda") != nullptr || !is_chosen_by_pytorch_cuda(*torch, *cuda)) {
            continue;
        }
        Reported found = report.at(
            pin->place.span,
            "{}From 1.13 on the CUDA of a PyTorch from this channel is chosen by pytorch-cuda: with "
            "cudatoolkit conda takes the build without CUDA",
            where(pin->place));
        offer(facts, install, *pin, found);
    }
}

constexpr Example examples[] = {
    {.title = "a pin that chooses nothing any more",
     .bad = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch=2.0.1 torchvision cudatoolkit=11.8 -c pytorch
       ~                                                ^^^^^^^^^^^^^^^^ From 1.13 on the CUDA of a PyTorch from this channel is chosen by pytorch-cuda: with cudatoolkit conda takes the build without CUDA
     )",
     .good = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch=2.0.1 torchvision pytorch-cuda=11.8 -c pytorch -c nvidia
     )"},
    {.title = "right for older ones", .good = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch=1.12.1 torchvision cudatoolkit=11.3 -c pytorch
       | RUN conda install -y cudatoolkit=11.8 numba
     )"},
};

} // namespace

extern constexpr Rule cudatoolkit_pin{
    .id = "cudatoolkit-pin",
    .title = "cudatoolkit as the pin for a PyTorch that goes by pytorch-cuda",
    .why =
        "Up to 1.12, PyTorch's conda packages depended on `cudatoolkit`, so that its version chose the "
        "build. "
        "Since 1.13 they depend on `pytorch-cuda`, which lies in the channel `nvidia` together with the CUDA "
        "that it brings. `cudatoolkit` is then one more package that nothing uses, and "
        "`torch.cuda.is_available()` "
        "is False.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
