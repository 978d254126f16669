#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::syntax {

/// The wildcard pattern of `${X#…}`, `${X%…}` and `${X/…/…}`: `*` and `?`, escaped by a backslash;
/// no brackets. Neither wildcard takes a line feed. Time is the product of both lengths.
class Pattern {
public:
    /// Nothing if a backslash escapes something that needs none.
    static std::optional<Pattern> read(std::string_view text);

    /// For `without_suffix`, which looks from the end. As with BuildKit, which turns the text round
    /// before it reads it, a backslash at the very end escapes the character before it.
    static std::optional<Pattern> read_backwards(std::string_view text);

    std::string without_prefix(std::string_view value, bool longest) const;
    std::string without_suffix(std::string_view value, bool longest) const;
    /// An empty match counts, but not right behind another match.
    std::string replaced(std::string_view value, std::string_view by, bool all) const;

private:
    enum class Kind : unsigned char { literal, one, run };
    struct Token {
        Kind kind;
        char32_t code;
    };
    static std::optional<Pattern> read_codes(std::u32string_view codes);
    std::optional<std::size_t> match(std::u32string_view value, bool longest) const;

    std::vector<Token> tokens_;
};

} // namespace dockwright::syntax
