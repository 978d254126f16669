#include "engine/csv_record.hpp"
#include <optional>

namespace dockwright::engine {
namespace {

/// The next line without its end, taken off the text. Go drops a CR before LF and before the end.
struct Lines {
    std::string_view rest;

    std::optional<std::string_view> next() {
        if (rest.empty()) {
            return std::nullopt;
        }
        const std::size_t newline = rest.find('\n');
        std::string_view line = rest.substr(0, newline);
        rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        return line;
    }
};

/// Reads a quoted field whose opening quote has been taken off `line`; leaves what follows the
/// closing one there. False if there is none.
bool read_quoted(std::string_view& line, Lines& lines, std::string& field) {
    while (true) {
        const std::size_t quote = line.find('"');
        field += line.substr(0, quote);
        if (quote == std::string_view::npos) {
            const std::optional<std::string_view> more = lines.next();
            if (!more) {
                return false;
            }
            field += '\n';
            line = *more;
            continue;
        }
        line.remove_prefix(quote + 1);
        if (!line.starts_with('"')) {
            return true;
        }
        field += '"';
        line.remove_prefix(1);
    }
}

} // namespace

std::expected<std::vector<std::string>, CsvFault> csv_record(std::string_view text) {
    Lines lines{text};
    std::optional<std::string_view> first = lines.next();
    while (first && first->empty()) {
        first = lines.next();
    }
    if (!first) {
        return std::unexpected(CsvFault::nothing);
    }
    std::string_view line = *first;
    std::vector<std::string> fields;
    while (true) {
        std::string& field = fields.emplace_back();
        if (line.starts_with('"')) {
            line.remove_prefix(1);
            if (!read_quoted(line, lines, field) || (!line.empty() && line.front() != ',')) {
                return std::unexpected(CsvFault::misplaced_quote);
            }
        } else {
            field = line.substr(0, line.find(','));
            line.remove_prefix(field.size());
            if (field.contains('"')) {
                return std::unexpected(CsvFault::misplaced_quote);
            }
        }
        if (line.empty()) {
            return fields;
        }
        line.remove_prefix(1);
    }
}

std::string csv_field(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(value);
    }
    std::string quoted = "\"";
    for (const char byte : value) {
        quoted += byte;
        if (byte == '"') {
            quoted += byte;
        }
    }
    return quoted + '"';
}

} // namespace dockwright::engine
