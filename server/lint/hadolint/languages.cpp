#include "lint/hadolint/languages.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include <algorithm>
#include <array>
#include <string>

namespace dockwright::lint {
namespace {

using model::Argument;
using model::Arguments;
using model::Command;
using model::Document;

bool has(Arguments arguments, std::string_view word) {
    return std::ranges::find(arguments, word, &Argument::text) != arguments.end();
}

bool contains_any(std::string_view text, const auto& parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return text.contains(part); });
}
bool starts_with_any(std::string_view text, const auto& parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return text.starts_with(part); });
}

/// Whether an option is one of those that take the next word.
bool takes_next(const Argument& argument, std::span<const std::string_view> valued) {
    return is_option(argument) && !argument.text.contains('=') &&
           std::ranges::any_of(
               valued, [&](std::string_view name) { return hadolint_count({&argument, 1}, name) > 0; });
}

/// What hadolint keeps of a substitution: the words of plain commands, and nothing of one that pipes,
/// joins with `&&`, redirects, or stands in backticks.
bool keeps(const shell::Script& script, const shell::Part& part) {
    if (part.kind != shell::Part::Kind::command || part.node == shell::no_node) {
        return part.kind != shell::Part::Kind::backticks && part.kind != shell::Part::Kind::arithmetic;
    }
    return std::ranges::all_of(script.children_of(script.nodes[part.node]), [&](std::uint32_t child) {
        const shell::Node& node = script.nodes[child];
        return node.kind == shell::Node::Kind::simple && node.redirections.empty();
    });
}

/// A word as hadolint reads it; `scratch` holds it if something is left out.
std::string_view read(const shell::Script& script, const Argument& argument, std::string& scratch) {
    if (argument.plain || argument.word == shell::no_node) {
        return argument.text;
    }
    const auto parts = script.parts_of(script.words[argument.word]);
    if (std::ranges::all_of(parts, [&](const shell::Part& part) { return keeps(script, part); })) {
        return argument.text;
    }
    scratch.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].kind != shell::Part::Kind::double_quoted) { // What is inside follows.
            scratch += keeps(script, parts[i]) ? parts[i].text : std::string_view{};
            i += parts[i].inside;
        }
    }
    return scratch;
}

/// Calls `use` for each word that is neither an option nor the value of one until it says true.
/// A lone `-` and `--` are such words.
bool any_word(const Document& document, Arguments arguments, std::span<const std::string_view> valued,
              auto use) {
    std::string scratch;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Argument& argument = arguments[i];
        if (takes_next(argument, valued)) {
            ++i;
        } else if ((!is_option(argument) || argument.text == "--") &&
                   use(read(document.commands().script, argument, scratch))) {
            return true;
        }
    }
    return false;
}

bool is_python_pip(const Command& command, Arguments arguments) {
    constexpr std::string_view words[] = {"-m", "pip", "install"};
    return command.name.starts_with("python") &&
           !std::ranges::search(arguments, words, {}, &Argument::text).empty();
}

bool is_pip_install(const Command& command, Arguments arguments) {
    return (command.name.starts_with("pip") && !command.name.starts_with("pipenv") &&
            has(arguments, "install")) ||
           is_python_pip(command, arguments);
}

bool pins_pip(std::string_view word) {
    if (contains_any(word, std::array{"==", "<", ">", "!=", "~="}) || word.ends_with(".whl") ||
        word.ends_with(".tar.gz")) {
        return true;
    }
    const bool repository = starts_with_any(word, std::array{"git+", "hg+", "bzr+", "svn+"});
    return word.contains(repository ? '@' : '/');
}

bool finds_pip(const Document& document, const Command& command, Arguments arguments) {
    constexpr std::string_view valued[] = {"abi",
                                           "b",
                                           "build",
                                           "e",
                                           "editable",
                                           "extra-index-url",
                                           "f",
                                           "find-links",
                                           "i",
                                           "index-url",
                                           "implementation",
                                           "no-binary",
                                           "only-binary",
                                           "platform",
                                           "prefix",
                                           "progress-bar",
                                           "proxy",
                                           "python",
                                           "python-version",
                                           "root",
                                           "root-user-action",
                                           "src",
                                           "t",
                                           "target",
                                           "trusted-host",
                                           "upgrade-strategy"};
    if (!is_pip_install(command, arguments) || has(arguments, "-r") || has(arguments, "--requirement") ||
        has(arguments, ".") || hadolint_count(arguments, "c") > 0 ||
        hadolint_count(arguments, "constraint") > 0) {
        return false;
    }
    const auto verb = std::ranges::find(arguments, "install", &Argument::text);
    const Arguments packages = arguments.subspan(static_cast<std::size_t>(verb - arguments.begin()) + 1);
    return any_word(document, packages, valued,
                    [](std::string_view word) { return word != "install" && !pins_pip(word); });
}

