#pragma once
#include "host/check.hpp"
#include <span>
#include <string>
#include <vector>

/// The doctor: what was seen of a machine, judged.
namespace dockwright::host {

/// One finding for each check, in the fixed order of the checks. The first failure is what to mend
/// first; what merely follows from one is `skipped` and says so.
std::vector<Finding> examine(const Facts& facts,
                             const knowledge::Knowledge& knowledge = knowledge::built_in());

/// All findings in one.
struct Verdict {
    Status status = Status::ok;     ///< failure, warning, unknown (the proof is missing) or ok
    const Finding* first = nullptr; ///< the gravest that comes first; null: all is well. Into `findings`
    std::string sentence;           ///< without full stop
};
Verdict verdict(std::span<const Finding> findings);

} // namespace dockwright::host
