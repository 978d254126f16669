#include "lint/error_exit.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

/// `-e`, `-euo`; `-c` and `--login` not.
bool is_letter_e(std::string_view word) {
    return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.contains('e');
}

bool sets(model::Arguments arguments) {
    for (const model::Argument& argument : arguments) {
        if (argument.text == "--") {
            return false;
        }
        if (is_letter_e(argument.text) || argument.text == "errexit") {
            return true;
        }
    }
    return false;
}

} // namespace

bool sets_error_exit(const Facts& facts, const ShellScript& script) {
    const model::Commands& commands = facts.document.commands();
    return std::ranges::any_of(commands.of(commands.texts[script.text]), [&](const model::Command& command) {
        return command.name == "set" && sets(commands.arguments_of(command));
    });
}

bool starts_with_error_exit(const Facts& facts, const ShellScript& script) {
    const model::Document& document = facts.document;
    const model::ShellText& text = document.commands().texts[script.text];
    const auto heredocs = document.syntax().heredocs_of(document.instruction(text));
    if (!heredocs.empty() && heredocs.front().content.starts_with("#!")) {
        const std::string_view content = heredocs.front().content;
        const std::string_view line = content.substr(0, content.find('\n'));
        const std::size_t options = line.find(" -");
        return options != std::string_view::npos && is_letter_e(line.substr(options + 1));
    }
    const auto shell = document.context(document.instructions()[text.instruction]).shell;
    return shell &&
           std::ranges::any_of(document.words(document.instructions()[*shell]), [](const syntax::Word& word) {
               return is_letter_e(word.text) || word.text == "errexit";
           });
}

} // namespace dockwright::lint
