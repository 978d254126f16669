#pragma once
#include <optional>
#include <string_view>

/// Whether a text holds a secret itself, by its shape. Nothing here ever repeats one.
namespace dockwright::lint::secret_values {

/// A stretch of a text that has the shape of a key or token that one maker gives out.
struct Token {
    std::string_view kind; ///< "an AWS access key": to put into a sentence
    std::size_t begin = 0;
    std::size_t size = 0;
};

/// The first one. Shapes as their makers document them; what is plainly an example (`…EXAMPLE`, one
/// character over and over, `ghp_xxxx`) is none.
std::optional<Token> token_in(std::string_view text);

/// Whether a password is none that anybody could want to keep: empty, a variable, `changeme`,
/// `password`, `<your-token>`, the same character over and over, or very short.
bool is_placeholder(std::string_view value);

} // namespace dockwright::lint::secret_values
