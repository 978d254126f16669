#include "gpu/repair/mend.hpp"
#include "model/given_arguments.hpp"
#include <algorithm>

/// The texts that mends put into a Dockerfile.
namespace dockwright::gpu {
namespace {

/// The quote around the text that a command stands in: `"` of `sh -c "pip install torch"`; 0: none.
char quote_around(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    const model::Command* inner = &command;
    while (inner->through_wrapper) {
        const model::Command& outer = commands.all[inner->outer];
        for (const model::Argument& argument : commands.arguments_of(outer)) {
            const std::string_view written = argument.span.of(document.text());
            if (argument.span.covers(inner->span) && !written.empty()) {
                return written.front() == '\'' ? '\'' : '"';
            }
        }
        inner = &outer;
    }
    return 0;
}

bool needs_quotes(std::string_view word) {
    return word.find_first_of("<>[]*!; |&()$'\"") != std::string_view::npos;
}

/// The part of a FROM's image that one variable stands for, where the whole is to be `reference`.
struct Filled {
    std::string_view variable;
    std::string_view value;
};

/// `nvidia/cuda:${CUDA}-base-ubuntu${UBUNTU}`: the variable that makes the whole what it should be if
/// the others stay as they are.
std::optional<Filled> filled(const model::Document& document, std::string_view written,
                             std::string_view reference) {
    for (std::size_t chosen = written.find('$'); chosen != std::string_view::npos;
         chosen = written.find('$', chosen + 1)) {
        std::string before;
        std::string behind;
        std::string_view variable;
        bool understood = true;
        for (std::size_t at = 0; at < written.size() && understood;) {
            std::string& part = variable.empty() ? before : behind;
            if (written[at] != '$') {
                part += written[at++];
                continue;
            }
            const bool braces = written.substr(at + 1).starts_with('{');
            const std::size_t begin = at + (braces ? 2 : 1);
            std::size_t end = begin;
            while (end < written.size() &&
                   (written[end] == '_' || (written[end] >= '0' && written[end] <= '9') ||
                    (written[end] >= 'A' && written[end] <= 'Z') ||
                    (written[end] >= 'a' && written[end] <= 'z'))) {
                ++end;
            }
            const std::string_view name = written.substr(begin, end - begin);
            understood = !name.empty() && (!braces || written.substr(end).starts_with('}'));
            if (at == chosen) {
                variable = name;
            } else {
                const model::Binding* binding = document.global(name);
                understood = understood && binding != nullptr && binding->value;
                part += understood ? *binding->value : std::string_view();
            }
            at = end + (braces ? 1 : 0);
        }
        if (understood && reference.size() > before.size() + behind.size() && reference.starts_with(before) &&
            reference.ends_with(behind)) {
            const std::size_t size = reference.size() - before.size() - behind.size();
            return Filled{variable, reference.substr(before.size(), size)};
        }
    }
    return std::nullopt;
}

/// The word that sets a variable: `CUDA=12.4.1` of an ARG; null if there is none.
const syntax::Word* assignment_of(const model::Document& document, const model::Binding& binding) {
    if (!binding.instruction) {
        return nullptr;
    }
    const auto words = document.words(document.instructions()[*binding.instruction]);
    const auto found =
        std::ranges::find_if(words, [&](const syntax::Word& word) { return word.span.covers(binding.span); });
    return found == words.end() ? nullptr : &*found;
}

/// The default of a build argument, or the value of a variable.
std::optional<TextEdit> with_default(const model::Document& document, const model::Binding* binding,
                                     std::string_view value) {
    if (binding == nullptr || !binding->instruction || !binding->value) {
        return std::nullopt;
    }
    const model::Instruction& instruction = document.instructions()[*binding->instruction];
    if (binding->kind == model::Binding::Kind::environment) {
        return with_value(document, instruction, binding->name, value);
    }
    const syntax::Word* word = assignment_of(document, *binding);
    const std::string_view written = word != nullptr ? word->span.of(document.text()) : std::string_view();
    const auto equals = written.find('=');
    if (equals == std::string_view::npos || written.substr(equals).contains('$')) {
        return std::nullopt;
    }
    const bool quotes = written.ends_with('"') || written.ends_with('\'');
    const std::string quote(quotes ? written.substr(written.size() - 1) : "");
    return TextEdit{{word->span.begin + equals + 1, word->span.end}, quote + std::string(value) + quote};
}

/// A default as it is written, with the variables in it and without quotes; "" where there is none.
std::string_view default_of(const model::Document& document, const model::Binding* binding) {
    const syntax::Word* word = binding != nullptr ? assignment_of(document, *binding) : nullptr;
    std::string_view written = word != nullptr ? word->span.of(document.text()) : std::string_view();
    const auto equals = written.find('=');
    written = equals == std::string_view::npos ? std::string_view() : written.substr(equals + 1);
    if (written.size() > 1 && (written.front() == '"' || written.front() == '\'') &&
        written.back() == written.front()) {
        written = written.substr(1, written.size() - 2);
    }
    return written;
}

/// `==` and `TORCH` of `==${TORCH}`; nothing where a version is more than that.
struct VersionVariable {
    std::string_view operators;
    std::string_view name;
};

std::optional<VersionVariable> variable_in(std::string_view version) {
    const auto dollar = version.find('$');
    if (dollar == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view name = version.substr(dollar + 1);
    if (name.starts_with('{') && name.ends_with('}')) {
        name = name.substr(1, name.size() - 2);
    }
    const bool whole = !name.empty() && std::ranges::all_of(name, [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    return whole ? std::optional(VersionVariable{version.substr(0, dollar), name}) : std::nullopt;
}

const model::Binding* binding_of(const model::Document& document, const model::PackageCommand& command,
                                 std::string_view name) {
    const model::ShellText& text = document.commands().text_of(shell_of(document, command));
    return document.binding(name, document.instructions()[text.instruction]);
}

} // namespace

std::string version_of(const model::Document& document, const model::PackageCommand& command,
                       const model::Package& package) {
    if (const auto variable = variable_in(package.version)) {
        const model::Binding* binding = binding_of(document, command, variable->name);
        if (binding != nullptr && binding->value) {
            return std::string(variable->operators) + std::string(*binding->value);
        }
    }
    return std::string(package.version);
}

bool is_json(const model::Document& document, const model::Command& command) {
    return !command.through_wrapper &&
           document.instructions()[document.commands().text_of(command).instruction].json;
}

TextEdit line_before(const model::Instruction& instruction, std::string_view line) {
    return {{instruction.span.begin, instruction.span.begin}, std::string(line) + "\n"};
}

TextEdit line_behind(const model::Document& document, const model::Instruction& instruction,
                     std::string_view line) {
    const std::string_view text = document.text();
    const auto end = text.find('\n', instruction.span.end.index());
    const Offset at = offset(end == std::string_view::npos ? text.size() : end);
    return {{at, at}, "\n" + std::string(line)};
}

TextEdit without(const model::Document& document, const model::Instruction& instruction) {
    const std::string_view text = document.text();
    const auto end = text.find('\n', instruction.span.end.index());
    return {{instruction.span.begin, offset(end == std::string_view::npos ? text.size() : end + 1)}, ""};
}

std::optional<TextEdit> with_words(const model::Document& document, const model::Command& command,
                                   std::string_view words) {
    if (is_json(document, command)) {
        return std::nullopt;
    }
    return TextEdit{{command.span.end, command.span.end}, " " + std::string(words)};
}

std::optional<TextEdit> without_word(const model::Document& document, const model::PackageCommand& command,
                                     const model::Package& package) {
    const model::Command& shell = shell_of(document, command);
    const auto arguments = document.commands().arguments_of(shell);
    const auto here = std::ranges::find_if(
        arguments, [&](const model::Argument& argument) { return argument.span.covers(package.span); });
    if (here == arguments.end() || here == arguments.begin() || is_json(document, shell)) {
        return std::nullopt;
    }
    return TextEdit{{std::prev(here)->span.end, here->span.end}, ""};
}

TextEdit with_address(const model::Document& document, const model::PackageIndex& index,
                      std::string_view url) {
    const std::string_view written = index.span.of(document.text());
    const bool marks = written.starts_with('"') || written.starts_with('\'');
    const std::string quote(marks ? written.substr(0, 1) : "");
    return {index.span, quote + std::string(url) + quote};
}

std::string quoted(const model::Document& document, const model::Command& command, std::string_view word) {
    if (!needs_quotes(word) || is_json(document, command)) {
        return std::string(word);
    }
    const std::string quote = quote_around(document, command) == '"' ? "'" : "\"";
    return quote + std::string(word) + quote;
}

TextEdit with_requirement(const model::Document& document, const model::PackageCommand& command,
                          const model::Package& package, std::string_view requirement) {
    const std::string_view word = package.span.of(document.text());
    if (word.starts_with('"') || word.starts_with('\'')) {
        const std::string quote(word.substr(0, 1));
        return {package.span, quote + std::string(requirement) + quote};
    }
    return {package.span, quoted(document, shell_of(document, command), requirement)};
}

TextEdit with_version(const model::Document& document, const model::PackageCommand& command,
                      const model::Package& package, std::string_view version) {
    const auto variable = variable_in(package.version);
    if (variable && !variable->operators.empty() && version.starts_with(variable->operators)) {
        const auto edit = with_default(document, binding_of(document, command, variable->name),
                                       version.substr(variable->operators.size()));
        if (edit) {
            return *edit;
        }
    }
    std::string requirement(package.name);
    if (!package.extras.empty()) {
        requirement += "[" + std::string(package.extras) + "]";
    }
    requirement += version;
    if (!package.marker.empty()) {
        requirement += "; " + std::string(package.marker);
    }
    return with_requirement(document, command, package, requirement);
}

std::optional<TextEdit> with_value(const model::Document& document, const model::Instruction& instruction,
                                   std::string_view variable, std::optional<std::string_view> value) {
    const auto words = document.words(instruction); // names and values in turn
    if (instruction.keyword != syntax::Keyword::env) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (words[i].text != variable) {
            continue;
        }
        if (value) {
            return TextEdit{words[i + 1].span, std::string(*value)};
        }
        if (words.size() == 2) {
            return without(document, instruction);
        }
        // With the blanks beside it.
        const Offset begin = i == 0 ? words[0].span.begin : words[i - 1].span.end;
        const Offset end = i == 0 ? words[2].span.begin : words[i + 1].span.end;
        return TextEdit{{begin, end}, ""};
    }
    return std::nullopt;
}

std::optional<TextEdit> with_base(const Ailing& ailing, std::string_view reference) {
    constexpr int deepest = 4;
    const Span image = ailing.state.base_place.span;
    std::string_view written = image.of(ailing.document.text());
    if (written.contains('@') || ailing.state.base == reference || written.empty()) {
        return std::nullopt;
    }
    if (!written.contains('$')) {
        return TextEdit{image, std::string(reference)};
    }
    // Whoever gives the build arguments goes on giving them: FROM stays as it is.
    for (int depth = 0; depth < deepest; ++depth) {
        const auto found = filled(ailing.document, written, reference);
        if (!found || model::giver(ailing.surroundings, found->variable) != nullptr) {
            return std::nullopt;
        }
        const model::Binding* binding = ailing.document.global(found->variable);
        if (auto edit = with_default(ailing.document, binding, found->value)) {
            return edit;
        }
        written = default_of(ailing.document, binding);
        reference = found->value;
    }
    return std::nullopt;
}

} // namespace dockwright::gpu
