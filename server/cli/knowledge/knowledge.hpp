#pragma once
#include "base/problem.hpp"
#include "cli/knowledge/rows.hpp"
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// `dockwright knowledge`.
namespace dockwright::cli {

/// How old the facts are, in words: `now` is a month such as `2027-09`. "" if it is not known.
std::string age_text(std::string_view as_of, std::string_view now);

/// This month, by the system's clock.
std::string this_month();

/// Those of one table.
std::expected<std::vector<FactRow>, Problem> facts_of_table(const knowledge::Knowledge& knowledge,
                                                            const std::string& table);
/// Those in which all words stand, in any case.
std::vector<FactRow> search_facts(const knowledge::Knowledge& knowledge, std::span<const std::string> words);

/// Those that an id (`gpus/Tesla T4`), a key (`T4`, `12.4.1`) or a package with its version
/// (`torch==2.4.1`) names.
std::expected<std::vector<FactRow>, Problem> find_facts(const knowledge::Knowledge& knowledge,
                                                        const std::string& id);

} // namespace dockwright::cli
