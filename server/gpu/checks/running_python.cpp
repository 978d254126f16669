#include "gpu/image/homes.hpp"
#include "gpu/image/stage_walk.hpp"
#include "gpu/machine.hpp"
#include <algorithm>
#include <array>
#include <limits>

namespace dockwright::gpu::checks {
namespace {

using knowledge::PythonKind;

/// A Python that nothing of the Dockerfile installs into.
constexpr auto untouched = std::numeric_limits<std::uint32_t>::max();

bool is_gpu_package(const Installed& one) {
    return one.variant != nullptr && one.variant->cuda.known() && !one.of_base &&
           (one.unresolved == Unresolved::none || one.unresolved == Unresolved::not_in_tables);
}

/// The text switches to an environment itself, in whatever way.
bool activates(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.of(commands.text_of(command)), [](const model::Command& one) {
        return one.name == "source" || one.name == "." || one.name == "activate" || one.name == "conda" ||
               one.name == "export";
    });
}

/// The Python that the command runs in; nothing if that is not plain.
std::optional<std::uint32_t> home_of_start(const Case& asked, const model::Command& command) {
    const ImageState& state = asked.state;
    if (!command.through_wrapper && activates(asked.document, command)) {
        return std::nullopt;
    }
    if (command.through_wrapper) {
        const model::Command& outer = asked.document.commands().all[command.outer];
        const auto words = arguments_of(asked.document, outer);
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            if (words[i] == "-n" || words[i] == "-p" || words[i] == "--name") {
                return find_home(state, words[i + 1]);
            }
        }
        return std::nullopt;
    }
    const std::string_view path = command.name_span.of(asked.document.text());
    std::string written(path);
    std::erase_if(written, [](char c) { return c == '"' || c == '\''; });
    constexpr std::array<std::string_view, 6> scripts{"jupyter",    "jupyter-lab", "torchrun",
                                                      "accelerate", "uvicorn",     "gunicorn"};
    const std::string program = program_of(asked.document, command);
    if (program.contains('$') || program.contains('`')) {
        return std::nullopt;
    }
    const bool python = program.starts_with("python");
    if (!python && std::ranges::find(scripts, program) == scripts.end()) {
        return std::nullopt;
    }
    if (program.starts_with("python3.")) {
        const auto version = Version::parse(std::string_view(program).substr(6));
        for (std::uint32_t i = 0; version && i < state.homes.size(); ++i) {
            if (state.homes[i].python == *version && state.homes[i].kind != PythonKind::venv &&
                state.homes[state.home].python != *version) {
                return i;
            }
        }
    }
    if (const auto bin = written.rfind("/bin/"); bin != std::string::npos) {
        const std::string prefix = written.substr(0, bin);
        if (prefix == "/usr" || prefix == "/usr/local" || prefix.empty()) {
            // The distribution's own, beside the one of the image: python3-opencv brings it.
            return prefix == "/usr" && state.homes.front().kind == PythonKind::local ? untouched : 0;
        }
        return find_home(state, prefix);
    }
    if (names_unseen_environment(state)) {
        return std::nullopt;
    }
    return state.home;
}

/// An interpreter comes along from the other stage: uv keeps its own in a folder.
bool copies_python(const Case& asked) {
    const model::Stage& stage = asked.document.stages()[asked.state.stage];
    return std::ranges::any_of(model::copies_of(asked.document, stage), [](const model::Copied& copied) {
        return copied.from != model::Copied::From::context && copied.source.contains("python");
    });
}

void copied_packages(const Case& asked, Reasons& reasons) {
    const ImageState& state = asked.state;
    if (state.foreign_packages.known()) {
        reasons.add(Cause::wrong_environment, Weight::fails, state.foreign_place,
                    "these packages were installed for Python " + to_string(state.foreign_packages) +
                        ", and the Python here is " + to_string(state.homes.front().python) +
                        ": it does not find them",
                    principle(asked, "python-fixed"));
    }
    const auto copied = std::ranges::find_if(state.homes, &PythonHome::copied);
    const PythonHome& home = copied != state.homes.end() ? *copied : state.homes[state.home];
    if (home.kind != PythonKind::venv || !home.copied || !home.python.known() || !state.complete) {
        return;
    }
    const PythonHome& system = state.homes.front();
    const auto has_it = [&](const PythonHome& other) {
        return other.kind != PythonKind::none && other.kind != PythonKind::venv &&
               (!other.python.known() || other.python == home.python);
    };
    const bool there =
        (std::ranges::any_of(state.homes, has_it) && !home.fetched_python) || copies_python(asked);
    if (!there && std::ranges::any_of(state.installed, is_gpu_package)) {
        reasons.add(
            Cause::wrong_environment, Weight::fails, home.place,
            "a virtual environment is only a link to the Python it was made with, and this stage has " +
                (home.fetched_python ? std::string("another one than uv fetched")
                 : system.kind == PythonKind::none
                     ? std::string("none")
                     : "Python " + to_string(system.python) + " instead of " + to_string(home.python)),
            principle(asked, "python-fixed"));
    }
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu) {
        return;
    }
    copied_packages(asked, reasons);
    const ImageState& state = asked.state;
    const model::Command* command = started(asked);
    const auto home = command != nullptr ? home_of_start(asked, *command) : std::nullopt;
    if (!home) {
        return;
    }
    const auto in_home = [&](std::uint32_t where) {
        return std::ranges::find_if(
            state.installed, [&](const Installed& one) { return one.home == where && is_gpu_package(one); });
    };
    const bool sees_system = *home != untouched && state.homes[*home].sees_system &&
                             in_home(state.homes[*home].maker) != state.installed.end();
    const bool of_base = std::ranges::any_of(state.installed, [&](const Installed& one) {
        return one.home == *home && one.of_base && one.variant != nullptr;
    });
    if (in_home(*home) != state.installed.end() || sees_system || of_base) {
        return;
    }
    const auto elsewhere = std::ranges::find_if(state.installed, is_gpu_package);
    if (elsewhere == state.installed.end()) {
        return;
    }
    const PythonHome& other = state.homes[elsewhere->home];
    const bool anywhere =
        other.prefix.contains('$') || (other.kind == PythonKind::venv && !other.prefix.starts_with('/'));
    if (anywhere) {
        return; // a folder that is not known may be the one that runs
    }
    const std::string where =
        other.prefix.empty() ? std::string("the system's Python") : "'" + other.prefix + "'";
    reasons.add(Cause::wrong_environment, Weight::fails, {.span = command->name_span},
                describe(*elsewhere) + " is installed into " + where + ", and '" +
                    std::string(command->name) + "' here is another Python, which does not have it: start " +
                    (other.prefix.starts_with('/') ? other.prefix + "/bin/python, or put " + other.prefix +
                                                         "/bin at the beginning of PATH"
                                                   : std::string("that one by its whole path")),
                principle(asked, "python-fixed"));
}

} // namespace

extern constexpr Check running_python{.name = "running_python", .run = run};

} // namespace dockwright::gpu::checks
