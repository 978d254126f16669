#include "gpu/image/stage_walk.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include "model/shell_values.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// What one call of nvcc or CMake compiles for.
struct Compiled {
    std::vector<knowledge::Capability> code; ///< machine code
    std::vector<knowledge::Capability> ptx;
    Span place;
};

/// The numbers behind `sm_` or `compute_` in a word: `arch=compute_80,code=[sm_80,compute_80]`.
void read_numbers(std::string_view word, std::string_view kind, std::vector<knowledge::Capability>& out) {
    for (auto at = word.find(kind); at != std::string_view::npos; at = word.find(kind, at + 1)) {
        std::string_view digits = word.substr(at + kind.size());
        digits = digits.substr(0, digits.find_first_not_of("0123456789"));
        if (const auto number = Version::parse(digits)) {
            out.push_back(static_cast<knowledge::Capability>(number->major()));
        }
    }
}

/// `-gencode arch=A,code=C` makes what C says alone.
void read_gencode(std::string_view word, Compiled& out) {
    const auto code = word.find("code=");
    const std::string_view made = code == std::string_view::npos ? word : word.substr(code);
    read_numbers(made, "sm_", out.code);
    read_numbers(made, "compute_", out.ptx);
}

/// What nvcc compiles for where it is not told: its documentation, `-arch`.
knowledge::Capability ordinary_target(const Version& cuda) {
    return cuda.major() >= 13 ? 75 : cuda.major() >= 11 ? 52 : 30;
}

std::optional<Compiled> of_nvcc(const Case& asked, const model::Command& command, const Version& cuda) {
    const auto arguments = asked.document.commands().arguments_of(command);
    Compiled out;
    bool sources = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view word = arguments[i].text;
        sources = sources || word.ends_with(".cu") || word.ends_with(".cpp");
        const bool next = i + 1 < arguments.size();
        if ((word == "-gencode" || word == "--generate-code") && next) {
            out.place = {arguments[i].span.begin, arguments[i + 1].span.end};
            read_gencode(arguments[++i].text, out);
        } else if (word.starts_with("-gencode=") || word.starts_with("--generate-code=")) {
            out.place = arguments[i].span;
            read_gencode(word, out);
        } else if (word.starts_with("-arch=") || word.starts_with("--gpu-architecture=") || word == "-arch") {
            out.place = arguments[i].span;
            if (word == "-arch" && next) {
                word = arguments[++i].text;
                out.place.end = arguments[i].span.end;
            }
            read_numbers(word, "sm_", out.code); // machine code and PTX of it
            out.ptx = out.code;
            read_numbers(word, "compute_", out.ptx);
        }
    }
    if (!sources) {
        return std::nullopt; // nvcc --version and the like
    }
    if (out.place.empty()) {
        out.place = command.span;
        out.code = out.ptx = {ordinary_target(cuda)};
    }
    return out;
}

/// `-DCMAKE_CUDA_ARCHITECTURES=80;90-real`.
std::optional<Compiled> of_cmake(const Case& asked, const model::Command& command) {
    for (const model::Argument& argument : asked.document.commands().arguments_of(command)) {
        const auto at = argument.text.find("CMAKE_CUDA_ARCHITECTURES=");
        if (at == std::string_view::npos) {
            continue;
        }
        Compiled out{.place = argument.span};
        const std::string text = model::ShellVariables(asked.document, command)
                                     .text(argument)
                                     .value_or(std::string(argument.text));
        std::string_view list =
            std::string_view(text).substr(text.find('=', text.find("CMAKE_CUDA_ARCH")) + 1);
        while (!list.empty()) {
            const auto end = list.find(';');
            const std::string_view word = list.substr(0, end);
            const auto number = Version::parse(word.substr(0, word.find_first_not_of("0123456789")));
            if (number) {
                const auto target = static_cast<knowledge::Capability>(number->major());
                if (!word.ends_with("-virtual")) {
                    out.code.push_back(target);
                }
                if (!word.ends_with("-real")) {
                    out.ptx.push_back(target);
                }
            }
            list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
        }
        return out.code.empty() && out.ptx.empty() ? std::nullopt : std::optional(out);
    }
    return std::nullopt;
}

