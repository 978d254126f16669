#include "gpu/image/stage_walk.hpp"
#include "gpu/image/base_image.hpp"
#include "gpu/image/homes.hpp"
#include "gpu/image/system_packages.hpp"
#include "model/failure.hpp"
#include "model/options.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::PythonKind;
using model::Command;
using model::PackageAction;
using model::PackageCommand;
using model::PackageManager;
using syntax::Keyword;

std::vector<std::string> arguments_of(const model::Document& document, const Command& command) {
    std::vector<std::string> out;
    std::optional<model::ShellVariables> variables;
    for (const model::Argument& argument : document.commands().arguments_of(command)) {
        if (argument.plain) {
            out.emplace_back(argument.text);
            continue;
        }
        if (!variables) {
            variables.emplace(document, command);
        }
        out.push_back(variables->text(argument).value_or(""));
    }
    return out;
}

void StageWalk::run() {
    const auto instructions = world_.document.instructions();
    const auto copies = world_.document.copies(stage_);
    for (std::uint32_t i = stage_.from + 1; i < stage_.end; ++i) {
        switch (instructions[i].keyword) {
        case Keyword::env: environment(i); break;
        case Keyword::run: run_instruction(i); break;
        case Keyword::copy:
        case Keyword::add:
            for (const model::Copied& copied :
                 std::ranges::equal_range(copies, i, {}, &model::Copied::instruction)) {
                copy(copied);
            }
            break;
        case Keyword::user:
            if (const auto words = world_.document.words(instructions[i]); !words.empty()) {
                state_.user = world_.document.expanded(words[0]).value_or("");
            }
            break;
        default: break;
        }
    }
    state_.home = home_on_path(state_);
}

void StageWalk::environment(std::uint32_t instruction) {
    const auto bindings = world_.document.bindings().subspan(stage_.bindings_begin,
                                                             stage_.bindings_end - stage_.bindings_begin);
    for (const model::Binding& binding : bindings) {
        if (binding.kind != model::Binding::Kind::environment || binding.instruction != instruction) {
            continue;
        }
        EnvironmentValue value{.name = std::string(binding.name), .place = {.span = binding.span}};
        if (binding.value) {
            value.value = std::string(*binding.value);
        }
        if (!binding.known && !binding.name.ends_with("PATH")) {
            value.value.reset(); // only of a list of folders a part is worth knowing
        }
        // `$LD_LIBRARY_PATH` of the base image is unknown to the Dockerfile, and often known here.
        const bool adds_to_itself = !binding.known && value.value;
        const EnvironmentValue* old = state_.variable(binding.name);
        if (adds_to_itself && old != nullptr && old->value) {
            value.value = *value.value + (value.value->ends_with(':') ? "" : ":") + *old->value;
        }
        set_variable(state_, std::move(value));
    }
}

void StageWalk::run_instruction(std::uint32_t index) {
    const model::Instruction& instruction = world_.document.instructions()[index];
    const model::Commands& commands = world_.document.commands();
    Running running{.instruction = instruction, .index = index};
    for (const syntax::Flag& flag : world_.document.flags(instruction)) {
        running.has_device = running.has_device || flag.name == "device";
    }
    const auto shell = world_.document.context(instruction).shell;
    if (shell) { // SHELL ["conda", "run", "-n", "train", "/bin/bash", "-c"]
        const auto words = world_.document.words(world_.document.instructions()[*shell]);
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            if (words[i].text == "-n" || words[i].text == "-p" || words[i].text == "--name") {
                running.active =
                    home_at(state_, words[i + 1].text, PythonKind::conda, {.span = words[i + 1].span});
            }
        }
    }
    std::vector<const Command*> ordered;
    for (const model::ShellText& text :
         std::ranges::equal_range(commands.texts, index, {}, &model::ShellText::instruction)) {
        if (!text.onbuild) {
            for (const Command& command : commands.of(text)) {
                ordered.push_back(&command);
            }
        }
    }
    std::ranges::sort(ordered, {},
                      [](const Command* one) { return std::pair(one->span.begin, one->name_span.begin); });
    for (const Command* command : ordered) {
        this->command(*command, running);
    }
}

