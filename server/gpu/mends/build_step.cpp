#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

const model::Command* command_at(const model::Document& document, Span place) {
    for (const model::Command& command : document.commands().all) {
        if (command.span.covers(place) && !command.through_wrapper) {
            return &command;
        }
    }
    return nullptr;
}

bool is_alone(const model::Document& document, const model::Instruction& run) {
    std::size_t commands = 0;
    for (const model::ShellText& text : document.commands().texts) {
        if (text.instruction == document.index(run)) {
            commands += text.commands.size();
        }
    }
    return commands == 1;
}

/// A step that asks for a GPU need not be in the build.
void no_gpu(const Ailing& ailing, Offers& offers) {
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    const model::Command* command = command_at(ailing.document, ailing.reason.place.span);
    if (run == nullptr || command == nullptr) {
        return;
    }
    const std::string name(command->name);
    if (is_alone(ailing.document, *run)) {
        offers.add("Leave '" + name + "' out of the build", {without(ailing.document, *run)});
        return;
    }
    offers.add("Let the build go on where '" + name + "' finds no GPU",
               {{{command->span.begin, command->span.begin}, "("},
                {{command->span.end, command->span.end}, " || true)"}});
}

/// A C compiler, and Python's headers where its Python is the distribution's: Triton compiles with both.
void compiler(const Ailing& ailing, const model::Instruction& run, Offers& offers) {
    const std::string_view distribution =
        ailing.state.distribution != nullptr ? ailing.state.distribution->name : std::string_view();
    const bool apt = distribution.starts_with("ubuntu") || distribution.starts_with("debian");
    if (!apt || !runs_as_root(ailing, run)) {
        return;
    }
    const bool system = std::ranges::any_of(ailing.state.homes, [](const PythonHome& home) {
        return home.kind == knowledge::PythonKind::system;
    });
    offers.add("Install a C compiler first",
               {line_before(run, "RUN apt-get update && apt-get install -y --no-install-recommends " +
                                     std::string(system ? "build-essential python3-dev" : "build-essential") +
                                     " && rm -rf /var/lib/apt/lists/*")});
}

void offer(const Ailing& ailing, Offers& offers) {
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    if (run == nullptr) {
        return;
    }
    switch (ailing.reason.cause) {
    case Cause::no_gpu_in_build: no_gpu(ailing, offers); break;
    case Cause::repository_key_rotated:
        offers.add(
            "Remove NVIDIA's outdated package lists first",
            {line_before(
                *run, "RUN rm -f /etc/apt/sources.list.d/cuda.list /etc/apt/sources.list.d/nvidia-ml.list")});
        break;
    case Cause::compiler_missing: compiler(ailing, *run, offers); break;
    case Cause::wrong_environment:
        if (const auto* command = installation_at(ailing.document, ailing.reason.place.span)) {
            const model::Command& shell = ailing.document.commands().all[command->command];
            if (const auto edit = with_words(ailing.document, shell, "--no-build-isolation")) {
                offers.add("Build with the torch that is installed", {*edit});
            }
        }
        break;
    default: break;
    }
}

} // namespace

extern constexpr Mend build_step{.name = "build_step", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
