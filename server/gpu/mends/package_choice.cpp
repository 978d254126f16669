#include "gpu/mend.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::mends {
namespace {

const model::Package* package_at(const Ailing& ailing) {
    const model::PackageCommand* command = installation_at(ailing.document, ailing.reason.place.span);
    if (command == nullptr || command->manager != model::PackageManager::pip) {
        return nullptr;
    }
    for (const model::Package& package : ailing.document.packages().of(*command)) {
        if (package.span == ailing.reason.place.span && package.plain) {
            return &package;
        }
    }
    return nullptr;
}

TextEdit with_extra(const Ailing& ailing, const model::Package& package, std::string_view extra,
                    std::string_view version) {
    const std::string_view word = package.span.of(ailing.document.text());
    const std::string quote(word.starts_with('"') || word.starts_with('\'') ? word.substr(0, 1) : "\"");
    return {package.span, quote + std::string(package.name) + "[" + std::string(extra) + "]" +
                              std::string(version) + quote};
}

/// A build that an extra names, in this version and in newer ones: `tensorflow[and-cuda]`.
void extras(const Ailing& ailing, const model::Package& package, const std::string& name, Offers& offers) {
    const Installed* installed = ailing.state.find(name);
    if (name == "torch" || installed == nullptr) {
        return;
    }
    std::size_t offered = 0;
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, name)) {
        const Version& python = ailing.state.homes[installed->home].python;
        if (release.prerelease || (python.known() && !knowledge::has(release.pythons, python))) {
            continue;
        }
        for (const knowledge::Variant& variant : release.variants) {
            const bool extra = !variant.tag.empty() && variant.tag != "cpu" &&
                               !variant.tag.contains("local") &&
                               variant.libraries == knowledge::Libraries::itself;
            if (!extra || !suits(ailing, variant) || offered > 3) {
                continue;
            }
            const bool same = release.first <= installed->version && installed->version <= release.last;
            const Version version = same                   ? installed->version
                                    : variant.last.known() ? variant.last
                                                           : release.last;
            const std::string pin = same && package.version.empty() ? "" : "==" + to_string(version);
            ++offered;
            offers.add("Install " + name + "[" + std::string(variant.tag) + "]" +
                           (same ? "" : " " + to_string(version)) + ", which brings its CUDA",
                       {with_extra(ailing, package, variant.tag, pin)});
        }
    }
}

/// The version that belongs to its partner, and the name that took the place of an ended one.
void companions(const Ailing& ailing, const model::Package& package, const std::string& name,
                Offers& offers) {
    for (const Conflict& conflict : ailing.state.conflicts) {
        if (conflict.package != name) {
            continue;
        }
        for (const knowledge::Pair& pair : knowledge::pairs(ailing.knowledge, name)) {
            if (pair.partner == conflict.partner &&
                knowledge::satisfies(conflict.partner_version, pair.specifier) == true) {
                offers.add("Install " + name + " " + to_string(pair.last) + ", which belongs to " +
                               conflict.partner + " " + to_string(conflict.partner_version),
                           {with_version(ailing.document, package, "==" + to_string(pair.last))});
                break;
            }
        }
    }
}

void replacement(const Ailing& ailing, const model::Package& package, const std::string& name,
                 Offers& offers) {
    const auto* known = knowledge::package(ailing.knowledge, name);
    if (known != nullptr && !known->replacement.empty()) {
        const std::string with(known->replacement);
        const bool quotes = with.contains('[') || with.contains('<') || with.contains('>');
        offers.add("Install " + with + " instead", {{package.span, quotes ? "\"" + with + "\"" : with}});
    }
    const Version& cuda = ailing.state.cuda.cuda;
    if (name.starts_with("cupy-cuda") && cuda.known()) {
        const std::string other = "cupy-cuda" + std::to_string(cuda.major()) + "x";
        if (other != name && !knowledge::releases(ailing.knowledge, other).empty()) {
            offers.add("Install " + other + ", which is built for the image's CUDA", {{package.span, other}});
        }
    }
    if (name == "onnxruntime") {
        offers.add("Install onnxruntime-gpu with its CUDA",
                   {{package.span, "\"onnxruntime-gpu[cuda,cudnn]\""}});
    }
}

/// Another version of the same package that this Python, C library and these machines take.
void other_versions(const Ailing& ailing, const model::Package& package, const std::string& name,
                    Offers& offers) {
    const Installed* installed = ailing.state.find(name);
    if (name == "torch" || installed == nullptr || package.version.empty()) {
        return;
    }
    std::size_t offered = 0;
    const Version& python = ailing.state.homes[installed->home].python;
    for (const knowledge::Release& release : knowledge::releases(ailing.knowledge, name)) {
        const bool fits = !python.known() || release.pythons == 0 || knowledge::has(release.pythons, python);
        if (!release.prerelease && fits && release.last != installed->version && offered < 3) {
            ++offered;
            offers.add("Install " + name + " " + to_string(release.last),
                       {with_version(ailing.document, package, "==" + to_string(release.last))});
        }
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const model::Package* package = package_at(ailing);
    if (package == nullptr) {
        return;
    }
    const std::string name = knowledge::normalized(package->name);
    companions(ailing, *package, name, offers);
    extras(ailing, *package, name, offers);
    replacement(ailing, *package, name, offers);
    other_versions(ailing, *package, name, offers);
}

} // namespace

extern constexpr Mend package_choice{.name = "package_choice", .rank = 1, .offer = offer};

} // namespace dockwright::gpu::mends
