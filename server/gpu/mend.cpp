#include "gpu/mend.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {

const model::PackageCommand* installation_at(const model::Document& document, Span place) {
    const model::Packages& packages = document.packages();
    for (const model::PackageCommand& command : packages.commands) {
        const model::Command& shell = document.commands().all[command.command];
        if (command.action == model::PackageAction::install && shell.span.covers(place)) {
            return &command;
        }
    }
    return nullptr;
}

const model::Instruction* instruction_at(const model::Document& document, Span place) {
    for (const model::Instruction& instruction : document.instructions()) {
        if (instruction.span.covers(place)) {
            return &instruction;
        }
    }
    return nullptr;
}

TextEdit line_before(const model::Instruction& instruction, std::string_view line) {
    return {{instruction.span.begin, instruction.span.begin}, std::string(line) + "\n"};
}

TextEdit line_behind(const model::Document& document, const model::Instruction& instruction,
                     std::string_view line) {
    const std::string_view text = document.text();
    const auto end = text.find('\n', instruction.span.end.index());
    if (end == std::string_view::npos) {
        return {{offset(text.size()), offset(text.size())}, "\n" + std::string(line)};
    }
    return {{offset(end), offset(end)}, "\n" + std::string(line)};
}

TextEdit without(const model::Document& document, const model::Instruction& instruction) {
    const std::string_view text = document.text();
    const auto end = text.find('\n', instruction.span.end.index());
    return {{instruction.span.begin, offset(end == std::string_view::npos ? text.size() : end + 1)}, ""};
}

TextEdit with_version(const model::Document& document, const model::Package& package,
                      std::string_view version) {
    std::string_view word = package.span.of(document.text());
    const bool quoted = word.starts_with('"') || word.starts_with('\'');
    const std::string quote(quoted ? word.substr(0, 1) : "");
    std::string name(package.name);
    if (!package.extras.empty()) {
        name += "[" + std::string(package.extras) + "]";
    }
    const bool needs_quotes = version.contains('<') || version.contains('>');
    const std::string marks = needs_quotes && !quoted ? "\"" : quote;
    return {package.span, marks + name + std::string(version) + marks};
}

bool suits_driver(const Ailing& ailing, const Version& cuda) {
    return std::ranges::all_of(ailing.hosts, [&](const Host* host) {
        if (host == nullptr || !host->driver.known() || !cuda.known()) {
            return true;
        }
        const auto* major = knowledge::cuda_major(ailing.knowledge, cuda.major());
        const Version least = major != nullptr && major->min_driver.known()
                                  ? major->min_driver
                                  : knowledge::native_driver(ailing.knowledge, cuda);
        return !least.known() || host->driver >= least;
    });
}

bool suits(const Ailing& ailing, const knowledge::Variant& variant) {
    if (!variant.cuda.known() || !suits_driver(ailing, variant.cuda)) {
        return false;
    }
    return std::ranges::all_of(ailing.hosts, [&](const Host* host) {
        if (host == nullptr || variant.targets.empty()) {
            return true;
        }
        return std::ranges::all_of(devices(*host, ailing.knowledge), [&](const Device& device) {
            return device.capability == 0 ||
                   knowledge::runs_on(ailing.knowledge, variant.targets, device.capability) ||
                   (variant.ptx != 0 && variant.ptx <= device.capability);
        });
    });
}

} // namespace dockwright::gpu
