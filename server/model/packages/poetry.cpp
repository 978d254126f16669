#include "model/packages/python.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

namespace is = python_option;
using Target = PackageCommand::Target;

/// poetry's page "Commands".
constexpr Valued poetry_options[] = {
    {"--constraint"}, {"--directory"}, {"--extras"}, {"--group"},  {"--markers"}, {"--only"},
    {"--platform"},   {"--project"},   {"--python"}, {"--source"}, {"--with"},    {"--without"},
    {"-C"},           {"-E"},          {"-G"},       {"-P"},
};
static_assert(std::ranges::is_sorted(poetry_options, {}, &Valued::name));

constexpr Verb poetry_verbs[] = {
    {"add", PackageAction::install},  {"install", PackageAction::install}, {"remove", PackageAction::remove},
    {"sync", PackageAction::install}, {"update", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(poetry_verbs, {}, &Verb::name));

/// `pipenv install --help`.
constexpr Valued pipenv_options[] = {
    {"--categories"},
    {"--editable", is::editable},
    {"--extra-pip-args"},
    {"--index", is::index},
    {"--pypi-mirror", is::index},
    {"--python", is::interpreter},
    {"--requirements", is::requirements},
    {"-e", is::editable},
    {"-i", is::index},
    {"-r", is::requirements},
};
static_assert(std::ranges::is_sorted(pipenv_options, {}, &Valued::name));

constexpr Verb pipenv_verbs[] = {
    {"install", PackageAction::install},  {"sync", PackageAction::install},
    {"uninstall", PackageAction::remove}, {"update", PackageAction::upgrade},
    {"upgrade", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(pipenv_verbs, {}, &Verb::name));

/// `pipx install --help`, `pipx inject --help`.
constexpr Valued pipx_options[] = {
    {"--index-url", is::index},
    {"--pip-args"},
    {"--preinstall", is::package},
    {"--python"},
    {"--requirement", is::requirements},
    {"--spec", is::package},
    {"--suffix"},
    {"-i", is::index},
    {"-r", is::requirements},
};
static_assert(std::ranges::is_sorted(pipx_options, {}, &Valued::name));

constexpr Verb pipx_verbs[] = {
    {"inject", PackageAction::install},      {"install", PackageAction::install},
    {"install-all", PackageAction::install}, {"run", PackageAction::install},
    {"uninstall", PackageAction::remove},    {"uninstall-all", PackageAction::remove},
    {"upgrade", PackageAction::upgrade},     {"upgrade-all", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(pipx_verbs, {}, &Verb::name));

/// The verb, then packages.
struct Tool {
    std::span<const Valued> options;
    std::span<const Verb> verbs;
    Target target;
};

bool read(PackageReader& reader, PackageCommand& command, const Tool& tool) {
    Walk walk(reader.arguments, tool.options);
    command.target_kind = tool.target;
    std::string_view verb;
    bool injected = false;
    for (Item item; walk.next(item);) {
        if (!item.is_operand()) {
            read_python_option(reader, command, item);
            if (item.option == "--system") {
                command.target_kind = Target::system;
            }
        } else if (verb.empty()) {
            if (item.value == "self") {
                command.target_kind = Target::environment;
                continue;
            }
            verb = item.value;
            command.verb = index_of(reader.arguments, *item.argument);
            command.action = action_of(tool.verbs, verb);
        } else if (verb == "inject" && !injected) {
            injected = true;
            command.target = item.value;
        } else if (command.action != PackageAction::other) {
            read_python_package(reader, item);
            if (verb == "run") {
                break; // The rest are the program's own words.
            }
        }
    }
    return command.action != PackageAction::other;
}

} // namespace

bool poetry(PackageReader& reader, PackageCommand& command) {
    return read(reader, command, {poetry_options, poetry_verbs, Target::project});
}

bool pipenv(PackageReader& reader, PackageCommand& command) {
    return read(reader, command, {pipenv_options, pipenv_verbs, Target::environment});
}

bool pipx(PackageReader& reader, PackageCommand& command) {
    return read(reader, command, {pipx_options, pipx_verbs, Target::environment});
}

} // namespace dockwright::model::packages