void StageWalk::command(const Command& command, Running& running) {
    const model::Packages& all = world_.document.packages();
    const auto index = static_cast<std::uint32_t>(&command - world_.document.commands().all.data());
    const auto found = std::ranges::lower_bound(all.commands, index, {}, &PackageCommand::command);
    if (found != all.commands.end() && found->command == index) {
        return packages(*found, command, running);
    }
    const std::string name = program_of(world_.document, command);
    const auto one_of = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::find(names, name) != names.end();
    };
    if (one_of({"nvidia-smi", "nvidia-debugdump", "nvidia-persistenced", "deviceQuery", "nvtop"})) {
        step(BuildStep::Kind::queries_gpu, name, command, running);
    } else if (one_of({"nvcc"})) {
        step(BuildStep::Kind::compiles_cuda, name, command, running);
    } else if (one_of({"cd", "pushd"})) {
        const auto words = arguments_of(world_.document, command);
        running.folder = words.empty() ? std::string() : words.front();
    } else if (one_of({"activate", "source", ".", "conda", "mamba", "micromamba"})) {
        activate(command, running);
    } else if (one_of({"ln", "update-alternatives"})) {
        link(command);
    } else if (one_of({"rm"})) {
        for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
            if (argument.text.ends_with("EXTERNALLY-MANAGED")) {
                for (PythonHome& home : state_.homes) {
                    home.externally_managed = false;
                }
            }
        }
    } else if (name.starts_with("python") || one_of({"virtualenv", "uv"})) {
        make_venv(command, running);
        python_code(command, running);
    } else if (one_of({"bash", "sh"})) {
        const auto words = arguments_of(world_.document, command);
        const bool conda = !words.empty() && std::ranges::any_of(words, [](const std::string& word) {
            return word.contains("conda") || word.contains("Miniforge") || word.contains("Mambaforge");
        });
        const auto prefix = std::ranges::find(words, "-p");
        if (conda && prefix != words.end() && prefix + 1 != words.end()) {
            home_at(state_, *(prefix + 1), PythonKind::conda, {.span = command.span});
        }
        for (const std::string& word : words) { // cuda_12.4.1_550.54.15_linux.run
            const auto at = word.find("cuda_");
            if (at != std::string::npos && word.ends_with(".run")) {
                const auto cuda = Version::parse(word.substr(at + 5, word.find('_', at + 5) - at - 5));
                add_cuda(state_, cuda.value_or(Version()), "devel", {.span = command.span}, {});
            }
        }
    }
}

void StageWalk::step(BuildStep::Kind kind, std::string_view what, const Command& command,
                     const Running& running) {
    const Installed* torch = state_.find("torch");
    state_.steps.push_back(
        {.kind = kind,
         .what = std::string(what),
         .tolerated = !model::failure_fails_run(world_.document, command),
         .has_device = running.has_device,
         .instruction = running.index,
         .needs_cuda = torch != nullptr && torch->variant != nullptr ? torch->variant->cuda : Version(),
         .cuda = state_.cuda,
         .has_compiler = state_.has_compiler,
         .place = {.span = command.name_span}});
}

/// A path as it is from the working folder; as it is written where that is not known.
std::string StageWalk::absolute(std::string_view path, const Running& running) const {
    while (path.starts_with("./")) {
        path.remove_prefix(2);
    }
    const auto folder = model::working_folder(world_.document, running.instruction);
    return path.starts_with('/') || !folder ? std::string(path)
                                            : *folder + (*folder == "/" ? "" : "/") + std::string(path);
}

void StageWalk::activate(const Command& command, Running& running) {
    const auto words = arguments_of(world_.document, command);
    if (words.empty()) {
        return;
    }
    std::string_view target = words.back();
    if (command.name == "conda" || command.name == "mamba" || command.name == "micromamba") {
        if (words.front() != "activate") {
            return;
        }
    } else if (words.front() == "activate") { // `source activate train`
        if (words.size() < 2) {
            return;
        }
    } else if (target.ends_with("/bin/activate")) {
        target.remove_suffix(std::string_view("/bin/activate").size());
        running.active = home_at(state_, absolute(target, running), PythonKind::venv, {.span = command.span});
        return;
    } else {
        return;
    }
    running.active = home_at(state_, target, PythonKind::conda, {.span = command.span});
}

/// `python -c "import torch; …"`: what the code asks of a GPU, by the calls that it names.
void StageWalk::python_code(const Command& command, Running& running) {
    const auto words = arguments_of(world_.document, command);
    const auto flag = std::ranges::find(words, "-c");
    if (!command.name.starts_with("python") || flag == words.end() || flag + 1 == words.end()) {
        if (command.name.starts_with("python") && words.size() > 1 && words[0].ends_with("setup.py")) {
            const std::size_t before = state_.steps.size();
            note_project(words[0], {.span = command.span}, false, command, running);
            if (state_.steps.size() == before && state_.find("torch") != nullptr && forces_cuda(command)) {
                step(BuildStep::Kind::compiles_cuda, words[0], command, running);
            }
        }
        return;
    }
    const std::string& code = *(flag + 1);
    constexpr std::array<std::string_view, 7> needing{".cuda()",
                                                      "torch.cuda.get_device_name",
                                                      "torch.cuda.current_device",
                                                      "torch.cuda.get_device_properties",
                                                      "torch.cuda.init",
                                                      ".to('cuda')",
                                                      ".to(\"cuda\")"};
    constexpr std::array<std::string_view, 5> asking{
        "cuda.is_available", "cuda.device_count", "is_gpu_available", "list_physical_devices", "jax.devices"};
    const auto names = [&](std::string_view call) { return code.contains(call); };
    if (std::ranges::any_of(needing, names) ||
        (code.contains("assert") && std::ranges::any_of(asking, names))) {
        step(BuildStep::Kind::queries_gpu, "python -c", command, running);
        state_.steps.back().place = {.span = command.span};
    } else if (std::ranges::any_of(asking, names)) {
        step(BuildStep::Kind::asks_for_gpu, "python -c", command, running);
    }
}

