#include "base/ascii.hpp"
#include "gpu/image/homes.hpp"
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
using model::PackageFile;
using model::PackageIndex;

namespace {

/// The file's name of a wheel's address, or "".
std::string wheel_file(std::string_view address) {
    address = address.substr(0, address.find_first_of("#?"));
    const auto slash = address.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? address : address.substr(slash + 1);
    return name.ends_with(".whl") ? std::string(name) : std::string();
}

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

std::vector<Wanted> StageWalk::wanted_of(const model::PackageList& list, Place place,
                                         std::string_view extras) const {
    std::vector<Wanted> out;
    for (const model::ListedPackage& listed : list.packages) {
        const bool named = extras.find(listed.group) != std::string_view::npos && !listed.group.empty();
        if (listed.optional_ && !named) {
            continue;
        }
        Wanted wanted{.name = knowledge::normalized(listed.name),
                      .specifier = listed.version,
                      .extras = listed.extras,
                      .file = wheel_file(listed.url),
                      .from_repository = !listed.url.empty() && wheel_file(listed.url).empty(),
                      .place = place};
        wanted.marker = listed.marker;
        wanted.from_pypi = listed.channel == "pypi";
        wanted.place.file = list.path;
        wanted.place.line = listed.line;
        out.push_back(std::move(wanted));
    }
    return out;
}

/// The list that a path in the container names: what was copied there, or is mounted.
const model::PackageList* StageWalk::list_of(std::string_view path,
                                             const model::Instruction& instruction) const {
    const auto by_path = [&](std::string_view in_context) -> const model::PackageList* {
        while (in_context.starts_with("./")) {
            in_context.remove_prefix(2);
        }
        const auto found =
            std::ranges::find(world_.surroundings.lists, in_context, &model::PackageList::path);
        return found == world_.surroundings.lists.end() ? nullptr : &*found;
    };
    if (world_.surroundings.lists.empty()) {
        return nullptr;
    }
    std::string absolute(path);
    if (!path.starts_with('/')) {
        const std::string folder = model::working_folder(world_.document, instruction).value_or("/");
        while (absolute.starts_with("./")) {
            absolute.erase(0, 2);
        }
        absolute = folder + (folder.ends_with('/') ? "" : "/") + absolute;
    }
    const auto copies = model::copies_of(world_.document, stage_);
    for (const model::Copied& copied : copies | std::views::reverse) {
        if (copied.from != model::Copied::From::context) {
            continue;
        }
        if (const auto origin = model::origin_of(copied, absolute)) {
            if (const auto* list = by_path(*origin)) {
                return list;
            }
        }
    }
    return by_path(path); // mounted, or copied in a way that is not followed
}

void StageWalk::read_list(const model::PackageList& list, Place place, bool constraint,
                          std::string_view extras, PythonInstall& what, int depth) const {
    auto wanted = wanted_of(list, place, extras);
    auto& where = constraint || list.kind == PackageFile::Kind::constraints ? what.constraints : what.wanted;
    std::ranges::move(wanted, std::back_inserter(where));
    for (const model::ListedIndex& index : list.indexes) {
        what.sources.add(index.kind, index.url);
    }
    if (depth > 4) {
        return;
    }
    for (const model::PackageList& other : world_.surroundings.lists) {
        const bool included = std::ranges::find(list.included, other.path) != list.included.end();
        const bool limits = std::ranges::find(list.constraints, other.path) != list.constraints.end();
        if (included || limits) {
            read_list(other, place, constraint || limits, extras, what, depth + 1);
        }
    }
}

void StageWalk::read_lists(const PackageCommand& packages, const Running& running,
                           PythonInstall& what) const {
    for (const PackageFile& file : world_.document.packages().files_of(packages)) {
        if (const auto* list = list_of(file.path, running.instruction)) {
            read_list(*list, {.span = file.span}, file.kind == PackageFile::Kind::constraints, "", what, 0);
        }
    }
    for (const Package& package : world_.document.packages().of(packages)) {
        const bool folder = package.source == Package::Source::file && !package.name.ends_with(".whl");
        if (folder) { // `pip install .[gpu]`
            const std::string path = std::string(package.name == "." ? "" : std::string(package.name) + "/");
            if (const auto* list = list_of(path + "pyproject.toml", running.instruction)) {
                read_list(*list, {.span = package.span}, false, package.extras, what, 0);
            }
        }
    }
    if (packages.target_kind != PackageCommand::Target::project || !what.wanted.empty()) {
        return;
    }
    const Place place = what.place;
    for (const std::string_view name :
         {"uv.lock", "poetry.lock", "Pipfile.lock", "pyproject.toml", "Pipfile"}) {
        if (const auto* list = list_of(name, running.instruction)) {
            what.locked = list->kind == PackageFile::Kind::lock;
            read_list(*list, place, false, "", what, 0);
            break;
        }
    }
}

Sources StageWalk::sources_of(const PackageCommand& packages, const Command& command,
                              const Running& running) const {
    Sources out;
    out.first_wins = command.name == "uv";
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
    std::optional<model::ShellVariables> variables;
    for (const PackageIndex& index : world_.document.packages().indexes_of(packages)) {
        std::string url(index.url);
        if (url.contains('$')) {
            if (!variables) {
                variables.emplace(world_.document, command);
            }
            url.clear();
            for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
                if (argument.span.covers(index.span)) {
                    url = variables->text(argument).value_or("");
                }
            }
            if (const auto option = url.find('='); url.starts_with("--") && option != std::string::npos) {
                url.erase(0, option + 1);
            }
            out.unknown = out.unknown || url.empty();
        }
        out.add(index.kind, url);
    }
    return out;
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
        std::string_view target = packages.target;
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
            packages.manager == model::PackageManager::conda ? PythonKind::conda : PythonKind::venv;
        return home_at(state_, target, kind, place);
    }
    if (packages.manager == model::PackageManager::pip && command.name == "uv") {
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
    return home_of_program(state_, command.name, ordinary, place);
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
    read_lists(packages, running, what);
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
        step(BuildStep::Kind::compiles_cuda, name, command, running);
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
            step(BuildStep::Kind::compiles_cuda, wanted.name, command, running);
            state_.steps.back().place = wanted.place;
            state_.steps.back().isolated = what.isolated_build;
            state_.steps.back().forces_cuda = forces_cuda(command);
            state_.steps.back().told_targets = tells_targets(command);
        }
    }
}

} // namespace dockwright::gpu
