#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

/// What compiles, or may: scripts do anything.
bool may_compile(const model::Command& command) {
    constexpr std::string_view names[] = {"bash",  "bazel", "bazelisk",  "c++",   "cargo", "cc",
                                          "clang", "cmake", "configure", "g++",   "gcc",   "git",
                                          "go",    "make",  "meson",     "ninja", "node",  "npm",
                                          "nvcc",  "patch", "rustup",    "sh",    "source"};
    return std::ranges::find(names, command.name) != std::end(names) || command.name.ends_with(".sh") ||
           command.name.ends_with(".py") || command.name.starts_with("python") ||
           command.name.starts_with("gcc-");
}

/// Packages that are compiled, or that compile when they run.
bool needs_compiler(const Facts& facts, const gpu::Installed& installed) {
    constexpr std::string_view names[] = {
        "deepspeed", "exllamav2", "flashinfer-python", "gsplat", "numba-cuda", "nvdiffrast", "pycuda",
        "sglang",    "taichi",    "tensorrt-llm",      "triton", "vllm"};
    const auto* package = knowledge::package(facts.knowledge, installed.name);
    if (installed.as_dependency) {
        return false; // torch brings triton, which is content with a C compiler
    }
    return installed.from_source || (package != nullptr && (package->source_only || package->needs_nvcc)) ||
           std::ranges::find(names, installed.name) != std::end(names);
}

/// Its packages are of the distribution's indexes and of PyPI, each by its name.
bool installs_only(const model::Document& document, const model::Stage& stage) {
    const model::Commands& commands = document.commands();
    const bool plain = std::ranges::none_of(commands.all, [&](const model::Command& command) {
        const model::ShellText& text = commands.text_of(command);
        return is_of(stage, text.instruction) && text.origin == model::ShellText::Origin::run &&
               may_compile(command);
    });
    const model::Packages& all = document.packages();
    return plain && std::ranges::all_of(all.commands, [&](const model::PackageCommand& packages) {
               const std::uint32_t at = commands.text_of(commands.all[packages.command]).instruction;
               const auto named = all.of(packages);
               return !is_of(stage, at) ||
                      (packages.files.size() == 0 &&
                       std::ranges::all_of(named, [](const model::Package& package) {
                           const bool tools =
                               package.name.contains("build-essential") || package.name.contains("gcc") ||
                               package.name.contains("g++") || package.name.contains("make") ||
                               package.name.contains("ninja") || package.name.ends_with("-dev") ||
                               package.name.contains("-devel") || package.name.contains("clang") ||
                               package.name.contains("toolset") || package.name.contains("toolchain");
                           return package.plain && package.source == model::Package::Source::index && !tools;
                       }));
           });
}

/// A program of its own is started: an image without one is for others to build on, or to work in.
bool starts_program(const model::Document& document, const model::Stage& stage) {
    constexpr std::string_view shells[] = {"bash", "sh", "sleep", "tail", "jupyter", "jupyter-lab", "sshd"};
    bool starts = false;
    for (const model::ShellText& text : document.commands().texts) {
        const auto keyword = document.instructions()[text.instruction].keyword;
        const bool start = keyword == model::Keyword::cmd || keyword == model::Keyword::entrypoint;
        if (!start || text.onbuild || !is_of(stage, text.instruction)) {
            continue;
        }
        for (const model::Command& command : document.commands().of(text)) {
            if (std::ranges::find(shells, command.name) != std::end(shells) ||
                command.name.ends_with(".sh")) {
                return false;
            }
            starts = true;
        }
    }
    return starts;
}

/// The same tag with `runtime`, if it is there.
std::string runtime_tag(const Facts& facts, const model::Image& image, const gpu::ImageState& state) {
    std::string tag(image.parts.tag);
    const auto at = tag.find("devel");
    if (at == std::string::npos || state.family == nullptr) {
        return {};
    }
    tag.replace(at, std::string_view("devel").size(), "runtime");
    if (state.tag != nullptr) {
        const auto* other = knowledge::image_tag(facts.knowledge, state.family->repositories.front(), tag);
        return other != nullptr ? tag : std::string();
    }
    const auto parts = gpu::cuda_tag(tag);
    const auto* other =
        parts ? knowledge::cuda_image(facts.knowledge, parts->cuda, parts->flavour, parts->distribution)
              : nullptr;
    return other != nullptr && state.cuda_tag != nullptr && other->state == state.cuda_tag->state
               ? tag
               : std::string();
}

void check(const Facts& facts, Report& report) {
    const auto stages = facts.document.stages();
    if (facts.images.empty() || stages.empty()) {
        return;
    }
    const model::Stage& stage = stages.back();
    const gpu::ImageState& state = facts.images.back();
    const bool devel =
        state.cuda.of_base && state.cuda.has_nvcc() && !stage.image.is_stage() && !state.mirrored;
    if (!devel || !state.steps.empty() || !starts_program(facts.document, stage) ||
        !installs_only(facts.document, stage) ||
        std::ranges::any_of(state.installed,
                            [&](const gpu::Installed& one) { return needs_compiler(facts, one); })) {
        return;
    }
    const std::string tag = runtime_tag(facts, stage.image, state);
    if (tag.empty()) {
        return;
    }
    Reported found = report.at(
        stage.image.span,
        "Nothing here compiles for CUDA, and 'devel' adds the compiler, headers and static libraries, "
        "some gigabytes of them: 'runtime' has what programs load");
    const std::size_t at = stage.image.written.find("devel");
    if (at != std::string_view::npos) {
        const Offset begin = stage.image.span.begin + at;
        found.fix(Safety::unsafe, "Build on the runtime flavour",
                  {{{begin, begin + std::string_view("devel").size()}, "runtime"}});
    }
}

constexpr Example examples[] = {
    {.title = "a compiler that nobody calls",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing here compiles for CUDA, and 'devel' adds the compiler, headers and static libraries, some gigabytes of them: 'runtime' has what programs load
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 transformers==4.49.0
       | COPY app /app
       | CMD ["python3", "/app/serve.py"]
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install torch==2.6.0 transformers==4.49.0
       | COPY app /app
       | CMD ["python3", "/app/serve.py"]
     )"},
    {.title = "compiled here, compiled at start, or made to work in", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | COPY kernels /kernels
       | RUN make -C /kernels
       | CMD ["/kernels/run"]
     )"},
    {.title = "a package that compiles when it runs", .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install deepspeed==0.15.4
       | CMD ["python", "train.py"]
     )"},
    {.title = "nothing is started: an image to work in, or to build on", .good = R"(
       | FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
     )"},
};

} // namespace

extern constexpr Rule devel_in_last_stage{
    .id = "devel-in-last-stage",
    .title = "CUDA's compiler in an image that compiles nothing",
    .why =
        "The flavours of CUDA images build on each other: `base` has the least, `runtime` the libraries that "
        "programs load, `devel` the compiler and what belongs to it as well. That is needed where code is "
        "compiled, in the build or when the program runs, and otherwise is gigabytes that each machine pulls "
        "and keeps. What must be compiled can be compiled in a stage on `devel` and copied out of it.",
    .group = Group::gpu,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