bool pins_npm(std::string_view word) {
    if (starts_with_any(word, std::array{"/", "./", "../", "~/"}) || word.ends_with(".tar") ||
        word.ends_with(".tar.gz") || word.ends_with(".tgz")) {
        return true;
    }
    if (starts_with_any(word, std::array{"git://", "git+ssh://", "git+http://", "git+https://"})) {
        return word.contains('#');
    }
    if (word.starts_with('@')) {
        const std::size_t slash = word.find('/');
        return slash != std::string_view::npos && word.substr(slash).contains('@');
    }
    return word.contains('@');
}

bool finds_npm(const Document& document, const Command& command, Arguments arguments) {
    constexpr std::string_view valued[] = {"loglevel", "registry"};
    bool first = true;
    bool installs = !hadolint_repeats_name(document, command);
    return any_word(document, arguments, valued,
                    [&](std::string_view word) {
                        installs = installs && (!first || word == "install");
                        first = false;
                        return !installs || (word != "install" && !pins_npm(word));
                    }) &&
           installs;
}

/// Each word with a dash in front takes the next one.
bool finds_gem(const Document& document, const Command& command, Arguments arguments) {
    const bool versioned = std::ranges::any_of(arguments, [](const Argument& a) {
        return a.text == "-v" || a.text == "--version" || a.text.starts_with("--version=");
    });
    if ((!has(arguments, "install") && !has(arguments, "i")) || versioned) {
        return false;
    }
    if (hadolint_repeats_name(document, command)) {
        return true;
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        if (word.starts_with('-')) {
            ++i;
        } else if (word != "install" && word != "i" && !word.contains(':')) {
            return true;
        }
    }
    return false;
}

bool pins_go(std::string_view word) {
    return word.starts_with('.') || word.starts_with('/') ||
           (word.contains('@') && !word.ends_with("@latest") && !word.ends_with("@none"));
}

/// Of `go run` the first word counts, of the others all.
bool finds_go(const Document& document, const Command& command, Arguments arguments) {
    const bool runs = has(arguments, "run");
    const bool all = has(arguments, "install") || has(arguments, "get");
    if (!runs && !all) {
        return false;
    }
    bool first = true;
    return hadolint_repeats_name(document, command) ||
           any_word(document, arguments, {}, [&](std::string_view word) {
               if (word == "install" || word == "get" || word == "run") {
                   return false;
               }
               const bool counts = all || first;
               first = false;
               return counts && !pins_go(word);
           });
}

constexpr std::string_view yes[] = {"1", "true", "True", "TRUE", "on", "On", "ON", "yes", "Yes", "YES"};

/// `PIP_NO_CACHE_DIR=1` anywhere in the text of the RUN.
bool switches_off(std::string_view text) {
    constexpr std::string_view name = "PIP_NO_CACHE_DIR=";
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        if (starts_with_any(text.substr(at + name.size()), yes)) {
            return true;
        }
    }
    return false;
}

/// An ENV of the stage, above the RUN or in the stages that it builds on.
bool environment_switches_off(const Document& document, const model::Stage& stage, std::uint32_t before) {
    const auto bindings =
        document.bindings().subspan(stage.bindings_begin, stage.bindings_end - stage.bindings_begin);
    for (const model::Binding& binding : bindings) {
        if (binding.name == "PIP_NO_CACHE_DIR" && binding.kind == model::Binding::Kind::environment &&
            binding.instruction && *binding.instruction < before && binding.value &&
            std::ranges::find(yes, *binding.value) != std::end(yes)) {
            return true;
        }
    }
    const std::string_view base = hadolint_image(stage.image.written).name;
    for (std::uint32_t i = stage.index; i-- > 0;) {
        const model::Stage& earlier = document.stages()[i];
        // Looked at before the name is cut out of it: there may be many stages, each with a RUN that asks.
        const std::string_view written = earlier.name.empty() ? earlier.image.written : earlier.name;
        if (written.contains(base) && hadolint_name(earlier) == base) {
            return environment_switches_off(document, earlier, earlier.end);
        }
    }
    return false;
}

