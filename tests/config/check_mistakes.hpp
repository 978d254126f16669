#pragma once
#include "base/line_index.hpp"
#include "config/mistake.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::config {

/// One line for each mistake: `2:5 unknown-key: sentence -> replacement`, numbers from 1.
inline std::string said(std::string_view text, std::span<const Mistake> mistakes) {
    const LineIndex lines(text);
    std::string out;
    for (const Mistake& mistake : mistakes) {
        const Position at = lines.position(mistake.span.begin);
        out += std::to_string(at.line + 1) + ":" + std::to_string(at.column + 1) + " ";
        out += std::string(mistake.kind) + ": " + mistake.message;
        out += mistake.replacement.empty() ? "\n" : " -> " + mistake.replacement + "\n";
    }
    return out;
}

} // namespace dockwright::config
