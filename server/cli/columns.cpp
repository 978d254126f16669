#include "cli/columns.hpp"
#include "base/utf8.hpp"
#include <algorithm>

namespace dockwright::cli {

std::size_t width_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += utf8::decode(text, at).size) {
        ++count;
    }
    return count;
}

std::string shortened(std::string_view text, std::size_t columns) {
    if (width_of(text) <= columns) {
        return std::string(text);
    }
    std::size_t at = 0;
    for (std::size_t count = 1; count < columns; ++count) {
        at += utf8::decode(text, at).size;
    }
    return columns == 0 ? std::string() : std::string(text.substr(0, at)) + "…";
}

std::string columns_text(const std::vector<Row>& rows, const std::vector<std::size_t>& right) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blanks(widths[i] - width_of(row[i]), ' ');
            const bool at_right = std::ranges::find(right, i) != right.end();
            line += (i == 0 ? "" : "   ") + (at_right ? blanks + row[i] : row[i] + blanks);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

} // namespace dockwright::cli
