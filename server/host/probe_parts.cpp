#include "host/probe_parts.hpp"
#include "host/text.hpp"
#include <algorithm>

namespace dockwright::host {

ProbeParts::ProbeParts(std::string_view output) {
    constexpr std::size_t max_output = 4U * 1024U * 1024U;
    constexpr std::size_t max_parts = 64;
    constexpr std::string_view end = "=end ";
    output = output.substr(0, max_output);
    bool open = false;
    while (!output.empty()) {
        const auto newline = output.find('\n');
        std::string_view line = output.substr(0, newline);
        output.remove_prefix(newline == std::string_view::npos ? output.size() : newline + 1);
        if (line.starts_with('|')) {
            if (open) {
                parts_.back().text.append(line.substr(1)) += '\n';
            }
        } else if (line.starts_with(end)) {
            if (open) {
                parts_.back().status = number<int>(line.substr(end.size()));
            }
            open = false;
        } else if (line.starts_with('=')) {
            open = parts_.size() < max_parts;
            if (open) {
                parts_.push_back(
                    {.name = std::string(line.substr(1, max_field)), .text = {}, .status = std::nullopt});
            }
        }
    }
}

const ProbePart* ProbeParts::find(std::string_view name) const {
    const auto part = std::ranges::find(parts_, name, &ProbePart::name);
    return part == parts_.end() ? nullptr : &*part;
}

std::string_view ProbeParts::text(std::string_view name) const {
    const ProbePart* part = find(name);
    return part != nullptr && part->succeeded() ? std::string_view(part->text) : std::string_view();
}

std::optional<std::string_view> take_labelled(std::string_view& text, std::string_view label) {
    while (!text.empty()) {
        if (const std::string_view line = take_line(text); line.starts_with(label)) {
            return line.substr(label.size());
        }
    }
    return std::nullopt;
}

} // namespace dockwright::host
