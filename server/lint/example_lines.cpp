#include "lint/example_lines.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

std::string_view take_line(std::string_view& rest) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    return line;
}

ExampleLine::Kind kind_of(char margin) {
    switch (margin) {
    case '~': return ExampleLine::Kind::found;
    case '+': return ExampleLine::Kind::added;
    case '-': return ExampleLine::Kind::removed;
    default: return ExampleLine::Kind::source;
    }
}

} // namespace

std::vector<ExampleLine> example_lines(std::string_view notation) {
    std::vector<ExampleLine> out;
    while (!notation.empty()) {
        std::string_view line = take_line(notation);
        const std::size_t margin = line.find_first_not_of(' ');
        if (margin == std::string_view::npos) {
            continue;
        }
        const ExampleLine::Kind kind = kind_of(line[margin]);
        line.remove_prefix(margin + 1);
        line.remove_prefix(line.starts_with(' ') ? 1 : 0);
        out.push_back({kind, line});
    }
    return out;
}

std::vector<std::string_view> beside_lines(std::string_view beside) {
    const std::size_t first = beside.find("== ");
    if (first == std::string_view::npos) {
        return {};
    }
    const std::size_t line_begin = beside.rfind('\n', first) + 1; // 0 if there is none
    std::vector<std::string_view> out;
    for (std::string_view rest = beside.substr(line_begin); !rest.empty();) {
        std::string_view line = take_line(rest);
        const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
        line.remove_prefix(std::min(blanks, first - line_begin));
        out.push_back(line);
    }
    while (!out.empty() && out.back().empty()) {
        out.pop_back();
    }
    return out;
}

} // namespace dockwright::lint