/// Where hadolint minds yarn's cache: behind ONBUILD, in the last stage, and in those that a FROM
/// names.
bool is_used(const Document& document, const model::ShellText& text) {
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    if (text.onbuild || stage == nullptr || stage->index + 1 == document.stages().size()) {
        return true;
    }
    return std::ranges::any_of(document.stages().subspan(stage->index + 1), [&](const model::Stage& later) {
        return stage->name.empty() ? later.image.written == stage->image.written
                                   : hadolint_image(later.image.written).name == stage->name;
    });
}

} // namespace

std::string_view hadolint_unpinned(const Document& document, const Command& command) {
    const Arguments arguments = document.commands().arguments_of(command);
    if (command.name.contains('$')) {
        return {};
    }
    const bool pip = command.name.starts_with("pip") || command.name.starts_with("python");
    if (pip && finds_pip(document, command, arguments)) {
        return hadolint_sees(document, command) ? "DL3013" : "";
    }
    const bool found = command.name == "npm"   ? finds_npm(document, command, arguments)
                       : command.name == "gem" ? finds_gem(document, command, arguments)
                       : command.name == "go"  ? finds_go(document, command, arguments)
                                               : false;
    if (!found || !hadolint_sees(document, command)) {
        return {};
    }
    return command.name == "npm" ? "DL3016" : command.name == "gem" ? "DL3028" : "DL3062";
}

bool hadolint_keeps_pip_cache(const Document& document, const Command& command) {
    const Arguments arguments = document.commands().arguments_of(command);
    if (!is_pip_install(command, arguments) || command.name.starts_with("pipx") ||
        command.name.contains('$') || has(arguments, "--no-cache-dir") || !hadolint_sees(document, command)) {
        return false;
    }
    const model::ShellText& text = document.commands().text_of(command);
    const model::Instruction& run = document.instruction(text);
    const model::Instruction& owner = document.instructions()[text.instruction];
    const model::Stage* stage = document.stage_of(owner);
    const auto heredocs = document.syntax().heredocs_of(run);
    return !hadolint_mounts(document, run, ".cache/pip") && !switches_off(run.arguments) &&
           std::ranges::none_of(heredocs, [](const syntax::Heredoc& h) { return switches_off(h.content); }) &&
           (text.onbuild || stage == nullptr ||
            !environment_switches_off(document, *stage, text.instruction));
}

bool hadolint_keeps_yarn_cache(const Document& document, const Command& command) {
    const model::Commands& commands = document.commands();
    const model::ShellText& text = commands.text_of(command);
    const auto is_yarn = [&](const Command& other) {
        return other.name == "yarn" && hadolint_sees(document, other);
    };
    const auto cleans = [&](Arguments arguments) {
        return has(arguments, "cache") || has(arguments, "clean");
    };
    if (command.name != "yarn" || !has(commands.arguments_of(command), "install") ||
        cleans(commands.arguments_of(command)) || !is_yarn(command)) {
        return false;
    }
    const Command* cleaner = nullptr;
    for (const Command& other : commands.of(text)) {
        const Arguments arguments = commands.arguments_of(other);
        if (&other < &command && has(arguments, "install") && is_yarn(other)) {
            return false; // The first one decides.
        }
        if (cleaner == nullptr && cleans(arguments) && is_yarn(other)) {
            cleaner = &other;
        }
    }
    return (cleaner == nullptr || cleaner < &command) &&
           !hadolint_mounts(document, document.instruction(text), ".cache/yarn") && is_used(document, text);
}

std::shared_ptr<const Document> hadolint_as_sh(const Document& document, const model::ShellText& text) {
    const model::Instruction& run = document.instruction(text);
    const bool foreign =
        text.origin == model::ShellText::Origin::run && text.root == shell::no_node && run.heredocs.empty();
    return foreign ? Document::parse("FROM scratch\nRUN " + std::string(run.arguments) + "\n") : nullptr;
}

} // namespace dockwright::lint
