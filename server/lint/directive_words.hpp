#pragma once
#include "model/document.hpp"
#include <optional>
#include <string_view>

/// Comments that are written like `# syntax=…` or `# escape=…`.
namespace dockwright::lint {

struct DirectiveWords {
    std::string_view name;  ///< the first word
    std::string_view sign;  ///< `=`, `:` or ""
    std::string_view value; ///< the rest, without blanks around it
};

/// Cuts a comment's text; nothing if it doesn't begin with a word of letters and go on.
std::optional<DirectiveWords> directive_words(std::string_view comment);

/// One word that could name a frontend: an image of which a part says `dockerfile`, or one of Docker's.
bool may_be_frontend(std::string_view value);

/// The comment belongs to no instruction's lines.
bool is_between_instructions(const model::Document& document, const syntax::Comment& comment);

} // namespace dockwright::lint
