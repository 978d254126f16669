#include "gpu/repair/mend.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

using syntax::Keyword;

enum class Part : std::uint8_t { repeated, left_behind, unclear };

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// What a RUN is for: packages of the system, which both stages need, or those of Python, which are
/// copied.
Part part_of_run(const model::Document& document, std::uint32_t index) {
    constexpr std::array<std::string_view, 9> system{
        "apt", "apt-get", "dnf", "echo", "ln", "rm", "set", "yum", "update-alternatives"};
    constexpr std::array<std::string_view, 6> python{"pip", "pip3", "python", "python3", "uv", "virtualenv"};
    bool all_system = true;
    bool all_python = true;
    for (const model::ShellText& text : document.commands().texts) {
        if (text.instruction != index) {
            continue;
        }
        for (const model::Command& command : document.commands().of(text)) {
            all_system = all_system && is_one_of(command.name, system);
            all_python = all_python && is_one_of(command.name, python);
        }
    }
    return all_system ? Part::repeated : all_python ? Part::left_behind : Part::unclear;
}

Part part_of(const model::Document& document, const model::Instruction& instruction) {
    switch (instruction.keyword) {
    case Keyword::run: return part_of_run(document, document.index(instruction));
    case Keyword::env:
    case Keyword::arg:
    case Keyword::workdir:
    case Keyword::shell:
    case Keyword::label:
    case Keyword::expose:
    case Keyword::copy: return Part::repeated;
    default: return Part::unclear;
    }
}

/// The virtual environment that the package is compiled into, or "".
std::string environment_of(const Ailing& ailing) {
    for (const Installed& one : ailing.state.installed) {
        const PythonHome& home = ailing.state.homes[one.home];
        if (one.place.span == ailing.reason.place.span && home.kind == knowledge::PythonKind::venv &&
            home.prefix.starts_with('/')) {
            return home.prefix;
        }
    }
    return {};
}

/// `12.4.1-devel-ubuntu22.04` of `12.4.1-runtime-ubuntu22.04`.
std::string on_devel(std::string image) {
    for (const std::string_view flavour : {"-runtime", "-base"}) {
        if (const auto at = image.rfind(flavour); at != std::string::npos) {
            return image.replace(at, flavour.size(), "-devel");
        }
    }
    return {};
}

/// Compiles in a stage of its own, whose CUDA compiler is not shipped.
void offer(const Ailing& ailing, Offers& offers) {
    const model::Document& document = ailing.document;
    const model::Instruction* run = instruction_at(document, ailing.reason.place.span);
    const std::string prefix = environment_of(ailing);
    const Span image = ailing.state.base_place.span;
    const std::string written(image.of(document.text()));
    const std::string devel = on_devel(written);
    if (ailing.reason.cause != Cause::needs_devel_image || run == nullptr || prefix.empty() ||
        devel.empty() || document.stages().size() != 1 || !document.stages()[0].name.empty()) {
        return;
    }
    std::string second = "\n\nFROM " + written;
    for (const model::Instruction& instruction : document.instructions(document.stages()[0]).subspan(1)) {
        if (&instruction > run) {
            break;
        }
        const Part part = part_of(document, instruction);
        if (part == Part::unclear) {
            return;
        }
        if (part == Part::repeated) {
            second += "\n" + std::string(instruction.span.of(document.text()));
        }
    }
    second += "\nCOPY --from=build " + prefix + " " + prefix;
    offers.add("Compile in a stage of its own on " + devel + " and copy " + prefix + " out of it",
               {{image, devel + " AS build"}, {{run->span.end, run->span.end}, second}});
}

} // namespace

extern constexpr Mend compile_stage{.name = "compile_stage", .rank = 3, .offer = offer};

} // namespace dockwright::gpu::mends
