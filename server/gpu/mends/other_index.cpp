#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// The folders of indexes that are made by CUDA: those that a build for most machines lies in come
/// first (PaddlePaddle installation guide; README of llama-cpp-python, as its issue 2127 quotes it).
struct Folder {
    std::string_view package;
    std::string_view tag;
    std::string_view cuda;
};
constexpr Folder folders[] = {{"llama-cpp-python", "cu124", "12.4"}, {"llama-cpp-python", "cu123", "12.3"},
                              {"llama-cpp-python", "cu122", "12.2"}, {"llama-cpp-python", "cu121", "12.1"},
                              {"paddlepaddle-gpu", "cu126", "12.6"}, {"paddlepaddle-gpu", "cu129", "12.9"},
                              {"paddlepaddle-gpu", "cu118", "11.8"}};

constexpr std::string_view jax_page = "https://storage.googleapis.com/jax-releases/jax_cuda_releases.html";

/// What the folder's libraries ask of the image: llama-cpp-python takes the CUDA that is there.
bool fits_image(const Ailing& ailing, const Folder& folder, const Version& cuda) {
    const Version& image = ailing.state.cuda.cuda;
    return folder.package != "llama-cpp-python" || !image.known() ||
           (cuda.major() == image.major() && cuda <= image.cut(2));
}

void add(const Ailing& ailing, const model::PackageCommand& command, std::string_view package,
         std::string_view option, const std::string& url, std::string_view what, Offers& offers) {
    const model::Command& shell = shell_of(ailing.document, command);
    if (const auto edit = with_words(ailing.document, shell, std::string(option) + " " + url)) {
        offers.add("Look for " + std::string(package) + " on " + std::string(what), {*edit});
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    const bool about_index = cause == Cause::wheel_index_missing || cause == Cause::wheel_absent ||
                             cause == Cause::cpu_only_wheel || cause == Cause::needs_devel_image ||
                             cause == Cause::compiler_missing;
    if (!about_index || command == nullptr || !takes_options_of_pip(ailing.document, *command)) {
        return;
    }
    for (const Installed& one : ailing.state.installed) {
        if (one.place.span != ailing.reason.place.span) {
            continue;
        }
        if (one.name == "jax" && cause == Cause::wheel_index_missing) {
            add(ailing, *command, one.name, "-f", std::string(jax_page), "JAX's own page", offers);
        }
        const auto* package = knowledge::package(ailing.knowledge, one.name);
        if (package == nullptr || package->index.empty()) {
            continue;
        }
        const bool alone = ailing.document.packages().of(*command).size() == 1 && one.place.file.empty();
        const bool paddle = one.name == "paddlepaddle-gpu"; // its index has what it depends on too
        const std::string_view option = paddle && alone ? "-i" : "--extra-index-url";
        const std::string index(package->index);
        const auto hole = index.find("{}");
        if (hole == std::string::npos && !std::string_view(index).contains("pypi.nvidia.com")) {
            continue; // a page of files, which is made for each torch
        }
        if (hole == std::string::npos) {
            add(ailing, *command, one.name, option, index, "its own index", offers);
            continue;
        }
        for (const Folder& folder : folders) {
            const Version cuda = Version::parse(folder.cuda).value_or(Version());
            if (folder.package == one.name && suits_driver(ailing, cuda) &&
                fits_image(ailing, folder, cuda)) {
                add(ailing, *command, one.name, option, std::string(index).replace(hole, 2, folder.tag),
                    "its own index for CUDA " + std::string(folder.cuda), offers);
            }
        }
    }
}

} // namespace

extern constexpr Mend other_index{.name = "other_index", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
