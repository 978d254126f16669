#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// BuildKit's own small shell: quotes, escapes and `$VARIABLES` in the words of instructions. It is
/// not a shell of RUN.
namespace dockwright::syntax {

/// Says what a variable holds, or nothing if it is unset. A plain pair of pointers, so that a
/// lookup costs no allocation; `context` is handed back.
struct Lookup {
    std::optional<std::string_view> (*get)(void* context, std::string_view name) = nullptr;
    void* context = nullptr;

    std::optional<std::string_view> operator()(std::string_view name) const {
        return get ? get(context, name) : std::nullopt;
    }
};

struct ExpandOptions {
    char escape = '\\';
    bool keep_quotes = false;
    bool keep_escapes = false;
    bool ignore_quotes = false; ///< quotes are plain characters (heredoc bodies)
    bool keep_unset = false;    ///< an unset variable stays as it is written, not ""
};

struct Expanded {
    std::string text;               ///< as one word, blanks kept
    std::vector<std::string> words; ///< split at blanks that no quote covers
};

enum class ExpandProblem : std::uint8_t {
    open_single_quote,
    open_double_quote,
    open_brace,
    bad_substitution,
    unsupported_modifier,
    required_unset,
    bad_pattern,
    too_deep
};

/// Whether it holds nothing that expansion changes.
bool is_plain(std::string_view text, char escape);

/// Replaces what `text` refers to. An unset variable is "" unless a modifier says otherwise.
std::expected<Expanded, ExpandProblem> expand(std::string_view text, Lookup lookup,
                                              const ExpandOptions& options);

/// As much of `text`, which begins behind a `$`, as is a name: letters, digits and `_`, or digits
/// alone, or one special parameter.
std::size_t name_length(std::string_view text);

} // namespace dockwright::syntax