void StageWalk::packages(const PackageCommand& packages, const Command& command, Running& running) {
    if (packages.action != PackageAction::install) {
        if (packages.manager == PackageManager::pip) {
            for (const model::PackageIndex& index : world_.document.packages().indexes_of(packages)) {
                configured_.push_back({.kind = index.kind, .url = std::string(index.url)});
            }
        } else if (packages.manager == PackageManager::conda) {
            for (const model::PackageIndex& index : world_.document.packages().indexes_of(packages)) {
                channels_.emplace_back(index.url);
            }
        }
        for (const model::Package& package : world_.document.packages().of(packages)) {
            if (packages.action == PackageAction::remove && packages.manager == PackageManager::pip) {
                std::erase_if(state_.installed,
                              [&](const Installed& there) { return there.name == package.name; });
            }
        }
        return;
    }
    switch (packages.manager) {
    case PackageManager::pip: return pip(packages, command, running);
    case PackageManager::conda: return conda(packages, command, running);
    case PackageManager::apt:
    case PackageManager::apk:
    case PackageManager::dnf:
    case PackageManager::pacman:
    case PackageManager::zypper: system_packages(packages, command, running); break;
    default: break;
    }
}

/// Packages travel with a venv, a conda prefix or a folder of site-packages that is copied from
/// another stage.
void StageWalk::copy(const model::Copied& copied) {
    for (const std::string_view file : {"pip.conf", "uv.toml"}) {
        own_configuration_ =
            own_configuration_ || copied.target.ends_with(file) || copied.source.ends_with(file);
    }
    if (copied.from == model::Copied::From::image && copied.source.ends_with("conda")) {
        home_at(state_, copied.target, PythonKind::conda,
                {.span = copied.source_span}); // of whatever version
        return;
    }
    if (copied.from != model::Copied::From::stage || !copied.stage || *copied.stage >= earlier_.size()) {
        return;
    }
    const ImageState& other = earlier_[*copied.stage];
    const std::string source = "/" + copied.source;
    const auto inside = [&](const std::string& path) {
        return path == source || source == "/" || path.starts_with(source + "/");
    };
    const auto words = world_.document.words(world_.document.instructions()[copied.instruction]);
    const Place place{.span = words.empty() ? copied.source_span : copied.source_span};
    for (std::uint32_t i = 0; i < other.homes.size(); ++i) {
        const PythonHome& home = other.homes[i];
        const bool prefixed = home.prefix.starts_with('/') && inside(home.prefix);
        const bool packages =
            home.prefix.empty() &&
            (source.contains("site-packages") || source.contains("dist-packages") || source == "/usr/local" ||
             source == "/usr/local/lib" || source == "/root/.local" || source == "/");
        if (!prefixed && !packages) {
            continue;
        }
        std::uint32_t target = 0;
        if (prefixed) {
            const std::string prefix =
                home.prefix == source ? copied.target : copied.target + home.prefix.substr(source.size());
            target = home_at(state_, prefix.empty() ? home.prefix : prefix, home.kind, place);
            const Version python = home.python;
            state_.homes[target].python = python;
            const bool python_along = home.fetched_python && copied.target == source &&
                                      inside(std::string(other.value("UV_PYTHON_INSTALL_DIR")));
            state_.homes[target].copied = !python_along;
            state_.homes[target].fetched_python = home.fetched_python;
            state_.homes[target].maker = 0;
        } else if (source == "/usr/local" && home.kind == PythonKind::local) {
            state_.homes.front() = home; // The interpreter comes along.
        } else {
            state_.foreign_packages = state_.homes.front().python.known() && home.python.known() &&
                                              state_.homes.front().python != home.python
                                          ? home.python
                                          : Version();
            state_.foreign_place = place;
        }
        for (const Installed& installed : other.installed) {
            if (installed.home == i) {
                Installed moved = installed;
                moved.home = target;
                std::erase_if(state_.installed, [&](const Installed& there) {
                    return there.home == target && there.name == moved.name;
                });
                state_.installed.push_back(std::move(moved));
            }
        }
    }
}

} // namespace dockwright::gpu
