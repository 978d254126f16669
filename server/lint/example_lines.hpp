#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

/// The margin notation of a rule's examples (lint::Example), cut into lines for pages that show it. Tests
/// hold the examples against the rules by a reader of their own.
namespace dockwright::lint {

struct ExampleLine {
    enum class Kind : std::uint8_t {
        source,
        found,  ///< carets below the line above, and the message
        added,  ///< as the fix leaves it
        removed ///< what the fix takes away
    };
    Kind kind = Kind::source;
    std::string_view text; ///< without margin; stands below the column of the source that it is about
};

std::vector<ExampleLine> example_lines(std::string_view notation);

/// The lines of Example::beside without their common indentation; `== NAME` begins a file.
std::vector<std::string_view> beside_lines(std::string_view beside);

} // namespace dockwright::lint
