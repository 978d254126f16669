#include "lint/hadolint/packages.hpp"
#include "base/ascii.hpp"
#include "model/mount.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// `$NAME` or `${NAME}`, and no longer name.
bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        std::string_view behind = text.substr(at + 1);
        const bool braces = behind.starts_with('{');
        behind.remove_prefix(braces ? 1U : 0U);
        if (behind.starts_with(name)) {
            behind.remove_prefix(name.size());
            if (braces ? behind.starts_with('}') : behind.empty() || !ascii::is_name(behind.front())) {
                return true;
            }
        }
    }
    return false;
}

/// Whether an ARG or ENV above defines a variable that the text mentions.
bool mentions_known(const model::Document& document, const model::Instruction& run, std::string_view text) {
    for (const model::Instruction& above : document.instructions()) {
        if (above.span.begin >= run.span.begin) {
            return false;
        }
        const auto words = document.words(above);
        if (above.keyword == model::Keyword::arg && !words.empty() &&
            mentions(text, words.front().text.substr(0, words.front().text.find('=')))) {
            return true;
        }
        if (above.keyword == model::Keyword::env) {
            for (std::size_t i = 0; i < words.size(); i += 2) {
                if (mentions(text, words[i].text)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/// A dash, a digit and up to the end only what versions are made of.
bool ends_in_version(std::string_view text) {
    const std::size_t last = text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                   "0123456789._:+~^-");
    for (std::size_t at = last == std::string_view::npos ? 0 : last + 1; at + 1 < text.size(); ++at) {
        if (text[at] == '-' && ascii::is_digit(text[at + 1])) {
            return true;
        }
    }
    return false;
}

/// What a command in backticks says is no part of a word; what one in `$(…)` says is.
std::string_view outside_backticks(std::string_view word) {
    const std::size_t open = word.find('`');
    if (open == std::string_view::npos) {
        return word;
    }
    const std::size_t close = word.rfind('`');
    return close + 1 < word.size() ? word.substr(close + 1) : word.substr(0, open);
}

/// Whether an option is one of those that take the next word.
bool takes_next(const model::Argument& argument, std::span<const std::string_view> valued) {
    return is_option(argument) && !argument.text.contains('=') &&
           std::ranges::any_of(
               valued, [&](std::string_view name) { return hadolint_count({&argument, 1}, name) > 0; });
}

} // namespace

bool hadolint_is_word(const model::Argument& argument) {
    return !argument.text.starts_with('-') || argument.text.find_first_not_of('-') == std::string_view::npos;
}

bool hadolint_has(model::Arguments arguments, std::span<const std::string_view> words) {
    return std::ranges::any_of(arguments, [&](const model::Argument& a) { return contains(words, a.text); });
}

std::size_t hadolint_count(model::Arguments arguments, std::string_view option) {
    std::size_t out = 0;
    for (const model::Argument& argument : arguments) {
        if (argument.text.starts_with("--")) {
            const std::string_view name = argument.text.substr(2);
            out += name.substr(0, name.find('=')) == option ? 1U : 0U;
        } else if (option.size() == 1 && is_option(argument)) {
            out += static_cast<std::size_t>(std::ranges::count(argument.text.substr(1), option.front()));
        }
    }
    return out;
}

const model::Argument* hadolint_unpinned(model::Arguments arguments, const HadolintPackages& reading,
                                         bool (*pinned)(std::string_view word)) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const model::Argument& argument = arguments[i];
        if (takes_next(argument, reading.valued)) {
            ++i;
        } else if (hadolint_is_word(argument) && !contains(reading.verbs, argument.text) &&
                   !pinned(outside_backticks(argument.text))) {
            return &argument;
        }
    }
    return nullptr;
}

bool hadolint_repeats_name(const model::Document& document, const model::Command& command) {
    const std::string_view outer =
        command.through_wrapper ? document.commands().all[command.outer].name : std::string_view{};
    return outer == "exec" || outer == "command" || outer == "builtin";
}

bool hadolint_mounts(const model::Document& document, const model::Instruction& run, std::string_view path) {
    return std::ranges::any_of(document.flags(run), [&](const syntax::Flag& flag) {
        const auto mount = model::mount_of(document, flag);
        return mount && mount->keeps_out() && mount->target.contains(path);
    });
}

bool hadolint_pins_rpm(const model::Document& document, const model::ShellText& text,
                       const model::Argument& argument) {
    if (argument.text.ends_with(".rpm")) {
        return argument.text.contains('-');
    }
    if (!argument.text.contains('$') && !argument.text.contains('`')) {
        return ends_in_version(argument.text);
    }
    const bool expands = !argument.plain || text.origin == model::ShellText::Origin::exec_form;
    return expands && !text.onbuild && argument.text.contains('-') &&
           mentions_known(document, document.instruction(text), argument.text);
}

} // namespace dockwright::lint
