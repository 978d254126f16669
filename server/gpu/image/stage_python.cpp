#include "gpu/image/homes.hpp"
#include "gpu/image/stage_walk.hpp"
#include "model/options.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

/// Which Python a command means, and what makes one or names it anew.
namespace dockwright::gpu {

using knowledge::PythonKind;
using model::Command;
using model::PackageCommand;
using model::PackageManager;

namespace {

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// `3.11` of `3.11`, `python3.11` and `/usr/bin/python3.11`; nothing where none is named; not known where
/// the name has a variable that nobody can replace.
std::optional<Version> version_of_interpreter(std::string_view name) {
    if (name.contains('$') || name.contains('`')) {
        return Version();
    }
    const auto digits = name.find_first_of("0123456789");
    return Version::parse(digits == std::string_view::npos ? std::string_view() : name.substr(digits));
}

} // namespace

std::string program_of(const model::Document& document, const Command& command) {
    if (!command.name.contains('$') && !command.name.contains('`')) {
        return std::string(command.name);
    }
    const auto program = model::ShellVariables(document, command).program();
    return std::string(program ? base_name(*program) : command.name);
}

/// The environment that a command works on, with its variables replaced as far as they are known.
std::string StageWalk::target_of(const PackageCommand& packages, const Command& command) const {
    const std::string_view written = packages.target;
    if (!written.contains('$')) {
        return std::string(written);
    }
    const model::ShellVariables variables(world_.document, command);
    if (command.name_span.of(world_.document.text()).contains(written)) { // `$VENV/bin/pip`
        const std::string program = variables.program().value_or(std::string());
        const auto folder = program.rfind("/bin/");
        return folder == std::string::npos ? std::string(written) : program.substr(0, folder);
    }
    return expanded(written, {}, command);
}

/// A part of an argument with its variables replaced, as it is written where they are not known. `span` tells
/// which argument it is, where there are several.
std::string StageWalk::expanded(std::string_view part, Span span, const Command& command) const {
    if (!part.contains('$')) {
        return std::string(part);
    }
    const model::ShellVariables variables(world_.document, command);
    for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
        if (!argument.text.ends_with(part) || (!span.empty() && !argument.span.covers(span))) {
            continue;
        }
        const std::size_t option = argument.text.size() - part.size(); // `--python=`
        if (const auto text = variables.text(argument); text && text->size() > option) {
            return text->substr(option);
        }
    }
    return std::string(part);
}

std::uint32_t StageWalk::home_of(const PackageCommand& packages, const Command& command,
                                 const Running& running) {
    const Place place{.span = command.name_span};
    std::uint32_t ordinary = running.active.value_or(home_on_path(state_));
    if (command.through_wrapper) {
        const Command& outer = world_.document.commands().all[command.outer];
        const auto words = arguments_of(world_.document, outer);
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const bool conda = outer.name == "conda" || outer.name == "mamba" || outer.name == "micromamba";
            if (conda && (words[i] == "-n" || words[i] == "-p" || words[i] == "--name")) {
                ordinary = home_at(state_, words[i + 1], PythonKind::conda, place);
            }
        }
    }
    if (packages.target_kind == PackageCommand::Target::environment && !packages.target.empty()) {
        const std::string written = target_of(packages, command);
        std::string_view target = written;
        if (target.ends_with("/bin/python") || target.ends_with("/bin/python3")) {
            target = target.substr(0, target.rfind("/bin/"));
        }
        if (Version::parse(target)) { // uv's --python 3.11
            return home_of_program(state_, "python" + std::string(target), ordinary, place);
        }
        if (target.starts_with("python") || target.starts_with("/usr/bin/python")) {
            return home_of_program(state_, target.substr(target.rfind('/') + 1), ordinary, place);
        }
        const PythonKind kind =
            packages.manager == PackageManager::conda ? PythonKind::conda : PythonKind::venv;
        return home_at(state_, target, kind, place);
    }
    if (packages.manager == PackageManager::pip && command.name == "uv") {
        if (const std::string_view venv = state_.value("VIRTUAL_ENV"); !venv.empty()) {
            return home_at(state_, venv, PythonKind::venv, place);
        }
        const std::string here = absolute(".venv", running);
        const auto arguments = world_.document.commands().arguments_of(command);
        if (const auto found = find_home(state_, here);
            found && model::long_option(arguments, "system") == nullptr) {
            return *found; // uv takes the one in the working folder
        }
    }
    return home_of_program(state_, program_of(world_.document, command), ordinary, place);
}

