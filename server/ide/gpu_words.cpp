#include "ide/gpu_words.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::ide {

using gpu::Cause;
using gpu::Verdict;
using knowledge::Capability;
using knowledge::Knowledge;
using knowledge::Version;

DriversNeeded drivers_needed(const Knowledge& knowledge, const Version& cuda) {
    if (!cuda.known()) {
        return {};
    }
    DriversNeeded out{.native = knowledge::native_driver(knowledge, cuda)};
    const auto* major = knowledge::cuda_major(knowledge, cuda.major());
    out.least = major != nullptr && major->min_driver.known() ? major->min_driver : out.native;
    return out;
}

std::string text(const DriversNeeded& drivers) {
    if (!drivers.least.known()) {
        return "";
    }
    const std::string least = gpu::driver_text(drivers.least);
    if (!drivers.native.known() || drivers.native <= drivers.least) {
        return "driver ≥ " + least;
    }
    return message("driver ≥ {} (≥ {} works)", {gpu::driver_text(drivers.native), least});
}

std::string title(const knowledge::Distribution& distribution) {
    constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"ubuntu", "Ubuntu"},       {"debian", "Debian"},     {"alpine", "Alpine"},
        {"centos", "CentOS"},       {"fedora", "Fedora"},     {"rockylinux", "Rocky Linux"},
        {"almalinux", "AlmaLinux"}, {"ubi", "Red Hat UBI"},   {"oraclelinux", "Oracle Linux"},
        {"amzn", "Amazon Linux"},   {"opensuse", "openSUSE"}, {"azl", "Azure Linux"},
        {"cm", "CBL-Mariner"},      {"wolfi", "Wolfi"},       {"archlinux", "Arch Linux"}};
    const std::string_view name = distribution.name;
    const auto digits = std::min(name.find_first_of("0123456789"), name.size());
    const auto* known = std::ranges::find(names, name.substr(0, digits),
                                          &std::pair<std::string_view, std::string_view>::first);
    std::string out(known == std::end(names) ? name.substr(0, digits) : known->second);
    if (digits < name.size()) {
        out += " " + std::string(name.substr(digits));
    }
    return distribution.codename.empty() ? out : message("{} ({})", {out, distribution.codename});
}

std::string generations(const Knowledge& knowledge, std::span<const Capability> targets) {
    std::vector<std::string_view> all;
    std::vector<std::string> served;
    std::size_t first = 0;
    for (const knowledge::Architecture& one : knowledge.architectures) {
        if (one.tegra) {
            continue;
        }
        if (all.empty() || all.back() != one.name) {
            all.push_back(one.name);
        }
        const bool again = !served.empty() && served.back() == one.name;
        if (!again && knowledge::runs_on(knowledge, targets, one.capability)) {
            first = served.empty() ? all.size() - 1 : first;
            served.emplace_back(one.name);
        }
    }
    if (targets.empty() || served.empty()) {
        return "";
    }
    const bool unbroken = served.size() > 2 && first + served.size() <= all.size() &&
                          all[first + served.size() - 1] == served.back();
    const auto [least, most] = std::ranges::minmax(targets);
    const std::string numbers =
        least == most ? gpu::capability_text(least)
                      : message("{} to {}", {gpu::capability_text(least), gpu::capability_text(most)});
    const std::string names =
        unbroken ? message("{} to {}", {served.front(), served.back()}) : enumeration(served);
    return message("{} ({})", {names, numbers});
}

std::string text(knowledge::Pythons pythons) {
    std::vector<std::string> out;
    if ((pythons & knowledge::python_2_7) != 0) {
        out.emplace_back("2.7");
    }
    for (std::uint32_t minor = 1; minor < 31;) {
        if ((pythons >> minor & 1U) == 0) {
            ++minor;
            continue;
        }
        std::uint32_t last = minor;
        while (last + 1 < 31 && (pythons >> (last + 1) & 1U) != 0) {
            ++last;
        }
        const std::string begin = "3." + std::to_string(minor);
        out.push_back(last == minor ? begin : begin + " to 3." + std::to_string(last));
        minor = last + 1;
    }
    return enumeration(out);
}

