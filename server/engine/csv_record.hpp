#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

enum class CsvFault { nothing, misplaced_quote };

/// The first record of a text as Go's encoding/csv reads it, by which docker takes `--gpus`,
/// `--mount` and their kin apart: empty lines in front are skipped, a field that begins with a quote
/// may hold commas, newlines and doubled quotes, and a quote anywhere else is a fault.
std::expected<std::vector<std::string>, CsvFault> csv_record(std::string_view text);

/// The field as such a record needs it.
std::string csv_field(std::string_view value);

} // namespace dockwright::engine