/// Whether the compiler knows every target; says so if not.
bool compiler_knows(const Case& asked, Reasons& reasons, const Compiled& compiled, const ImageState& state) {
    const auto* toolkit = knowledge::toolkit(asked.knowledge, state.cuda.cuda);
    if (toolkit == nullptr) {
        return true;
    }
    for (const auto* list : {&compiled.code, &compiled.ptx}) {
        for (const knowledge::Capability target : *list) {
            if (std::ranges::find(toolkit->targets, target) == toolkit->targets.end() &&
                knowledge::architecture(asked.knowledge, target) != nullptr) {
                reasons.add(Cause::nvcc_arch_unsupported, Weight::build_fails, {.span = compiled.place},
                            "the compiler of CUDA " + to_string(state.cuda.cuda) +
                                " can't make code for compute capability " + capability_text(target),
                            toolkit->fact);
                return false;
            }
        }
    }
    return true;
}

void on_machine(const Case& asked, Reasons& reasons, const Compiled& compiled, const Version& cuda) {
    std::vector<std::string> without;
    std::vector<std::string> refused;
    std::vector<std::string> jit;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        if (device.capability == 0 || device.foreign ||
            (!compiled.code.empty() &&
             knowledge::runs_on(asked.knowledge, compiled.code, device.capability))) {
            continue;
        }
        const bool ptx = std::ranges::any_of(
            compiled.ptx, [&](knowledge::Capability one) { return one <= device.capability; });
        const Version there = uses_compat(*asked.host) == false
                                  ? knowledge::cuda_of_driver(asked.knowledge, asked.host->driver)
                                  : cuda_there(asked, device);
        if (!ptx) {
            without.push_back(device.name);
        } else if (there.known() && there < cuda.cut(2)) {
            refused.push_back(device.name);
        } else {
            jit.push_back(device.name);
        }
    }
    const Place place{.span = compiled.place};
    const auto first = [](const std::vector<std::string>& names) {
        return names.empty() ? std::string() : names.front();
    };
    add_for_devices(asked, reasons, Cause::arch_not_compiled, Weight::fails, place, without,
                    "what is compiled here has no code for " + first(without),
                    principle(asked, "sass-minor"));
    add_for_devices(asked, reasons, Cause::ptx_too_new, Weight::fails, place, refused,
                    "what is compiled here has no machine code for " + first(refused) +
                        ", and its intermediate code of CUDA " + to_string(cuda.cut(2)) +
                        " is refused by the older driver " + asked.host->driver_text,
                    principle(asked, "ptx-jit"));
    add_for_devices(asked, reasons, Cause::arch_not_compiled, Weight::caveat, place, jit,
                    "what is compiled here has no machine code for " + first(jit) +
                        ": the driver compiles it at the first start",
                    principle(asked, "ptx-forward"));
}

/// CMake asks the GPU at hand for its targets.
void asks_for_native(const Case& asked, Reasons& reasons, const model::Command& command) {
    const model::Instruction& run = asked.document.instruction(asked.document.commands().text_of(command));
    for (const syntax::Flag& flag : asked.document.flags(run)) {
        if (flag.name == "device") {
            return;
        }
    }
    for (const model::Argument& argument : asked.document.commands().arguments_of(command)) {
        if (!argument.text.contains("CMAKE_CUDA_ARCHITECTURES=") && !argument.text.starts_with("-arch=")) {
            continue;
        }
        const std::string text = model::ShellVariables(asked.document, command)
                                     .text(argument)
                                     .value_or(std::string(argument.text));
        const bool native = text.ends_with("CMAKE_CUDA_ARCHITECTURES=native") || text == "-arch=native";
        if (native) {
            reasons.add(
                Cause::no_gpu_in_build, Weight::build_fails, {.span = argument.span},
                "'native' means the GPU of the machine that compiles, and a build has none: name the targets",
                principle(asked, "no-gpu-in-build"));
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    for (const ImageState* state : asked.built) {
        if (!state->cuda.has_nvcc()) {
            continue;
        }
        for (const model::Command& command : asked.document.commands(asked.document.stages()[state->stage])) {
            const model::ShellText& text = asked.document.commands().text_of(command);
            if (text.origin != model::ShellText::Origin::run || text.onbuild) {
                continue;
            }
            asks_for_native(asked, reasons, command);
            const auto compiled = command.name == "nvcc"    ? of_nvcc(asked, command, state->cuda.cuda)
                                  : command.name == "cmake" ? of_cmake(asked, command)
                                                            : std::nullopt;
            if (compiled && compiler_knows(asked, reasons, *compiled, *state) && asked.host != nullptr) {
                on_machine(asked, reasons, *compiled, state->cuda.cuda);
            }
        }
    }
}

} // namespace

extern constexpr Check nvcc_flags{.name = "nvcc_flags", .run = run};

} // namespace dockwright::gpu::checks
