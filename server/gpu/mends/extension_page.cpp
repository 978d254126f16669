#include "gpu/repair/mend.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::mends {
namespace {

/// The torch that a page or a wheel says that it was built for: `2.3.0` of `torch-2.3.0+cu121.html`.
Version torch_of(std::string_view text) {
    for (auto at = text.find("torch"); at != std::string_view::npos; at = text.find("torch", at + 1)) {
        std::string_view rest = text.substr(at + 5);
        if (rest.starts_with('-') || rest.starts_with('_')) {
            rest.remove_prefix(1);
        }
        const auto version = Version::parse(rest.substr(0, rest.find_first_not_of("0123456789.")));
        if (version) {
            return *version;
        }
    }
    return {};
}

/// PyG has a page for each torch and CUDA (pytorch-geometric.readthedocs.io, installation).
std::string page_of(const Installed& torch) {
    return "https://data.pyg.org/whl/torch-" + to_string(torch.version) + "+" + torch.variant_tag + ".html";
}

bool is_of_pyg(std::string_view name) {
    return name == "torch-scatter" || name == "torch-sparse" || name == "torch-cluster" ||
           name == "torch-spline-conv" || name == "pyg-lib";
}

void page(const Ailing& ailing, const model::PackageCommand& command, const Installed& extension,
          const Installed& torch, Offers& offers) {
    const std::string text = to_string(torch.version) + " and " +
                             (torch.variant_tag == "cpu" ? "CPUs" : "CUDA " + to_string(torch.variant->cuda));
    const std::string title = "Take " + extension.name + " as it is built for torch " + text;
    for (const model::PackageIndex& index : ailing.document.packages().indexes_of(command)) {
        if (index.url.contains("data.pyg.org")) {
            offers.add(title, {with_address(ailing.document, index, page_of(torch))});
            return;
        }
    }
    const model::Command& shell = shell_of(ailing.document, command);
    if (const auto edit = with_words(ailing.document, shell, "-f " + page_of(torch))) {
        offers.add(title, {*edit});
    }
}

/// The newest torch of the minor version that the extension is built for.
void other_torch(const Ailing& ailing, const Installed& extension, Offers& offers) {
    const Version built = torch_of(extension.file.empty() ? extension.page : extension.file);
    if (!built.known()) {
        return;
    }
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, "torch")) {
        if (release.last.cut(2) != built.cut(2)) {
            continue;
        }
        for (const model::PackageCommand& command : ailing.document.packages().commands) {
            const model::Package* word = package_of(ailing.document, command, "torch");
            if (word == nullptr || command.manager != model::PackageManager::pip) {
                continue;
            }
            const std::string asked = version_of(ailing.document, command, *word);
            const auto local = knowledge::local_part(asked);
            const std::string pin =
                "==" + to_string(release.last) + (local.empty() ? "" : "+" + std::string(local));
            offers.add("Install torch " + to_string(release.last) + ", which " + extension.name +
                           " is built for",
                       {with_version(ailing.document, command, *word, pin)});
            return;
        }
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    const Installed* torch = ailing.state.find("torch");
    const bool about = cause == Cause::abi_mismatch || cause == Cause::wheel_cuda_mismatch ||
                       cause == Cause::cpu_only_wheel || cause == Cause::needs_devel_image ||
                       cause == Cause::compiler_missing;
    if (!about || command == nullptr || torch == nullptr || !torch->version.known()) {
        return;
    }
    for (const Installed& one : ailing.state.installed) {
        if (one.place.span != ailing.reason.place.span) {
            continue;
        }
        const bool pages = takes_options_of_pip(ailing.document, *command) && one.file.empty();
        if (pages && is_of_pyg(one.name) && torch->variant != nullptr && !torch->variant_tag.empty()) {
            page(ailing, *command, one, *torch, offers);
        }
        if (cause == Cause::abi_mismatch || cause == Cause::wheel_cuda_mismatch) {
            other_torch(ailing, one, offers);
        }
    }
}

} // namespace

extern constexpr Mend extension_page{.name = "extension_page", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
