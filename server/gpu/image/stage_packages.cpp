#include "base/ascii.hpp"
#include "gpu/image/homes.hpp"
#include "gpu/image/index_order.hpp"
#include "gpu/image/stage_walk.hpp"
#include "knowledge/queries.hpp"
#include "model/options.hpp"
#include "model/packages/python_requirement.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::PythonKind;
using model::Command;
using model::Package;
using model::PackageCommand;
using model::PackageIndex;

std::string wheel_file(std::string_view address) {
    address = address.substr(0, address.find_first_of("#?"));
    const auto slash = address.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? address : address.substr(slash + 1);
    return name.ends_with(".whl") ? std::string(name) : std::string();
}

namespace {

Wanted wanted_of(const Package& package, Place place) {
    Wanted out{.name = knowledge::normalized(package.name),
               .specifier = std::string(package.version),
               .extras = std::string(package.extras),
               .marker = std::string(package.marker),
               .place = place};
    const std::string file = wheel_file(package.version.empty() ? package.name : package.version);
    if (package.source == Package::Source::repository) {
        out.from_repository = true;
        out.specifier.clear();
    }
    if (!file.empty()) {
        out.file = file;
        out.name = knowledge::normalized(std::string_view(file).substr(0, file.find('-')));
        out.specifier.clear();
    }
    return out;
}

/// The name of a repository's address where no `#egg=` gives one: its last part.
void name_repository(Wanted& wanted, std::string_view address) {
    if (!wanted.from_repository || !address.contains("://")) {
        return;
    }
    address = address.substr(0, address.find_first_of("#"));
    const auto at = address.rfind('@');
    const auto slash = address.rfind('/', at == std::string_view::npos || at < 8 ? at : at);
    if (at != std::string_view::npos && slash != std::string_view::npos && at > slash) {
        address = address.substr(0, at);
    }
    while (address.ends_with('/')) {
        address.remove_suffix(1);
    }
    const auto last = address.rfind('/');
    std::string_view name = last == std::string_view::npos ? address : address.substr(last + 1);
    if (name.ends_with(".git")) {
        name.remove_suffix(4);
    }
    wanted.name = knowledge::normalized(name);
}

} // namespace

std::vector<Wanted> StageWalk::wanted_of(const PackageCommand& packages, const Command& command) const {
    std::vector<Wanted> out;
    std::optional<model::ShellVariables> variables;
    for (const Package& package : world_.document.packages().of(packages)) {
        const Place place{.span = package.span};
        const auto add = [&](const Package& read) {
            if (read.source == Package::Source::file && wheel_file(read.name).empty()) {
                return;
            }
            Wanted wanted = gpu::wanted_of(read, place);
            name_repository(wanted, read.name);
            out.push_back(std::move(wanted));
        };
        if (package.plain) {
            add(package);
            continue;
        }
        if (!variables) {
            variables.emplace(world_.document, command);
        }
        bool known = false;
        for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
            if (!argument.span.covers(package.span) || argument.plain) {
                continue;
            }
            if (const auto words = variables->words(argument)) {
                known = true;
                for (const std::string& word : *words) {
                    add(model::packages::python_requirement(word, package.span, true));
                }
            }
        }
        if (!known) { // `torch==${TORCH}`: the name is plain, the version is anybody's guess
            const auto cut = package.name.find('$');
            if (cut == std::string_view::npos && package.version.contains('$')) {
                out.push_back({.name = knowledge::normalized(package.name), .specifier = "", .place = place});
                out.back().version_unknown = true;
            }
        }
    }
    return out;
}

Sources StageWalk::sources_of(const PackageCommand& packages, const Command& command,
                              const Running& running) const {
    Sources out;
    const IndexOrder order = index_order(world_.document, packages);
    out.first_wins = order.uv;
    out.pypi_first = order.old_uv.known();
    const auto variable = [&](std::string_view name) {
        const model::Binding* binding = world_.document.binding(name, running.instruction);
        return binding != nullptr && binding->value ? *binding->value : std::string_view();
    };
    struct Named {
        std::string_view name;
        PackageIndex::Kind kind;
    };
    constexpr Named of_pip[] = {{"PIP_INDEX_URL", PackageIndex::Kind::index},
                                {"PIP_EXTRA_INDEX_URL", PackageIndex::Kind::extra},
                                {"PIP_FIND_LINKS", PackageIndex::Kind::links}};
    constexpr Named of_uv[] = {
        {"UV_DEFAULT_INDEX", PackageIndex::Kind::index},   {"UV_INDEX_URL", PackageIndex::Kind::index},
        {"UV_EXTRA_INDEX_URL", PackageIndex::Kind::extra}, {"UV_INDEX", PackageIndex::Kind::extra},
        {"UV_FIND_LINKS", PackageIndex::Kind::links},      {"UV_TORCH_BACKEND", PackageIndex::Kind::backend}};
    const std::span<const Named> named =
        out.first_wins ? std::span<const Named>(of_uv) : std::span<const Named>(of_pip);
    for (const Named& entry : named) {
        std::string_view rest = variable(entry.name);
        while (!rest.empty()) {
            const auto blank = rest.find(' ');
            out.add(entry.kind, rest.substr(0, blank));
            rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
        }
    }
    for (const model::ListedIndex& index : configured_) {
        out.add(index.kind, index.url);
    }
    out.unknown = out.unknown || own_configuration_ || !variable("PIP_CONFIG_FILE").empty() ||
                  !variable("UV_CONFIG_FILE").empty();
    for (const PackageIndex& index : world_.document.packages().indexes_of(packages)) {
        std::string url(index.url);
        if (url.contains('$')) {
            url = expanded(index.url, index.span, command);
            url = url.contains('$') ? std::string() : url;
            out.unknown = out.unknown || url.empty();
        }
        out.add(index.kind, url);
    }
    return out;
}

