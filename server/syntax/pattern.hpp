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

    std::string without_prefix(std::string_view value, bool longest) const;
    std::string without_suffix(std::string_view value, bool longest) const;
    std::string replaced(std::string_view value, std::string_view by, bool all) const;

private:
    enum class Kind : unsigned char { literal, one, run };
    struct Token {
        Kind kind;
        char32_t code;
    };
    std::optional<std::size_t> match(std::u32string_view value, bool longest) const;

    std::vector<Token> tokens_;
};

} // namespace dockwright::syntax
