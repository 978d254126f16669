#pragma once
#include "model/document.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::ide {

/// What a place in a Dockerfile means, for a person who knows Python and not Docker. All of it is
/// our own text: nothing of the file is quoted, so there is nothing to escape.
struct HoverText {
    Span span; ///< what it is about
    std::string_view heading;
    std::string_view form; ///< how it is written; may be empty
    std::string text;

    bool operator==(const HoverText&) const = default;
};

/// Of an instruction's keyword, a flag's name, a parser directive's name, or a rule in a comment that
/// suppresses it. Nothing elsewhere.
std::optional<HoverText> hover(const model::Document& document, Offset at);

std::string markdown(const HoverText& hover);
std::string plain(const HoverText& hover);

} // namespace dockwright::ide
