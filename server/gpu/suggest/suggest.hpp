#pragma once
#include "gpu/host.hpp"
#include "gpu/verdict.hpp"
#include "knowledge/tables.hpp"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The newest versions that run on all of some machines, found by judging small Dockerfiles.
namespace dockwright::gpu {

using knowledge::Version;

struct Wish {
    std::string framework = "torch"; ///< normalised
    std::string specifier{};         ///< `==2.4.*`; "" for any
    Version python{};                ///< `3.11`; not known: any
};

/// Versions that fit each other.
struct Suggestion {
    std::string framework;
    Version version;
    std::string variant; ///< `cu126`, `cuda12`, "" for the ordinary build
    Version cuda;
    Version python;
    std::string base;  ///< the image that it was judged on: `python:3.13-slim`
    std::string devel; ///< one with nvcc of that CUDA or little older; "" if none fits
    /// What installs it there, one shell command a line; empty where the base has it.
    std::vector<std::string> install;
    std::string_view ended; ///< `2025-02`: since when nothing new comes for the base; "" if it is alive
    Verdict verdict = Verdict::runs;
    std::string caveat; ///< of `runs_with_caveat`
    knowledge::Fact fact;
};

/// Versions that are newer than what is suggested, and the first reason against them.
struct PassedOver {
    std::string what; ///< `torch 2.12.0 to 2.15.0 (cu130)`
    std::string why;
    Cause cause = Cause::driver_too_old;
    knowledge::Fact fact;
};

struct Suggested {
    std::optional<Suggestion> best;  ///< the newest that runs everywhere, without a caveat if there is one
    std::optional<Suggestion> newer; ///< a newer one that runs with a caveat
    std::vector<PassedOver> passed_over;
};

/// Without a machine: what is wrong on none.
Suggested suggest(const Wish& wish, std::span<const Host> hosts, const knowledge::Knowledge& knowledge);

/// What can be wished for: packages with builds for CUDA.
std::vector<std::string_view> frameworks(const knowledge::Knowledge& knowledge);

/// The newest Python of these that has been out for a year, so that other packages have followed; the
/// newest if none has.
Version settled_python(knowledge::Pythons pythons, const knowledge::Knowledge& knowledge);

} // namespace dockwright::gpu
