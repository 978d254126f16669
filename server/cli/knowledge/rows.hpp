#pragma once
#include "knowledge/tables.hpp"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dockwright::cli {

/// One fact as a person reads it.
struct FactRow {
    std::string_view table; ///< `toolkits`
    std::string key;        ///< what it is about, in its table: `12.4.1`, `torch 2.4.0 to 2.4.1`
    std::vector<std::pair<std::string, std::string>> fields;
    knowledge::Fact fact;

    std::string id() const { return std::string(table) + "/" + key; }
    /// `version: 12.4.1, min-driver: 550.54.15`.
    std::string line() const;
};

/// All facts, table by table.
std::vector<FactRow> fact_rows(const knowledge::Knowledge& knowledge);

/// The tables' names with how many facts each has, in order.
std::vector<std::pair<std::string_view, std::size_t>> table_sizes(const knowledge::Knowledge& knowledge);

} // namespace dockwright::cli
