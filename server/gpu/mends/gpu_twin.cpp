#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// A package for CPUs and the one of another name for GPUs; with `extra` it brings its CUDA.
struct Twin {
    std::string_view name;
    std::string_view gpu_name;
    std::string_view extra;
};
constexpr Twin twins[] = {{"faiss-cpu", "faiss-gpu-cu12", ""},
                          {"onnxruntime", "onnxruntime-gpu", "cuda,cudnn"},
                          {"paddlepaddle", "paddlepaddle-gpu", ""},
                          {"tensorflow-cpu", "tensorflow", "and-cuda"},
                          {"tensorflow-gpu", "tensorflow", "and-cuda"}};

/// `==2.15.1` if the twin has that version too.
std::string same_version(const Ailing& ailing, const model::Package& package, std::string_view twin) {
    const auto version =
        Version::parse(package.version.starts_with("==") ? package.version.substr(2) : package.version);
    const auto releases = knowledge::releases(ailing.knowledge, twin);
    const bool there = version && std::ranges::any_of(releases, [&](const knowledge::Release& release) {
                           return release.first <= *version && *version <= release.last;
                       });
    // Paddle 3 is on an index of its own.
    const bool newer = version && !releases.empty() && releases.front().last < *version;
    return there || newer ? "==" + to_string(*version) : "";
}

/// Extras came with some release: TensorFlow 2.12 has no `and-cuda` yet. True if nothing is known.
bool has_extra(const Ailing& ailing, std::string_view twin, std::string_view extra, std::string_view pin) {
    const auto version = Version::parse(pin.substr(std::min<std::size_t>(pin.size(), 2)));
    bool elsewhere = false;
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, twin)) {
        const auto& variants = release.variants;
        const bool has = std::ranges::find(variants, extra, &knowledge::Variant::tag) != variants.end();
        if (version && release.first <= *version && *version <= release.last) {
            return has;
        }
        elsewhere |= has;
    }
    return !elsewhere;
}

void offer_twin(const Ailing& ailing, const model::PackageCommand& command, const model::Package& package,
                const Twin& twin, Offers& offers) {
    const std::string name(twin.gpu_name);
    const std::string pin = same_version(ailing, package, name);
    const auto add = [&](const std::string& requirement, const std::string& remark) {
        offers.add("Install " + requirement + " instead" + remark,
                   {with_requirement(ailing.document, command, package, requirement)});
    };
    if (ailing.state.cuda.cuda.known() || ailing.state.find("torch") != nullptr || twin.extra.empty()) {
        add(name + pin, "");
    }
    if (!twin.extra.empty()) {
        const bool since = has_extra(ailing, name, twin.extra, pin);
        add(name + "[" + std::string(twin.extra) + "]" + (since ? pin : ""), ", which brings its CUDA");
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if ((cause != Cause::cpu_only_wheel && cause != Cause::package_removed) || command == nullptr ||
        command->manager != model::PackageManager::pip) {
        return;
    }
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        if (package.span != ailing.reason.place.span || !package.plain) {
            continue;
        }
        const std::string name = knowledge::normalized(package.name);
        const auto twin = std::ranges::find(twins, name, &Twin::name);
        if (twin != std::end(twins)) {
            offer_twin(ailing, *command, package, *twin, offers);
        }
        const auto* known = knowledge::package(ailing.knowledge, name);
        if (known != nullptr && !known->replacement.empty() && twin == std::end(twins)) {
            const std::string with(known->replacement);
            offers.add("Install " + with + " instead",
                       {with_requirement(ailing.document, *command, package, with)});
        }
    }
}

} // namespace

extern constexpr Mend gpu_twin{.name = "gpu_twin", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
