#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The word python3-venv for the first installation of system packages in front of a place.
std::optional<TextEdit> install_venv(const Ailing& ailing, Offset before) {
    const model::Packages& packages = ailing.document.packages();
    for (const model::PackageCommand& command : packages.commands) {
        const auto words = packages.of(command);
        const bool apt =
            command.manager == model::PackageManager::apt && command.action == model::PackageAction::install;
        if (!apt || words.empty() || words.front().span.begin > before) {
            continue;
        }
        if (std::ranges::any_of(words,
                                [](const model::Package& word) { return word.name.ends_with("-venv"); })) {
            return TextEdit{};
        }
        const auto python = std::ranges::find_if(
            words, [](const model::Package& word) { return word.name.starts_with("python3"); });
        if (python != words.end()) {
            return TextEdit{{python->span.end, python->span.end}, " python3-venv"};
        }
    }
    return std::nullopt;
}

void offer(const Ailing& ailing, Offers& offers) {
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    if (ailing.reason.cause != Cause::externally_managed_python || run == nullptr) {
        return;
    }
    // In a RUN that installs Python first, an environment can't be made in front of it.
    const auto venv = install_venv(ailing, run->span.begin);
    if (venv) {
        std::vector<TextEdit> edits{
            line_before(*run, "RUN python3 -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH")};
        if (!venv->text.empty()) {
            edits.push_back(*venv);
        }
        offers.add("Install into a virtual environment at /opt/venv", std::move(edits));
    }
    offers.add("Let pip install beside the distribution's packages: it is the container's Python only",
               {line_before(*run, "ENV PIP_BREAK_SYSTEM_PACKAGES=1")});
}

} // namespace

extern constexpr Mend own_python{.name = "own_python", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends
