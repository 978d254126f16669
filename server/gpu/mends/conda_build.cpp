#include "gpu/machine.hpp"
#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

/// The version of a conda word in place of its own: `pytorch::pytorch=2.6.0`.
void set_version(const Ailing& ailing, const model::Package& package, std::string_view version,
                 std::vector<TextEdit>& edits) {
    if (package.version.empty()) {
        return;
    }
    const std::string_view written = package.span.of(ailing.document.text());
    const auto at = written.rfind(package.version);
    if (at != std::string_view::npos) {
        const std::string operators(package.version.substr(
            0, std::min(package.version.find_first_not_of("="), package.version.size())));
        const Offset begin = package.span.begin + at;
        edits.push_back({{begin, begin + package.version.size()},
                         (operators.empty() ? "=" : operators) + std::string(version)});
    }
}

const model::Package* word_of(const Ailing& ailing, const model::PackageCommand& command,
                              std::string_view name) {
    for (const model::Package& package : ailing.document.packages().of(command)) {
        if (package.name == name && package.plain) {
            return &package;
        }
    }
    return nullptr;
}

/// PyTorch's own channel ended with 2.5.1 (pytorch.org, previous versions).
void last_of_channel(const Ailing& ailing, const model::PackageCommand& command, Offers& offers) {
    struct Last {
        std::string_view package;
        std::string_view version;
    };
    constexpr std::array<Last, 4> lasts{
        {{"pytorch", "2.5.1"}, {"pytorch-cuda", "12.4"}, {"torchaudio", "2.5.1"}, {"torchvision", "0.20.1"}}};
    std::vector<TextEdit> edits;
    for (const Last& last : lasts) {
        const model::Package* word = word_of(ailing, command, last.package);
        if (word == nullptr) {
            continue;
        }
        const auto first = word->version.find_first_of("0123456789");
        const auto asked = Version::parse(first == std::string_view::npos ? "" : word->version.substr(first));
        if (asked && asked > Version::parse(last.version)) {
            set_version(ailing, *word, last.version, edits);
        }
    }
    if (!edits.empty()) {
        offers.add("Install pytorch 2.5.1, the last one of conda's channel pytorch", std::move(edits));
    }
}

/// The CUDA of the oldest driver: conda takes builds for that one or an older one.
std::string cuda_of_machines(const Ailing& ailing) {
    Version least = Version::of("12.8");
    for (const Host* host : ailing.hosts) {
        if (host != nullptr && host->driver.known()) {
            least = std::min(least, knowledge::cuda_of_driver(ailing.knowledge, host->driver));
        }
    }
    return least.known() ? to_string(least.cut(2)) : std::string();
}

void see_a_gpu(const Ailing& ailing, const model::PackageCommand& command, Offers& offers) {
    const model::Instruction* run = instruction_at(ailing.document, ailing.reason.place.span);
    const std::string cuda = cuda_of_machines(ailing);
    if (run != nullptr && !cuda.empty() && word_of(ailing, command, "cpuonly") == nullptr) {
        offers.add("Tell conda of CUDA " + cuda + " on the machine, which the build does not see",
                   {line_before(*run, "ENV CONDA_OVERRIDE_CUDA=" + cuda)});
    }
}

/// Another CUDA for the build of PyTorch's channel, in place of the one asked for or of CPUs only.
void other_cuda(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch,
                Offers& offers) {
    const model::Package* word = word_of(ailing, command, "pytorch-cuda");
    word = word != nullptr ? word : word_of(ailing, command, "cudatoolkit");
    const bool cpu = word == nullptr;
    word = cpu ? word_of(ailing, command, "cpuonly") : word;
    if (word == nullptr || torch.release == nullptr) {
        return;
    }
    const model::Command& shell = shell_of(ailing.document, command);
    const auto channels = ailing.document.packages().indexes_of(command);
    const bool nvidia = std::ranges::any_of(
        channels, [](const model::PackageIndex& index) { return index.url.starts_with("nvidia"); });
    const auto& variants = torch.release->variants;
    for (auto variant = variants.rbegin(); variant != variants.rend(); ++variant) {
        if (!suits(ailing, *variant) || variant->tag == torch.variant_tag) {
            continue;
        }
        const std::string name(cpu ? std::string_view("pytorch-cuda") : word->name);
        const std::string cuda = to_string(variant->cuda.cut(2));
        std::vector<TextEdit> edits{with_requirement(ailing.document, command, *word, name + "=" + cuda)};
        const auto channel = with_words(ailing.document, shell, "-c nvidia");
        if (cpu && !nvidia && channel) {
            edits.push_back(*channel);
        }
        offers.add("Install pytorch as it is built for CUDA " + cuda, std::move(edits));
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (command == nullptr || command->manager != model::PackageManager::conda) {
        return;
    }
    if (cause == Cause::wheel_absent) {
        last_of_channel(ailing, *command, offers);
    }
    if (cause == Cause::wheel_absent || cause == Cause::cpu_only_wheel) {
        see_a_gpu(ailing, *command, offers);
    }
    const Installed* torch = ailing.state.find("torch");
    if (torch != nullptr && torch->place.span == ailing.reason.place.span) {
        other_cuda(ailing, *command, *torch, offers);
    }
}

} // namespace

extern constexpr Mend conda_build{.name = "conda_build", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
