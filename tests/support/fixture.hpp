#pragma once
#include "base/span.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Margin notation: a source text with what is expected to be said about it, and what a fix makes
/// of it, in one picture. The first character of a line that is no blank is its margin, and one
/// blank behind the margin belongs to it:
///
///     | FROM ubuntu            a line of the source
///     ~      ^^^^^^ message    said about that part of the line above
///     + FROM ubuntu:24.04      a line after the fix, in place of the source line above
///     - RUN true               a line of the source that the fix takes away
///
/// Carets count characters of the source line, a tab as one. An empty span is `!` at its place. A
/// span over several lines begins with `^^^> message` and ends, under its last line, with `^^^<`.
/// To keep a line and add others, repeat it: `+` always replaces the line above.
namespace dockwright::testing {

struct Annotation {
    Span span; ///< in the fixture's source
    std::string text;

    auto operator<=>(const Annotation&) const = default;
};

struct Fixture {
    std::string source; ///< each line ended by LF
    std::vector<Annotation> annotations;
    std::optional<std::string> fixed; ///< nothing if no line is marked as changed

    /// A line that cannot be read fails the test that asks.
    static Fixture read(std::string_view text);
};

/// The source with these annotations, and as changed into `fixed`, as it would be written.
std::string draw(std::string_view source, std::vector<Annotation> annotations,
                 const std::optional<std::string>& fixed = std::nullopt);

/// Fails, showing the fixture as it should be written, unless `actual` is what it expects.
void expect_annotations(const Fixture& fixture, std::vector<Annotation> actual);

/// As above, and that the fix gives what the fixture says. `fixed` is the whole text behind the
/// fix, or nothing if no fix was offered.
void expect_annotations(const Fixture& fixture, std::vector<Annotation> actual,
                        const std::optional<std::string>& fixed);

} // namespace dockwright::testing