void StageWalk::pip(const PackageCommand& packages, const Command& command, Running& running) {
    const auto arguments = world_.document.commands().arguments_of(command);
    const auto option = [&](std::string_view name) { return model::long_option(arguments, name) != nullptr; };
    if (option("dry-run")) {
        return;
    }
    PythonInstall what;
    what.wanted = wanted_of(packages, command);
    what.sources = sources_of(packages, command, running);
    what.home = home_of(packages, command, running);
    what.without_dependencies = option("no-deps");
    what.upgrades = option("upgrade") || option("force-reinstall") || option("reinstall") ||
                    model::letter_option(arguments, 'U') != nullptr;
    what.prereleases = option("pre") || what.sources.nightly;
    what.isolated_build = !option("no-build-isolation");
    what.instruction = running.index;
    what.place = {.span = command.span};
    read_lists(packages, command, running, what);
    PythonHome& home = state_.homes[what.home];
    if (home.python.known() && knowledge::satisfies(home.python, what.requires_python) == false) {
        home.python = {}; // the project is installed, so it is another one
    }
    refuse_if_managed(command, what, running);
    std::erase_if(what.wanted,
                  [&](const Wanted& wanted) { return wanted.name == "pip" || wanted.name == "setuptools"; });
    install(state_, what, world_.knowledge);
    note_compiled(what, command, running);
    note_projects(packages, what, command, running);
}

namespace {

/// These make a virtual environment of their own and install into that.
bool makes_environment(const Command& command, model::Arguments arguments) {
    const model::Argument* verb = model::first_operand(arguments);
    return command.name == "pipx" || command.name == "poetry" || command.name == "pipenv" ||
           (command.name == "uv" && verb != nullptr && verb->text != "pip");
}

} // namespace

void StageWalk::refuse_if_managed(const Command& command, const PythonInstall& what, const Running& running) {
    const PythonHome& home = state_.homes[what.home];
    const auto arguments = world_.document.commands().arguments_of(command);
    const bool on_path = command.name_span.of(world_.document.text()).find('/') == std::string_view::npos;
    if (makes_environment(command, arguments) || (on_path && names_unseen_environment(state_))) {
        return;
    }
    const auto option = [&](std::string_view name) { return model::long_option(arguments, name) != nullptr; };
    const auto yes = [&](std::string_view name) {
        const model::Binding* binding = world_.document.binding(name, running.instruction);
        const std::string_view value =
            binding != nullptr && binding->value ? *binding->value : state_.value(name);
        return value == "1" || value == "true" || value == "yes" || value == "on";
    };
    const bool allowed = option("break-system-packages") || option("target") || option("prefix") ||
                         option("root") || model::letter_option(arguments, 't') != nullptr ||
                         yes("PIP_BREAK_SYSTEM_PACKAGES") ||
                         (command.name == "uv" && yes("UV_BREAK_SYSTEM_PACKAGES"));
    if (home.externally_managed && !allowed && home.kind != PythonKind::venv) {
        step(BuildStep::Kind::refused_python, command.name, command, running);
    }
}

/// FORCE_CUDA, DS_BUILD_OPS and CMAKE_ARGS as the command finds them in its environment: set-up programs
/// of extensions read them.
bool StageWalk::forces_cuda(const Command& command) const {
    const model::ShellVariables variables(world_.document, command);
    const auto value = [&](std::string_view name) {
        const model::ShellValue own = variables.environment(name);
        return own.state == model::ShellValue::State::known ? own.text : std::string(state_.value(name));
    };
    for (const std::string_view name : {"FORCE_CUDA", "DS_BUILD_OPS", "APEX_CUDA_EXT", "MMCV_WITH_OPS"}) {
        const std::string given = value(name);
        if (given == "1" || ascii::equal(given, "true")) {
            return true;
        }
    }
    const std::string cmake = value("CMAKE_ARGS");
    const auto switches_on = [](std::string_view text) {
        return std::ranges::any_of(
            std::array<std::string_view, 4>{"DGGML_CUDA", "DLLAMA_CUBLAS", "DGGML_CUBLAS", "DLLAMA_CUDA"},
            [&](std::string_view flag) { return text.contains(flag); });
    };
    return switches_on(cmake) ||
           std::ranges::any_of(world_.document.commands().arguments_of(command),
                               [&](const model::Argument& argument) { return switches_on(argument.text); });
}

