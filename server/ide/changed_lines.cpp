#include "ide/changed_lines.hpp"
#include <vector>

namespace dockwright::ide {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        out.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

void add(std::string& out, std::string_view mark, std::string_view line) {
    out += (out.empty() ? "" : "\n") + std::string(mark) + std::string(line);
}

} // namespace

std::string changed_lines(std::string_view text, std::span<const TextEdit> edits) {
    const std::string edited = dockwright::apply(text, edits);
    const auto before = lines_of(text);
    const auto after = lines_of(edited);
    std::size_t begin = 0;
    while (begin < before.size() && begin < after.size() && before[begin] == after[begin]) {
        ++begin;
    }
    std::size_t end = 0;
    while (end < before.size() - begin && end < after.size() - begin &&
           before[before.size() - 1 - end] == after[after.size() - 1 - end]) {
        ++end;
    }
    std::string out;
    for (std::size_t i = begin; i < before.size() - end; ++i) {
        add(out, "- ", before[i]);
    }
    for (std::size_t i = begin; i < after.size() - end; ++i) {
        add(out, "+ ", after[i]);
    }
    return out;
}

} // namespace dockwright::ide
