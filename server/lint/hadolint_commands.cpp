#include "lint/hadolint_commands.hpp"

namespace dockwright::lint {

bool hadolint_sees(const model::Document& document, const model::Command& command) {
    const model::ShellText& text = document.commands().text_of(command);
    return !command.through_wrapper && text.problems.empty() &&
           document.instruction(text).keyword == model::Keyword::run &&
           !command.name_span.of(document.text()).contains('/');
}

} // namespace dockwright::lint