/// NVIDIA's Apex compiles for CUDA what options or variables ask for, `--global-option=--cuda_ext` or
/// APEX_CUDA_EXT=1, and is Python alone without them (its README and setup.py).
BuildStep::Kind StageWalk::kind_of(std::string_view package, const Command& command) const {
    constexpr std::array<std::string_view, 12> extensions{
        "cuda_ext",   "xentropy",        "fused_adam",   "multihead_attn", "fmha",        "--bnp",
        "layer_norm", "fast_bottleneck", "distributed_", "focal_loss",     "peer_memory", "transducer"};
    const model::ShellVariables variables(world_.document, command);
    const auto is_on = [&](std::string_view name) {
        return variables.environment(name).text == "1" || state_.value(name) == "1";
    };
    const bool compiles =
        package != "apex" || is_on("APEX_CUDA_EXT") || is_on("APEX_ALL_CONTRIB_EXT") ||
        std::ranges::any_of(world_.document.commands().arguments_of(command),
                            [&](const model::Argument& argument) {
                                return std::ranges::any_of(extensions, [&](std::string_view extension) {
                                    return argument.text.contains(extension);
                                });
                            });
    return compiles ? BuildStep::Kind::compiles_cuda : BuildStep::Kind::imports_torch;
}

/// The command is told which GPUs to compile for.
bool StageWalk::tells_targets(const Command& command) const {
    const model::ShellVariables variables(world_.document, command);
    for (const std::string_view name :
         {"TORCH_CUDA_ARCH_LIST", "TCNN_CUDA_ARCHITECTURES", "CUDAARCHS", "CUDA_ARCH_LIST"}) {
        if (variables.environment(name).state == model::ShellValue::State::known) {
            return true;
        }
    }
    return variables.environment("CMAKE_ARGS").text.contains("CUDA_ARCHITECTURES") ||
           std::ranges::any_of(
               world_.document.commands().arguments_of(command),
               [](const model::Argument& argument) { return argument.text.contains("CUDA_ARCH"); });
}

/// A folder of sources by the name of their project: `/src/tiny-cuda-nn/bindings/torch`.
void StageWalk::note_project(std::string_view folder, Place place, bool isolated, const Command& command,
                             const Running& running) {
    const std::string whole = running.folder + "/" + std::string(folder);
    std::string_view rest = whole;
    while (!rest.empty()) {
        const auto slash = rest.find('/');
        std::string name = knowledge::normalized(rest.substr(0, slash));
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
        name = name == "flash-attention" ? "flash-attn" : name;
        const auto* package = knowledge::package(world_.knowledge, name);
        const bool extends_torch =
            package != nullptr && package->source_only && package->libraries == knowledge::Libraries::torch;
        if (package == nullptr || (!package->needs_nvcc && !extends_torch && name != "apex")) {
            continue;
        }
        step(kind_of(name, command), name, command, running);
        state_.steps.back().place = place;
        state_.steps.back().isolated = isolated;
        state_.steps.back().forces_cuda = forces_cuda(command);
        state_.steps.back().told_targets = tells_targets(command);
        return;
    }
}

/// `pip install ./submodules/simple-knn`.
void StageWalk::note_projects(const PackageCommand& packages, const PythonInstall& what,
                              const Command& command, const Running& running) {
    for (const Package& package : world_.document.packages().of(packages)) {
        if (package.source == Package::Source::file && wheel_file(package.name).empty()) {
            note_project(package.name, {.span = package.span}, what.isolated_build, command, running);
        }
    }
}

/// What pip compiles, and may need nvcc for.
void StageWalk::note_compiled(const PythonInstall& what, const Command& command, const Running& running) {
    for (const Wanted& wanted : what.wanted) {
        const auto* package = knowledge::package(world_.knowledge, wanted.name);
        const bool cuda = package != nullptr && (package->needs_nvcc || wanted.name == "llama-cpp-python" ||
                                                 wanted.name == "deepspeed" || wanted.name == "apex");
        const bool only_fetches =
            wanted.name == "flash-attn" && model::ShellVariables(world_.document, command)
                                                   .environment("FLASH_ATTENTION_SKIP_CUDA_BUILD")
                                                   .text == "TRUE";
        const bool foreign_apex =
            wanted.name == "apex" && !wanted.from_repository; // PyPI's is another project
        const bool compiled = cuda && wanted.file.empty() && (package->source_only || wanted.from_repository);
        if (compiled && !foreign_apex && !only_fetches && what.sources.pages.empty()) {
            step(kind_of(wanted.name, command), wanted.name, command, running);
            state_.steps.back().place = wanted.place;
            state_.steps.back().isolated = what.isolated_build;
            state_.steps.back().forces_cuda = forces_cuda(command);
            state_.steps.back().told_targets = tells_targets(command);
        }
    }
}

} // namespace dockwright::gpu
