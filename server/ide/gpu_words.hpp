#pragma once
#include "gpu/judge.hpp"
#include "ide/rich_text.hpp"
#include "knowledge/tables.hpp"
#include <span>
#include <string>
#include <string_view>

/// How editor features say what the tables and verdicts hold: in a few words, for a person who knows
/// Python and not Docker.
namespace dockwright::ide {

/// The drivers that a CUDA asks for.
struct DriversNeeded {
    knowledge::Version native{}; ///< from here on without any compatibility mode; not known for some
    knowledge::Version least{};  ///< from here on it works; not known for some
};
DriversNeeded drivers_needed(const knowledge::Knowledge& knowledge, const knowledge::Version& cuda);

/// `driver ≥ 550.54.14 (≥ 525.60.13 works)`; "" if nothing is known.
std::string text(const DriversNeeded& drivers);

/// `Ubuntu 22.04 (jammy)`.
std::string title(const knowledge::Distribution& distribution);

/// The GPU generations that machine code for these targets serves: `Turing to Blackwell (7.5 to 12.0)`.
std::string generations(const knowledge::Knowledge& knowledge,
                        std::span<const knowledge::Capability> targets);

/// `3.9 to 3.13`.
std::string text(knowledge::Pythons pythons);

/// `▶`, `✗`, `?`: the first character of a verdict.
std::string_view sign(gpu::Verdict verdict);

/// "runs on lab1 (A40, driver 535.104.05)", "fails on …", "can't be built".
std::string sentence(gpu::Verdict verdict, std::string_view machine);

/// The cause in at most five words: "driver too old".
std::string short_text(gpu::Cause cause);

/// "NVIDIA's release notes (not verified)".
std::string text(const knowledge::Fact& fact);

/// "a, b and c".
std::string enumeration(std::span<const std::string> words);
/// "a · b · c".
std::string separated(std::span<const std::string> words, std::string_view by);

} // namespace dockwright::ide
