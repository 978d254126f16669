#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Tables for a terminal. Text goes in as it shall be printed: escape what is foreign before.
namespace dockwright::cli {

/// Characters, each taken for one column.
std::size_t width_of(std::string_view text);

/// At most so many characters; what was cut ends in "…".
std::string shortened(std::string_view text, std::size_t columns);

using Row = std::vector<std::string>;

/// The rows as aligned columns with three blanks between, each line ended by LF and without blanks
/// before it. Rows have as many cells as the first; columns of `right` (from 0) are aligned at their
/// right.
std::string columns_text(const std::vector<Row>& rows, const std::vector<std::size_t>& right = {});

} // namespace dockwright::cli
