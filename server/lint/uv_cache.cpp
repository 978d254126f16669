#include "lint/uv_cache.hpp"
#include "model/list_files.hpp"
#include "model/options.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint {
namespace {

/// So many that are asked for bring several times as many with them.
constexpr std::size_t many = 5;

constexpr std::string_view link_variable = "UV_LINK_MODE";

std::optional<std::string_view> exported(const model::Document& document, const model::Command& command) {
    const model::Commands& commands = document.commands();
    for (const model::Command& other : commands.of(commands.text_of(command))) {
        for (const model::Argument& argument : commands.arguments_of(other)) {
            if (other.name == "export" && other.span.begin < command.span.begin &&
                argument.text.starts_with(link_variable) &&
                argument.text.substr(link_variable.size()).starts_with('=')) {
                return argument.text.substr(link_variable.size() + 1);
            }
        }
    }
    return std::nullopt;
}

/// As it is written, by the nearest that says it; "" if nothing does.
std::string_view link_mode(const model::Document& document, const model::Command& command) {
    const auto arguments = document.commands().arguments_of(command);
    constexpr std::string_view option = "--link-mode";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        if (word == option && i + 1 < arguments.size()) {
            return arguments[i + 1].text;
        }
        if (word.starts_with(option) && word.substr(option.size()).starts_with('=')) {
            return word.substr(option.size() + 1);
        }
    }
    const shell::Script& script = document.commands().script;
    if (command.node != shell::no_node) { // else of the exec form
        for (const shell::Assignment& assignment : script.assignments_of(script.nodes[command.node])) {
            if (assignment.name == link_variable) {
                return assignment.value.text;
            }
        }
    }
    if (const auto value = exported(document, command)) {
        return *value;
    }
    const model::Instruction& run = document.instructions()[document.commands().text_of(command).instruction];
    const model::Binding* binding = document.binding(link_variable, run);
    return binding != nullptr && binding->value ? *binding->value : std::string_view{};
}

/// Sources that are packed, of which it makes a wheel.
bool is_source_archive(std::string_view name) {
    name = name.substr(0, name.find_first_of("#?"));
    return name.ends_with(".gz") || name.ends_with(".tgz") || name.ends_with(".zip") ||
           name.ends_with(".bz2") || name.ends_with(".xz");
}

bool is_built(const model::Package& package) {
    using Source = model::Package::Source;
    return package.source == Source::repository ||
           ((package.source == Source::url || package.source == Source::file) &&
            is_source_archive(package.name));
}

/// How many packages a file asks for; nothing if it was not read.
std::optional<std::size_t> listed(const Facts& facts, const model::ListFile& file) {
    for (const std::string& origin : file.origins) {
        const auto list = std::ranges::find(facts.surroundings.lists, origin, &model::PackageList::path);
        if (list != facts.surroundings.lists.end() && list->broken_line == 0 && list->included.empty()) {
            return list->packages.size();
        }
    }
    return std::nullopt;
}

/// Whether it asks the index for many; of a file and of a project that nobody has read, they are.
bool resolves_many(const Facts& facts, const model::PackageCommand& packages) {
    const model::Packages& all = facts.document.packages();
    std::size_t count = 0;
    for (const model::Package& package : all.of(packages)) {
        const bool project =
            package.source == model::Package::Source::file && !package.name.ends_with(".whl");
        count += project ? many : 1U;
    }
    const auto own = static_cast<std::uint32_t>(&packages - all.commands.data());
    if (!all.files_of(packages).empty()) {
        bool read = false;
        for (const model::ListFile& file : model::list_files_of(facts.document)) {
            if (file.command == own) {
                count += listed(facts, file).value_or(many);
                read = true;
            }
        }
        count += read ? 0U : many;
    }
    return count >= many;
}

} // namespace

UvRemainder uv_remainder(const Facts& facts, const model::PackageCommand& packages) {
    const model::Document& document = facts.document;
    const model::Command& command = document.commands().all[packages.command];
    const auto arguments = document.commands().arguments_of(command);
    const std::string_view mode = link_mode(document, command);
    if (mode == "copy" || mode == "clone") {
        return UvRemainder::copies;
    }
    if (mode == "symlink") {
        return UvRemainder::little; // the environment lives in the cache
    }
    const auto option = [&](std::string_view name) { return model::long_option(arguments, name) != nullptr; };
    if (option("no-binary") || option("no-binary-package") ||
        std::ranges::any_of(document.packages().of(packages), is_built)) {
        return UvRemainder::builds;
    }
    const bool locked = packages.verb != shell::no_node && arguments[packages.verb].text == "sync" &&
                        packages.target_kind == model::PackageCommand::Target::project;
    return !locked && !option("no-deps") && resolves_many(facts, packages) ? UvRemainder::pages
                                                                           : UvRemainder::little;
}

} // namespace dockwright::lint