void StageWalk::make_venv(const Command& command, Running& running) {
    auto words = arguments_of(world_.document, command);
    const auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    const bool module =
        words.size() > 2 && words[0] == "-m" && (words[1] == "venv" || words[1] == "virtualenv");
    const bool uv = command.name == "uv" && !words.empty() && words[0] == "venv";
    if (!module && !uv && command.name != "virtualenv") {
        return;
    }
    const auto arguments = world_.document.commands().arguments_of(command);
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = words[i].empty() ? std::string(arguments[i].text) : std::move(words[i]);
    }
    std::string prefix = uv ? ".venv" : "";
    std::optional<Version> python;
    for (std::size_t i = module ? 2U : uv ? 1U : 0U; i < words.size(); ++i) {
        if (words[i] == "--python" || words[i] == "-p") {
            const std::string& number = ++i < words.size() ? words[i] : prefix;
            python = version_of_interpreter(number);
        } else if (words[i].starts_with("--python=")) {
            python = version_of_interpreter(std::string_view(words[i]).substr(9));
        } else if (!words[i].starts_with("-")) {
            prefix = words[i];
        }
    }
    prefix = absolute(prefix, running);
    const Place place{.span = command.span};
    std::uint32_t maker = running.active.value_or(home_on_path(state_));
    maker = home_of_program(state_, program_of(world_.document, command), maker, place);
    const std::uint32_t home = home_at(state_, prefix, PythonKind::venv, place);
    state_.homes[home].python = python ? python->cut(2) : state_.homes[maker].python;
    state_.homes[home].sees_system = has("--system-site-packages");
    state_.homes[home].maker = maker;
    // uv fetches an interpreter of its own where the image has none of that version.
    state_.homes[home].fetched_python = uv && python && state_.homes[maker].python != python->cut(2);
}

/// `ln -s /usr/bin/python3.8 python`, `update-alternatives --install /usr/bin/pip pip /usr/bin/pip3.8 1`.
void StageWalk::link(const Command& command) {
    constexpr std::array<std::string_view, 2> kinds{"python", "pip"};
    const Place place{.span = command.span};
    const model::ShellVariables variables(world_.document, command);
    std::string target;
    std::string name;
    for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
        const auto known =
            argument.plain ? std::optional(std::string(argument.text)) : variables.text(argument);
        const std::string word = known ? *known : variables.beginning(argument) + "$";
        const std::string_view base = base_name(word);
        for (const std::string_view kind : kinds) {
            if (!base.starts_with(kind)) {
                continue;
            }
            const std::string_view number = base.substr(kind.size());
            if (number.starts_with("3.") || number.contains('$')) {
                target = base;
            } else if (number.empty() || number == "3") {
                name = base;
            }
        }
    }
    if (name.empty() || target.empty()) {
        return;
    }
    if (name.starts_with("python")) {
        state_.alias = home_of_program(state_, target, state_.alias, place);
        return;
    }
    const std::uint32_t home = home_of_program(state_, target, state_.alias, place);
    const auto old = std::ranges::find(state_.links, name, &ProgramLink::name);
    if (old == state_.links.end()) {
        state_.links.push_back({.name = name, .home = home});
    } else {
        old->home = home;
    }
}

} // namespace dockwright::gpu
