#pragma once
#include "base/problem.hpp"
#include "lint/finding.hpp"
#include <cstdint>
#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Findings that were there before: those of a file that is written once and read with every later run,
/// so that only new ones show. Text in, values out; whoever reads the file says what its paths begin at.
namespace dockwright::lint {

/// Equal findings of one file.
struct BaselineEntry {
    std::string rule; ///< an id; perhaps of a rule that is no more
    std::uint64_t fingerprint = 0;
    std::uint32_t count = 1;

    auto operator<=>(const BaselineEntry&) const = default;
};

/// By path with `/`, each sorted and without repetition.
using Baseline = std::map<std::string, std::vector<BaselineEntry>, std::less<>>;

/// Reads foreign bytes: lines `FINGERPRINT COUNT RULE PATH` behind a first line that names the format. What
/// is there twice, as after a merge, counts once. `shown` is the file's name in a Problem (`not-a-baseline`).
std::expected<Baseline, Problem> read_baseline(std::string_view bytes, std::string_view shown);

/// What read_baseline reads, a line an entry, sorted: two branches' changes merge.
std::string baseline_text(const Baseline& baseline);

/// What a baseline holds of a file with these findings.
std::vector<BaselineEntry> baseline_entries(std::string_view text, std::span<const Finding> findings);

/// Takes out of `findings` those that the entries have, and gives back the entries of which there are
/// fewer now, each with how many are missing.
std::vector<BaselineEntry> drop_known(std::vector<Finding>& findings, std::string_view text,
                                      std::span<const BaselineEntry> entries);

} // namespace dockwright::lint
