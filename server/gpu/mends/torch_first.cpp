#include "gpu/repair/torch_choice.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// `python3 -m pip install`, as the command is written up to its verb; "" where it can't be repeated.
std::string beginning_of(const Ailing& ailing, const model::PackageCommand& command) {
    const model::Command& shell = shell_of(ailing.document, command);
    const auto arguments = ailing.document.commands().arguments_of(shell);
    if (command.verb >= arguments.size() || is_json(ailing.document, shell) || shell.through_wrapper) {
        return {};
    }
    const Span span{shell.name_span.begin, arguments[command.verb].span.end};
    const std::string_view written = span.of(ailing.document.text());
    if (written.find_first_of("\n\\$\"'") != std::string_view::npos) {
        return {};
    }
    const bool system = std::ranges::any_of(
        arguments, [](const model::Argument& argument) { return argument.text == "--system"; });
    return std::string(written) + (system ? " --system" : "");
}

/// Installs torch in front of what brings it along: pip keeps what is there and suits.
void offer(const Ailing& ailing, Offers& offers) {
    constexpr std::array<Cause, 4> causes{Cause::driver_too_old, Cause::arch_not_compiled,
                                          Cause::arch_dropped, Cause::cpu_only_wheel};
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    const Installed* torch = ailing.state.find("torch");
    if (std::ranges::find(causes, ailing.reason.cause) == causes.end() || command == nullptr ||
        run == nullptr || torch == nullptr || !takes_options_of_pip(ailing.document, *command) ||
        package_of(ailing.document, *command, "torch") != nullptr ||
        !brings_torch(ailing, *command, *torch)) {
        return;
    }
    const std::string beginning = beginning_of(ailing, *command);
    for (const TorchBuild& build : torch_builds(ailing, torch_wish(ailing, *command, *torch))) {
        if (build.pins && !beginning.empty()) {
            const std::string version = to_string(build.version);
            offers.add(
                "Install torch " + version + " built for CUDA " + to_string(build.variant->cuda) + " first",
                {line_before(*run, "RUN " + beginning + " torch==" + version + " --index-url " +
                                       std::string(index_of_torch) + std::string(build.variant->tag))});
        }
    }
}

} // namespace

extern constexpr Mend torch_first{.name = "torch_first", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
