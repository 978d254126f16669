#include "gpu/machine.hpp"

namespace dockwright::gpu::checks {
namespace {

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const ImageState* state : asked.built) {
        for (const BuildStep& step : state->steps) {
            if (step.kind == BuildStep::Kind::refused_python && !step.tolerated) {
                const std::string where = state->distribution != nullptr
                                              ? std::string(state->distribution->name)
                                              : std::string("this image");
                reasons.add(Cause::externally_managed_python, Weight::build_fails, step.place,
                            "the Python of " + where +
                                " refuses pip outside of a virtual environment "
                                "(externally-managed-environment): make one "
                                "with `python3 -m venv` and put it on PATH",
                            principle(asked, "pep668"));
                break; // one is enough
            }
        }
    }
}

} // namespace

extern constexpr Check system_python{.name = "system_python", .run = run};

} // namespace dockwright::gpu::checks
