#include "lint/gpu_conda.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Distributions that install one and the same module. What ends with `*` is a beginning.
struct Twins {
    std::string_view module;
    std::string_view names; ///< one blank between
};
constexpr Twins table[] = {
    {"onnxruntime", "onnxruntime onnxruntime-gpu onnxruntime-directml onnxruntime-openvino onnxruntime-rocm"},
    {"cupy", "cupy cupy-cuda* cupy-rocm*"},
    {"tensorflow",
     "tensorflow tensorflow-gpu tensorflow-cpu tensorflow-rocm intel-tensorflow tf-nightly tf-nightly-gpu"},
    {"paddle", "paddlepaddle paddlepaddle-gpu"},
    {"faiss", "faiss-cpu faiss-gpu faiss-gpu-cu11 faiss-gpu-cu12"},
    {"mxnet", "mxnet mxnet-cu* mxnet-mkl"},
    {"dgl", "dgl dgl-cu*"},
    {"spconv", "spconv spconv-cu*"},
    {"cudf", "cudf-cu11 cudf-cu12 cudf-cu13"},
};

const Twins* twins_of(std::string_view name) {
    for (const Twins& twins : table) {
        std::string_view rest = twins.names;
        while (!rest.empty()) {
            const auto blank = rest.find(' ');
            const std::string_view one = rest.substr(0, blank);
            const bool same =
                one.ends_with('*') ? name.starts_with(one.substr(0, one.size() - 1)) : name == one;
            if (same) {
                return &twins;
            }
            rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
        }
    }
    return nullptr;
}

bool is_there(const gpu::Installed& installed) {
    return installed.manager == model::PackageManager::pip &&
           installed.unresolved != gpu::Unresolved::name_ended;
}

void check(const Facts& facts, Report& report) {
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        for (auto one = state.installed.begin(); one != state.installed.end(); ++one) {
            const Twins* twins = is_there(*one) ? twins_of(one->name) : nullptr;
            if (twins == nullptr) {
                continue;
            }
            const auto other =
                std::find_if(one + 1, state.installed.end(), [&](const gpu::Installed& second) {
                    return is_there(second) && second.home == one->home && twins_of(second.name) == twins;
                });
            if (other != state.installed.end() && is_of(stage, other->instruction)) {
                report.at(other->place.span,
                          "{}{} and {} both install the module '{}' into the same folder: what is written "
                          "last wins, and "
                          "removing one breaks the other",
                          where(other->place), one->name, other->name, twins->module);
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "a module from two packages",
     .bad = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install onnxruntime==1.20.1 onnxruntime-gpu==1.20.2
       ~                                     ^^^^^^^^^^^^^^^^^^^^^^^ onnxruntime and onnxruntime-gpu both install the module 'onnxruntime' into the same folder: what is written last wins, and removing one breaks the other
       | RUN pip install cupy-cuda11x==13.3.0
       | RUN pip install cupy-cuda12x==13.3.0
       ~                 ^^^^^^^^^^^^^^^^^^^^ cupy-cuda11x and cupy-cuda12x both install the module 'cupy' into the same folder: what is written last wins, and removing one breaks the other
     )",
     .good = R"(
       | FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04
       | RUN apt-get update && apt-get install -y python3-pip
       | RUN pip install onnxruntime-gpu==1.20.2 cupy-cuda12x==13.3.0
     )"},
    {.title = "one was removed, and two environments", .good = R"(
       | FROM python:3.11
       | RUN pip install onnxruntime==1.20.1 && pip uninstall -y onnxruntime && pip install onnxruntime-gpu==1.20.2
       | RUN python -m venv /opt/cpu && /opt/cpu/bin/pip install onnxruntime==1.20.1
     )"},
};

} // namespace

extern constexpr Rule twin_packages{
    .id = "twin-packages",
    .title = "Two packages that install the same module",
    .why = "Some projects publish one module under several names, one for the processor and one or more for "
           "GPUs. "
           "pip does not know that they exclude each other. With both, files of one lie among files of the "
           "other, "
           "and often it is the one for the processor that answers: the program runs, without the GPU.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