std::string_view sign(Verdict verdict) {
    switch (verdict) {
    case Verdict::runs:
    case Verdict::runs_with_caveat: return "▶";
    case Verdict::unknown: return "?";
    case Verdict::fails:
    case Verdict::build_fails: return "✗";
    }
    return "?";
}

std::string sentence(Verdict verdict, std::string_view machine) {
    const std::string on = machine.empty() ? "" : " on " + std::string(machine);
    switch (verdict) {
    case Verdict::runs: return "runs" + on;
    case Verdict::runs_with_caveat: return message("runs{}, with a caveat", {on});
    case Verdict::unknown: return "not known whether it runs" + on;
    case Verdict::fails: return machine.empty() ? "fails on every machine" : "fails" + on;
    case Verdict::build_fails: return "can't be built";
    }
    return "";
}

/// Where the name itself would not tell it to everybody.
std::string short_text(Cause cause) {
    switch (cause) {
    case Cause::driver_dropped_gpu: return "driver no longer serves this GPU";
    case Cause::arch_not_compiled: return "no code for this GPU";
    case Cause::arch_dropped: return "this GPU is no longer served";
    case Cause::feature_needs_newer_gpu: return "needs a newer GPU";
    case Cause::nvcc_arch_unsupported: return "nvcc can't compile for it";
    case Cause::compat_package_refused: return "compatibility package refused";
    case Cause::require_cuda_unsatisfied: return "image refuses this driver";
    case Cause::ptx_too_new: return "code newer than the driver";
    case Cause::memory_too_small: return "too little GPU memory";
    case Cause::wheel_absent: return "no such wheel";
    case Cause::wheel_index_missing: return "wheel lies on another index";
    case Cause::wheel_cuda_mismatch: return "wheel for another CUDA";
    case Cause::cpu_only_wheel: return "build without GPU";
    case Cause::companion_mismatch: return "versions don't fit each other";
    case Cause::abi_mismatch: return "compiled for another torch";
    case Cause::numpy_abi: return "numpy too new";
    case Cause::library_missing: return "a library is missing";
    case Cause::cudnn_mismatch: return "another cuDNN is needed";
    case Cause::package_removed: return "a package is gone";
    case Cause::redundant_cuda: return "CUDA is there twice";
    case Cause::glibc_too_old: return "distribution too old";
    case Cause::library_conflict: return "libraries clash";
    case Cause::python_mismatch: return "another Python is needed";
    case Cause::wrong_environment: return "wrong Python environment";
    case Cause::externally_managed_python: return "pip is refused";
    case Cause::base_tag_gone: return "base image is gone";
    case Cause::base_platform_missing: return "base image not for this platform";
    case Cause::repository_key_rotated: return "package repository's key changed";
    case Cause::needs_devel_image: return "nvcc is missing";
    case Cause::compiler_missing: return "compiler is missing";
    case Cause::no_gpu_in_build: return "no GPU while building";
    case Cause::driver_in_image: return "driver inside the image";
    case Cause::gpu_not_requested: return "no GPU is asked for";
    case Cause::wrong_platform: return "for another platform";
    case Cause::toolkit_missing: return "container toolkit is missing";
    case Cause::gpu_hidden: return "GPU is hidden";
    case Cause::capabilities_missing: return "driver libraries are left out";
    case Cause::shared_memory: return "shared memory too small";
    default: break;
    }
    std::string words(gpu::name(cause));
    std::ranges::replace(words, '-', ' ');
    return words;
}

std::string text(const knowledge::Fact& fact) {
    const std::string_view doubt = fact.confidence == knowledge::Confidence::recalled ? "not verified" : "";
    if (fact.source.empty()) {
        return std::string(doubt);
    }
    return doubt.empty() ? std::string(fact.source) : message("{} ({})", {fact.source, doubt});
}

std::string enumeration(std::span<const std::string> words) {
    if (words.size() < 2) {
        return separated(words, "");
    }
    return separated(words.first(words.size() - 1), ", ") + " and " + words.back();
}

std::string separated(std::span<const std::string> words, std::string_view by) {
    std::string out;
    for (const std::string& word : words) {
        out += (&word == words.data() ? "" : std::string(by)) + word;
    }
    return out;
}

} // namespace dockwright::ide
