#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

bool searches_toolkit(std::string_view path) {
    while (!path.empty()) {
        const auto end = path.find(':');
        const std::string_view folder = path.substr(0, end);
        if (folder.starts_with("/usr/local/cuda") && folder.contains("lib64") && !folder.contains("stubs")) {
            return true;
        }
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return false;
}

/// `ln -s …/stubs/libcuda.so …/stubs/libcuda.so.1`: under that name programs load the stub.
bool links_stub(const Case& asked) {
    const model::Commands& commands = asked.document.commands();
    return std::ranges::any_of(commands.all, [&](const model::Command& command) {
        const auto arguments = commands.arguments_of(command);
        return command.name == "ln" && std::ranges::any_of(arguments, [](const model::Argument& argument) {
                   return argument.text.contains("stubs/libcuda.so");
               });
    });
}

/// The stub of libcuda is for linking: found before the driver's it says that there is no GPU
/// (tensorflow/tensorflow issue 36974).
void stub_first(const Case& asked, Reasons& reasons) {
    const EnvironmentValue* path = asked.state.variable("LD_LIBRARY_PATH");
    if (path != nullptr && path->value && path->value->contains("/stubs") && links_stub(asked)) {
        reasons.add(
            Cause::library_conflict, Weight::fails, assignment(asked.document, path->place),
            "LD_LIBRARY_PATH puts the stub of libcuda before the driver's own: programs load it and find no "
            "GPU; name that folder while linking only",
            {"tensorflow/tensorflow issue 36974", knowledge::Confidence::verified});
    }
}

/// pip's libraries find each other by their own paths, and LD_LIBRARY_PATH comes before those: an
/// older libnvJitLink of the image is loaded for a newer libcusparse of the wheel.
void run(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const EnvironmentValue* path = state.variable("LD_LIBRARY_PATH");
    if (asked.meant_for_gpu) {
        stub_first(asked, reasons);
    }
    if (!asked.meant_for_gpu || path == nullptr || !path->value || !state.cuda.has_runtime_libraries() ||
        !searches_toolkit(*path->value)) {
        return;
    }
    for (const Installed& one : state.installed) {
        const bool brings = one.variant != nullptr &&
                            one.variant->libraries == knowledge::Libraries::itself &&
                            one.variant->cuda.known() && one.unresolved == Unresolved::none && !one.of_base;
        if (!brings || (one.name != "torch" && one.name != "jax")) {
            continue;
        }
        const Version& wheel = one.variant->cuda;
        const Version base = state.cuda.cuda.cut(2);
        if (wheel.major() == base.major() && base < wheel.cut(2)) {
            reasons.add(Cause::library_conflict, wheel.major() == 12 ? Weight::fails : Weight::caveat,
                        assignment(asked.document, path->place),
                        describe(one) + " comes with CUDA " + to_string(wheel) +
                            ", but LD_LIBRARY_PATH puts the image's older CUDA " + to_string(base) +
                            " before it: " +
                            (one.name == "jax" ? "JAX can't load cuSPARSE then, and falls back to the CPU"
                                               : "importing it can fail on a missing symbol of libnvJitLink"),
                        principle(asked, "ld-library-path"));
        }
    }
}

} // namespace

extern constexpr Check library_order{.name = "library_order", .run = run};

} // namespace dockwright::gpu::checks
