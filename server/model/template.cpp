#include "model/template.hpp"
#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

bool begins_placeholder(std::string_view text) {
    constexpr std::string_view marks[] = {"{{", "{%", "{#", "<%", "@@"};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return text.starts_with(mark); });
}

bool is_unread_placeholder(const Instruction& instruction) {
    return instruction.keyword == Keyword::unknown && begins_placeholder(instruction.name);
}

/// Nothing but a template has an instruction's end inside `{{ … }}`.
bool ends_within_braces(const Document& document, const Instruction& instruction) {
    const std::string_view own = instruction.joined.text;
    const std::string_view rest = document.text().substr(instruction.span.end.index());
    const std::size_t open = own.rfind("{{");
    const std::size_t close = rest.find("}}");
    return open != std::string_view::npos && !own.substr(open).contains("}}") &&
           close != std::string_view::npos && !rest.substr(0, close).contains("{{");
}

} // namespace

bool is_placeholder(std::string_view image) {
    constexpr std::string_view words[] = {"CHANGE",      "CHANGEME", "FILL",      "FIXME", "INSERT",
                                          "PLACEHOLDER", "REPLACE",  "REPLACEME", "TODO",  "YOUR"};
    const std::string_view path = split_reference(image).path;
    const std::string_view last = path.substr(path.rfind('/') + 1);
    const std::string_view first = last.substr(0, last.find_first_of("-_"));
    return std::ranges::none_of(last, ascii::is_lower) && std::ranges::find(words, first) != std::end(words);
}

bool is_template(const Document& document) {
    const auto instructions = document.instructions();
    return std::ranges::any_of(instructions, is_unread_placeholder) ||
           std::ranges::any_of(document.stages(),
                               [](const Stage& stage) { return is_placeholder(stage.image.name); }) ||
           (document.text().contains("{{") && std::ranges::any_of(instructions, [&](const Instruction& one) {
                return ends_within_braces(document, one);
            }));
}

bool has_misspelt_from(const Document& document) {
    return std::ranges::any_of(document.all(Keyword::unknown), [](const Instruction& one) {
        return nearest(one.name, syntax::keyword_names()) == "FROM";
    });
}

bool is_fragment(const Document& document) {
    return document.stages().empty() && !has_misspelt_from(document);
}

} // namespace dockwright::model
