#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

struct Target {
    knowledge::Capability capability = 0;
    bool ptx = false;
};

/// `8.0;8.6+PTX 9.0a`: PyTorch's own form. `80;86-real`: CMake's.
std::vector<Target> targets_of(std::string_view list) {
    std::vector<Target> out;
    while (!list.empty()) {
        const auto end = list.find_first_of("; ,");
        const std::string_view word = list.substr(0, end);
        const auto digits = word.find_first_not_of("0123456789.");
        const auto version = Version::parse(word.substr(0, digits));
        if (version) {
            const std::uint32_t number =
                version->size > 1 ? version->major() * 10 + version->minor() : version->major();
            out.push_back({static_cast<knowledge::Capability>(number), word.ends_with("+PTX")});
        }
        list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    }
    return out;
}

bool compiles(const ImageState& state) {
    return std::ranges::any_of(
        state.steps, [](const BuildStep& step) { return step.kind == BuildStep::Kind::compiles_cuda; });
}

void unsupported(const Case& asked, Reasons& reasons, const ImageState& state,
                 const EnvironmentValue& variable, const std::string& value) {
    const auto* toolkit =
        state.cuda.cuda.known() ? knowledge::toolkit(asked.knowledge, state.cuda.cuda) : nullptr;
    if (toolkit == nullptr || !state.cuda.has_nvcc()) {
        return;
    }
    for (const Target& target : targets_of(value)) {
        const bool known = std::ranges::find(toolkit->targets, target.capability) != toolkit->targets.end();
        if (!known && knowledge::architecture(asked.knowledge, target.capability) != nullptr) {
            reasons.add(Cause::nvcc_arch_unsupported, compiles(state) ? Weight::build_fails : Weight::caveat,
                        assignment(asked.document, variable.place),
                        variable.name + " asks for compute capability " + capability_text(target.capability) +
                            ", for which the compiler of CUDA " + to_string(state.cuda.cuda) +
                            " can't make code",
                        toolkit->fact);
            return;
        }
    }
}

/// What gets compiled in this image has no code for the machine's GPU.
void left_out(const Case& asked, Reasons& reasons, const EnvironmentValue& variable,
              const std::string& value) {
    const std::vector<Target> targets = targets_of(value);
    std::vector<knowledge::Capability> codes;
    knowledge::Capability ptx = 0;
    for (const Target& target : targets) {
        codes.push_back(target.capability);
        ptx = target.ptx ? std::max(ptx, target.capability) : ptx;
    }
    std::vector<std::string> without;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        const bool jit = ptx != 0 && ptx <= device.capability;
        if (device.capability != 0 && !codes.empty() && !jit &&
            !knowledge::runs_on(asked.knowledge, codes, device.capability)) {
            without.push_back(device.name);
        }
    }
    add_for_devices(asked, reasons, Cause::arch_not_compiled, Weight::fails,
                    assignment(asked.document, variable.place), without,
                    variable.name + "=" + value + " leaves out " +
                        (without.empty() ? std::string() : without.front()) +
                        ": what is compiled here does not run on it",
                    principle(asked, "sass-minor"));
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const std::string_view name : {"TORCH_CUDA_ARCH_LIST", "CUDAARCHS", "TCNN_CUDA_ARCHITECTURES"}) {
        const EnvironmentValue* variable = asked.state.variable(name);
        if (variable == nullptr || !variable->value || variable->of_base) {
            continue;
        }
        unsupported(asked, reasons, asked.state, *variable, *variable->value);
        if (asked.host != nullptr && compiles(asked.state)) {
            left_out(asked, reasons, *variable, *variable->value);
        }
    }
}

} // namespace

extern constexpr Check nvcc_targets{.name = "nvcc_targets", .run = run};

} // namespace dockwright::gpu::checks
