#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Text for a person in a few plain shapes, from which both Markdown and plain text are written. What
/// is quoted from a file is kept apart from what marks it up, so that it can never become markup.
namespace dockwright::ide {

struct Run {
    enum class Style : std::uint8_t { plain, strong, code };
    Style style = Style::plain;
    std::string text;

    bool operator==(const Run&) const = default;
};
using Line = std::vector<Run>;

struct Block {
    enum class Kind : std::uint8_t { title, heading, subheading, paragraph, item, nested, code, change };
    Kind kind = Kind::paragraph;
    Line line; ///< of `code` and `change` one run, perhaps of several lines

    bool operator==(const Block&) const = default;
};
using RichText = std::vector<Block>;

/// The values in place of the `{}`. In the pattern, which is our own, `…` is code and *…* is strong; a
/// value is never read for marks.
Line line(std::string_view pattern, std::initializer_list<std::string_view> values = {});

/// Sentences of the tables and of verdicts, which have code between backticks and no other mark.
Line prose(std::string_view text);

/// Both in one line.
Line joined(Line first, const Line& second);

std::string markdown(const RichText& text);
std::string plain(const RichText& text);
/// Of one line, where no mark is possible.
std::string plain(const Line& line);

} // namespace dockwright::ide
