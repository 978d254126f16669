#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

std::string pythons_of(const knowledge::Release& release) {
    std::string first;
    std::string last;
    for (std::uint32_t minor = 1; minor < 31; ++minor) {
        if ((release.pythons >> minor & 1U) != 0) {
            last = "3." + std::to_string(minor);
            first = first.empty() ? last : first;
        }
    }
    return first == last ? first : first + " to " + last;
}

std::string wanted_text(const Installed& installed) {
    return installed.asked.empty() ? installed.name : installed.name + installed.asked;
}

std::string reason_of(const Installed& installed, const ImageState& state,
                      const knowledge::PythonPackage* package) {
    const Version& python = state.homes[installed.home].python;
    const std::string here = python.known() ? "Python " + to_string(python) : "this Python";
    switch (installed.unresolved) {
    case Unresolved::python_refused:
        return wanted_text(installed) + " refuses " + here + ": it is for Python " +
               pythons_of(*installed.release);
    case Unresolved::old_libc:
        return "the wheels of " + wanted_text(installed) + " need glibc " +
               to_string(installed.release->glibc) + ", and " +
               (state.distribution != nullptr
                    ? std::string(state.distribution->name) + " has " + to_string(state.distribution->glibc)
                    : std::string("this image has an older one"));
    case Unresolved::other_index:
        if (installed.name == "jax") {
            return wanted_text(installed) +
                   " needs builds that are not on PyPI: add -f "
                   "https://storage.googleapis.com/jax-releases/jax_cuda_releases.html";
        }
        if (installed.variant != nullptr && installed.variant->own_page) {
            return installed.name + "[" + installed.extras + "]" + installed.asked +
                   " asks for packages that are not on PyPI: take a newer patch of it, or add "
                   "--extra-index-url https://pypi.nvidia.com";
        }
        return wanted_text(installed) + " is not on PyPI: builds with +" + installed.variant_tag +
               " are on https://download.pytorch.org/whl/" + installed.variant_tag +
               ", which this install does not look at";
    case Unresolved::name_ended: {
        std::string message =
            "'" + installed.name + "' has ended" +
            (package != nullptr && !package->last.empty() ? " with " + std::string(package->last) : "");
        message += ", so installing it fails";
        return package != nullptr && !package->replacement.empty()
                   ? message + "; install " + std::string(package->replacement) + " instead"
                   : message;
    }
    case Unresolved::never_released: return wanted_text(installed) + " was never released";
    default: break;
    }
    if (installed.manager == model::PackageManager::conda) {
        return installed.conda_refusal;
    }
    if (installed.release != nullptr && installed.release->pythons_arm == knowledge::no_python &&
        state.platform.starts_with("linux/arm64")) {
        return wanted_text(installed) + " has no wheel for ARM";
    }
    if (installed.release != nullptr && installed.release->pythons == knowledge::no_python) {
        return wanted_text(installed) + " was taken out of the index: its wheels are gone";
    }
    if (installed.variant != nullptr && installed.variant->pythons == knowledge::no_python) {
        return installed.name + "[" + installed.extras + "]" + installed.asked +
               " asks for packages that were never published";
    }
    if (state.has_musl()) {
        return installed.name + " has no wheel for Alpine, whose C library is not glibc";
    }
    if (!installed.variant_tag.empty() && installed.variant == nullptr && installed.release != nullptr) {
        return wanted_text(installed) + " was never built for " + installed.variant_tag;
    }
    return wanted_text(installed) + " has no wheel for " + here +
           (installed.release != nullptr ? ": there are some for Python " + pythons_of(*installed.release)
                                         : std::string());
}

Cause cause_of(Unresolved unresolved) {
    switch (unresolved) {
    case Unresolved::python_refused: return Cause::python_mismatch;
    case Unresolved::old_libc: return Cause::glibc_too_old;
    case Unresolved::other_index: return Cause::wheel_index_missing;
    case Unresolved::name_ended: return Cause::package_removed;
    default: return Cause::wheel_absent;
    }
}

/// A wheel that says nothing of the C library it needs.
void on_musl(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    const Installed* torch = state.find("torch");
    if (state.has_musl() && torch != nullptr && torch->unresolved == Unresolved::none && !torch->of_base &&
        torch->manager == model::PackageManager::pip && torch->release != nullptr) {
        reasons.add(Cause::glibc_too_old, Weight::fails, torch->place,
                    describe(*torch) +
                        " can be installed on Alpine, and its libraries do not load: they need glibc; "
                        "take a Debian or Ubuntu image",
                    torch->release->fact);
    }
}

/// A version that is newer than the tables.
void future(const Case& asked, const Installed& installed, Reasons& reasons) {
    const auto releases = knowledge::releases(asked.knowledge, installed.name);
    const bool judged = asked.meant_for_gpu || installed.name == "torch" || installed.name == "tensorflow";
    const auto* package = knowledge::package(asked.knowledge, installed.name);
    const bool own_index = package != nullptr && package->index.starts_with("http");
    if (own_index && !installed.page.empty()) {
        return;
    }
    if (own_index && installed.version.known() && !releases.empty() &&
        releases.front().last < installed.version && package->gpu && installed.file.empty()) {
        reasons.add(Cause::wheel_index_missing, Weight::build_fails, installed.place,
                    wanted_text(installed) + " is not on PyPI, which ends with " +
                        to_string(releases.front().last) + ": newer ones are on " +
                        std::string(package->index.substr(0, package->index.find('{'))),
                    package->fact);
        return;
    }
    if (installed.unresolved == Unresolved::not_in_tables && installed.version.known() && !releases.empty() &&
        releases.front().last < installed.version && !installed.of_base && judged && installed.file.empty()) {
        reasons.add(Cause::wheel_absent, Weight::unknown, installed.place,
                    wanted_text(installed) + " is newer than what Dockwright knows, up to " +
                        to_string(releases.front().last) + ": what it needs is not known",
                    releases.front().fact);
    }
}

/// Only of what this stage itself installs: what is below was looked at there.
void look_at(const Case& asked, const ImageState& state, const std::vector<Installed>& all,
             Reasons& reasons) {
    const model::Stage& stage = asked.document.stages()[state.stage];
    for (const Installed& installed : all) {
        if (installed.instruction <= stage.from || installed.instruction >= stage.end) {
            continue;
        }
        future(asked, installed, reasons);
        const bool fine = installed.unresolved == Unresolved::none ||
                          installed.unresolved == Unresolved::not_in_tables ||
                          // conda's packages of such a name live on
                          (installed.unresolved == Unresolved::name_ended &&
                           installed.manager == model::PackageManager::conda);
        if (fine || installed.of_base) {
            continue;
        }
        const auto* package = knowledge::package(asked.knowledge, installed.name);
        const bool about_gpu =
            asked.meant_for_gpu || (package != nullptr && package->gpu) || !installed.conda_refusal.empty();
        if (!about_gpu) {
            continue;
        }
        const knowledge::Fact fact = installed.release != nullptr ? installed.release->fact
                                     : package != nullptr         ? package->fact
                                                                  : knowledge::Fact{};
        reasons.add(cause_of(installed.unresolved), Weight::build_fails, installed.place,
                    reason_of(installed, state, package), fact);
    }
}

void run(const Case& asked, Reasons& reasons) {
    for (const ImageState* state : asked.built) {
        look_at(asked, *state, state->installed, reasons);
        look_at(asked, *state, state->replaced, reasons);
    }
    on_musl(asked, reasons);
}

} // namespace

extern constexpr Check wheels{.name = "wheels", .run = run};

} // namespace dockwright::gpu::checks
