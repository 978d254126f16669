#include "ide/hover.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "ide/instruction_texts.hpp"
#include "lint/linter.hpp"
#include "lint/rule_words.hpp"
#include "lint/selectors.hpp"
#include "lint/suppressions.hpp"

namespace dockwright::ide {
namespace {

using syntax::Instruction;

std::optional<HoverText> instruction_hover(const model::Document& document, const Instruction& instruction,
                                           Offset at) {
    if (instruction.name_span.touches(at)) {
        const InstructionText* known = instruction_text(instruction.keyword);
        return known == nullptr ? std::nullopt
                                : std::optional(HoverText{.span = instruction.name_span,
                                                          .heading = syntax::name(instruction.keyword),
                                                          .form = known->form,
                                                          .text = std::string(known->text)});
    }
    for (const syntax::Flag& flag : document.flags(instruction)) {
        const FlagText* known =
            flag.name_span.touches(at) ? flag_text(instruction.keyword, flag.name) : nullptr;
        if (known != nullptr) {
            return HoverText{.span = flag.name_span,
                             .heading = known->heading,
                             .form = known->form,
                             .text = std::string(known->text)};
        }
    }
    const Instruction* nested = document.nested(instruction);
    return nested == nullptr ? std::nullopt : instruction_hover(document, *nested, at);
}

std::optional<HoverText> directive_hover(const model::Document& document, Offset at) {
    for (const syntax::Directive& directive : document.syntax().directives) {
        const DirectiveText* known =
            directive.name_span.touches(at) ? directive_text(directive.name) : nullptr;
        if (known != nullptr) {
            return HoverText{.span = directive.name_span,
                             .heading = known->name,
                             .form = known->form,
                             .text = std::string(known->text)};
        }
    }
    return std::nullopt;
}

std::optional<HoverText> suppression_hover(const model::Document& document, Offset at) {
    const lint::Suppressions suppressions(document);
    for (const lint::Suppression& suppression : suppressions.all()) {
        if (!suppression.selector_span.touches(at)) {
            continue;
        }
        const lint::Rule* rule = lint::find_rule(suppression.selector);
        if (rule == nullptr) {
            return std::nullopt;
        }
        std::string text = message("{}. {}", {rule->title, rule->why});
        if (rule->also.size() > 0) {
            text += message("\n\nAlso known as {}", {lint::codes_list(*rule)});
        }
        return HoverText{.span = suppression.selector_span, .heading = rule->id, .form = {}, .text = text};
    }
    return std::nullopt;
}

} // namespace

std::optional<HoverText> hover(const model::Document& document, Offset at) {
    for (const Instruction& instruction : document.instructions()) {
        if (instruction.span.touches(at)) {
            if (auto found = instruction_hover(document, instruction, at)) {
                return found;
            }
            break;
        }
    }
    for (const syntax::Comment& comment : document.syntax().comments) {
        if (comment.span.touches(at)) {
            auto found = directive_hover(document, at);
            return found ? found : suppression_hover(document, at);
        }
    }
    return std::nullopt;
}

std::string markdown(const HoverText& hover) {
    const std::string form =
        hover.form.empty() ? std::string() : message("\n```dockerfile\n{}\n```\n", {hover.form});
    return message("**{}**\n{}\n{}", {hover.heading, form, hover.text});
}

std::string plain(const HoverText& hover) {
    const std::string form = hover.form.empty() ? std::string() : message("{}\n", {hover.form});
    return message("{}\n{}\n{}", {hover.heading, form, hover.text});
}

} // namespace dockwright::ide
