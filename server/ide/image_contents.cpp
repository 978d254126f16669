#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "ide/card.hpp"
#include "ide/gpu_words.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::ide {
namespace {

using gpu::ImageState;
using knowledge::PythonKind;

constexpr std::size_t most_packages = 8;

void add(RichText& text, Line line) {
    text.push_back({Block::Kind::item, std::move(line)});
}

void add_distribution(RichText& text, const GpuView& view, const ImageState& state) {
    if (state.distribution == nullptr) {
        return;
    }
    const knowledge::Distribution& one = *state.distribution;
    std::string words = title(one);
    words += one.glibc.known() ? ", glibc " + to_string(one.glibc) : ", musl instead of glibc";
    if (!one.end_of_life.empty() && one.end_of_life < view.knowledge.as_of) {
        words += message(", without updates since {}", {one.end_of_life.substr(0, 7)});
    }
    add(text, line("{}", {words}));
}

std::string_view of_whom(PythonKind kind) {
    switch (kind) {
    case PythonKind::system: return " of the distribution";
    case PythonKind::conda: return " of conda";
    case PythonKind::venv: return " of a virtual environment";
    case PythonKind::local:
    case PythonKind::none: return "";
    }
    return "";
}

void add_python(RichText& text, const ImageState& state) {
    if (state.home >= state.homes.size()) {
        return;
    }
    const gpu::PythonHome& home = state.homes[state.home];
    if (home.kind == PythonKind::none) {
        if (state.base_known && state.distribution != nullptr) {
            add(text, line("no Python, as far as is known"));
        }
        return;
    }
    const std::string version =
        home.python.known() ? to_string(home.python) : "of a version that is not known";
    Line words = line("Python {}{}", {version, of_whom(home.kind)});
    if (!home.prefix.empty()) {
        words = joined(std::move(words), line(" in `{}`", {home.prefix}));
    }
    if (home.externally_managed) {
        words = joined(std::move(words), line("; it refuses a plain `pip install`, so make a venv"));
    }
    add(text, std::move(words));
}

std::string_view part_of(std::string_view flavour) {
    if (flavour == "base") {
        return ", the runtime library alone";
    }
    if (flavour == "runtime") {
        return " with its libraries, without nvcc";
    }
    return flavour == "devel" ? " with nvcc and headers" : "";
}

/// That the Python packages bring; of the image's tag where no package tells.
knowledge::Version cuda_of_packages(const ImageState& state) {
    for (const gpu::Installed& one : state.installed) {
        const knowledge::Variant* build = one.variant;
        if (build != nullptr && build->cuda.known() && build->libraries == knowledge::Libraries::itself) {
            return build->cuda;
        }
    }
    return state.tag != nullptr ? state.tag->cuda : knowledge::Version();
}

void add_cuda(RichText& text, const GpuView& view, const ImageState& state) {
    const gpu::SystemCuda& cuda = state.cuda;
    if (cuda.cuda.known()) {
        std::string words = message("CUDA {}{}", {to_string(cuda.cuda), part_of(cuda.flavour)});
        if (cuda.cudnn.known()) {
            words +=
                message("; cuDNN {}{}", {to_string(cuda.cudnn), cuda.cudnn_headers ? " with headers" : ""});
        }
        add(text, line("{}", {words}));
    }
    const knowledge::Version of_packages = cuda_of_packages(state);
    if (!cuda.cuda.known() && of_packages.known()) {
        add(text, line("CUDA {} inside of its Python packages", {to_string(of_packages)}));
    }
    const std::string drivers =
        ide::text(drivers_needed(view.knowledge, cuda.cuda.known() ? cuda.cuda : of_packages));
    if (!drivers.empty()) {
        add(text, line("needs a machine with {}", {drivers}));
    }
}

/// Those that decide about GPUs.
void add_packages(RichText& text, const ImageState& state) {
    std::vector<std::string> names;
    for (const gpu::Installed& one : state.installed) {
        const bool brings_cuda = one.variant != nullptr && one.variant->cuda.known();
        const bool asked = one.of_base || one.gpu_package || one.release != nullptr;
        if (brings_cuda || (asked && !one.as_dependency)) {
            names.push_back(gpu::describe(one));
        }
    }
    if (names.size() > most_packages) {
        const std::string rest = message("{} more", {std::to_string(names.size() - most_packages + 1)});
        names.resize(most_packages - 1);
        names.push_back(rest);
    }
    if (!names.empty()) {
        add(text, line("{}", {enumeration(names)}));
    }
}

} // namespace

RichText contents(const GpuView& view, const ImageState& state) {
    RichText text;
    add_distribution(text, view, state);
    add_python(text, state);
    add_cuda(text, view, state);
    add_packages(text, state);
    return text;
}

Line source_line(const knowledge::Fact& fact) {
    const std::string source = text(fact);
    return source.empty() ? Line() : line("Source: {}", {source});
}

} // namespace dockwright::ide
