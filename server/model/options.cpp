#include "model/options.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// The letters behind a single dash, or "".
std::string_view letters(const Argument& argument) {
    const bool single = is_option(argument) && !argument.text.starts_with("--");
    return single ? argument.text.substr(1) : std::string_view{};
}

} // namespace

const Argument* long_option(Arguments arguments, std::string_view name) {
    for (const Argument& argument : arguments) {
        if (argument.text.starts_with("--") && argument.text.substr(2).starts_with(name)) {
            const std::string_view behind = argument.text.substr(2 + name.size());
            if (behind.empty() || behind.front() == '=') {
                return &argument;
            }
        }
    }
    return nullptr;
}

std::optional<std::string_view> option_value(Arguments arguments, std::string_view name) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        if (word == name && i + 1 < arguments.size()) {
            return arguments[i + 1].text;
        }
        if (word.starts_with(name) && word.substr(name.size()).starts_with('=')) {
            return word.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

const Argument* letter_option(Arguments arguments, char letter) {
    const auto found = std::ranges::find_if(
        arguments, [letter](const Argument& argument) { return letters(argument).contains(letter); });
    return found == arguments.end() ? nullptr : &*found;
}

std::size_t count_letter(Arguments arguments, char letter) {
    std::size_t out = 0;
    for (const Argument& argument : arguments) {
        out += static_cast<std::size_t>(std::ranges::count(letters(argument), letter));
    }
    return out;
}

bool ValuedOptions::take_next(std::string_view option) const {
    if (option.starts_with("--")) {
        for (std::size_t at = names.find(option); at != std::string_view::npos;
             at = names.find(option, at + 1)) {
            const std::size_t end = at + option.size();
            if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' ')) {
                return true;
            }
        }
        return false;
    }
    return option.size() > 1 && option.find_first_of(letters, 1) == option.size() - 1;
}

const Argument* first_operand(Arguments arguments) {
    const auto found = std::ranges::find_if(arguments, [](const Argument& a) { return !is_option(a); });
    return found == arguments.end() ? nullptr : &*found;
}

} // namespace dockwright::model
