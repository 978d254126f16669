#include "gpu/image/locked.hpp"
#include "gpu/image/stage_walk.hpp"
#include "knowledge/queries.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

/// The lists of packages that an installation reads.
namespace dockwright::gpu {

using model::Command;
using model::Package;
using model::PackageCommand;
using model::PackageFile;

namespace {

bool is_arm(const ImageState& state) {
    return state.platform.starts_with("linux/arm64");
}

/// uv would not install with another Python than the lock is made for. `==3.12.*` alone says which it is.
Version python_for(const model::PackageList& list, const Version& there) {
    if (there.known()) {
        return knowledge::satisfies(there, list.python) == false ? Version() : there;
    }
    std::string_view text = list.python;
    const bool exact = text.starts_with("==") && text.ends_with(".*") && !text.contains(',');
    return exact ? Version::parse(text.substr(2, text.size() - 4)).value_or(Version()) : Version();
}

bool takes(const model::ListedPackage& listed, const Selection& selection) {
    if (!listed.optional_) {
        return selection.project || selection.has_group(listed.group);
    }
    return selection.has_extra(listed.group) || selection.has_group(listed.group);
}

} // namespace

std::vector<Wanted> StageWalk::wanted_of(const model::PackageList& list, Place place,
                                         const Selection& selection, const Version& python) const {
    std::vector<Wanted> out;
    const auto ways = reached(list, selection, python_for(list, python), is_arm(state_));
    for (std::size_t i = 0; i < list.packages.size(); ++i) {
        const model::ListedPackage& listed = list.packages[i];
        const auto& way = ways[i];
        if (!way || (list.edges.empty() && !takes(listed, selection))) {
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
        wanted.version_unknown = !way->surely;
        // Libraries count whoever asks for them.
        wanted.as_dependency = !way->direct && !wanted.name.starts_with("nvidia-");
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
                          const Selection& selection, PythonInstall& what, int depth) const {
    auto wanted = wanted_of(list, place, selection, state_.homes[what.home].python);
    auto& where = constraint || list.kind == PackageFile::Kind::constraints ? what.constraints : what.wanted;
    std::ranges::move(wanted, std::back_inserter(where));
    what.unseen_constraints = what.unseen_constraints || list.unseen_constraints;
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
            read_list(other, place, constraint || limits, selection, what, depth + 1);
        }
    }
}

/// Files that a variable names, and options that choose versions in a way that nobody follows here.
void StageWalk::read_limits(const Command& command, const Running& running, PythonInstall& what) const {
    const bool uv = command.name == "uv";
    const model::ShellVariables variables(world_.document, command);
    const std::string_view name = uv ? "UV_CONSTRAINT" : "PIP_CONSTRAINT";
    const model::ShellValue own = variables.environment(name);
    const bool known = own.state == model::ShellValue::State::known;
    const EnvironmentValue* inherited = state_.variable(name);
    const bool anything = inherited != nullptr && !inherited->value;
    what.unseen_constraints = what.unseen_constraints || (!known && anything) ||
                              (own.state == model::ShellValue::State::unknown &&
                               world_.document.binding(name, running.instruction));
    std::string_view rest = known ? std::string_view(own.text) : state_.value(name);
    while (!rest.empty()) {
        const auto blank = std::min(rest.find(' '), rest.size());
        if (blank > 0) {
            read_constraints(rest.substr(0, blank), {.span = command.span}, running, what);
        }
        rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
    constexpr std::array<std::string_view, 5> others{"--override", "--overrides", "--exclude-newer",
                                                     "--resolution", "--uploaded-prior-to"};
    for (const model::Argument& argument : world_.document.commands().arguments_of(command)) {
        const std::string_view option = argument.text.substr(0, argument.text.find('='));
        what.unseen_constraints =
            what.unseen_constraints || std::ranges::find(others, option) != others.end();
    }
}

void StageWalk::read_constraints(std::string_view path, Place place, const Running& running,
                                 PythonInstall& what) const {
    const auto* list = path.contains("://") ? nullptr : list_of(path, running.instruction);
    if (list == nullptr) {
        what.unseen_constraints = true;
    } else {
        read_list(*list, place, true, {}, what, 0);
    }
}

void StageWalk::read_lists(const PackageCommand& packages, const Command& command, const Running& running,
                           PythonInstall& what) const {
    read_limits(command, running, what);
    for (const PackageFile& file : world_.document.packages().files_of(packages)) {
        const std::string path = expanded(file.path, file.span, command);
        if (file.kind == PackageFile::Kind::constraints) {
            read_constraints(path, {.span = file.span}, running, what);
        } else if (const auto* list = list_of(path, running.instruction)) {
            read_list(*list, {.span = file.span}, false, {}, what, 0);
        }
    }
    for (const Package& package : world_.document.packages().of(packages)) {
        const bool folder = package.source == Package::Source::file && !package.name.ends_with(".whl");
        if (folder && !what.without_dependencies) { // `pip install .[gpu]`
            const std::string path = std::string(package.name == "." ? "" : std::string(package.name) + "/");
            if (const auto* list = list_of(path + "pyproject.toml", running.instruction)) {
                read_list(*list, {.span = package.span}, false, selection_of_extras(package.extras), what, 0);
            }
        }
    }
    if (packages.target_kind == PackageCommand::Target::project && what.wanted.empty()) {
        read_project(command, running, what);
    }
}

/// What `uv sync` and its kin find in the project's folder.
void StageWalk::read_project(const Command& command, const Running& running, PythonInstall& what) const {
    const auto* project = list_of("pyproject.toml", running.instruction);
    Selection selection;
    if (command.name == "uv") {
        selection =
            selection_of(arguments_of(world_.document, command),
                         project != nullptr ? project->default_groups : std::vector<std::string>{"dev"});
        const model::ShellVariables variables(world_.document, command);
        const std::string no_dev = variables.environment("UV_NO_DEV").text;
        if (no_dev == "1" || no_dev == "true") {
            selection.left_out.emplace_back("dev");
        }
    }
    for (const std::string_view name :
         {"uv.lock", "poetry.lock", "Pipfile.lock", "pyproject.toml", "Pipfile"}) {
        if (const auto* list = list_of(name, running.instruction)) {
            what.locked = list->kind == PackageFile::Kind::lock;
            what.requires_python = list->python;
            read_list(*list, what.place, false, selection, what, 0);
            break;
        }
    }
}

} // namespace dockwright::gpu
