#include "model/packages/python.hpp"
#include "model/packages/python_requirement.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

namespace is = python_option;

constexpr Verb verbs[] = {
    {"install", PackageAction::install},
    {"uninstall", PackageAction::remove},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// `pip install --help` and `pip --help` of pip 25, and what older ones had: --build, --download,
/// --install-option, --default-timeout. pip takes the beginning of an option's name for it too;
/// those in use are here.
constexpr Valued options[] = {
    {"--abi"},
    {"--build"},
    {"--build-constraint"},
    {"--cache-dir"},
    {"--cert"},
    {"--client-cert"},
    {"--config-settings"},
    {"--constraint", is::constraints},
    {"--default-timeout"},
    {"--download"},
    {"--editable", is::editable},
    {"--exists-action"},
    {"--extra-index", is::extra_index},
    {"--extra-index-url", is::extra_index},
    {"--find-links", is::links},
    {"--global-option"},
    {"--group"},
    {"--implementation"},
    {"--index", is::index},
    {"--index-url", is::index},
    {"--install-option"},
    {"--keyring-provider"},
    {"--log"},
    {"--log-file"},
    {"--no-binary"},
    {"--only-binary"},
    {"--platform"},
    {"--prefix", is::folder},
    {"--progress-bar"},
    {"--proxy"},
    {"--python", is::interpreter},
    {"--python-version"},
    {"--report"},
    {"--requirement", is::requirements},
    {"--requirements-from-script", is::requirements},
    {"--retries"},
    {"--root", is::folder},
    {"--root-user-action"},
    {"--src"},
    {"--target", is::folder},
    {"--timeout"},
    {"--trusted-host"},
    {"--upgrade-strategy"},
    {"--use-deprecated"},
    {"--use-feature"},
    {"-C"},
    {"-b"},
    {"-c", is::constraints},
    {"-d"},
    {"-e", is::editable},
    {"-f", is::links},
    {"-i", is::index},
    {"-r", is::requirements},
    {"-t", is::folder},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

/// `pip config set global.index-url URL`, also `config --user set`.
void read_configuration(PackageReader& reader, Walk& walk) {
    Item key;
    Item value;
    for (Item item; walk.next(item);) {
        if (item.is_operand() && (item.value.contains('.') || !key.value.empty())) {
            (key.value.empty() ? key : value) = item;
        }
    }
    const std::string_view name = key.value.substr(std::min(key.value.find('.') + 1, key.value.size()));
    using Kind = PackageIndex::Kind;
    if (!value.value.empty() && (name == "index-url" || name == "extra-index-url" || name == "find-links")) {
        const Kind kind = name == "index-url"         ? Kind::index
                          : name == "extra-index-url" ? Kind::extra
                                                      : Kind::links;
        reader.add(PackageIndex{.kind = kind, .url = value.value, .span = value.span});
    }
}

} // namespace

void read_environment(PackageCommand& command, std::string_view path) {
    if (path.starts_with('"') || path.starts_with('\'')) {
        path = path.substr(1, path.size() - 2);
    }
    const std::size_t bin = path.rfind("/bin/");
    if (bin == std::string_view::npos || path.rfind('/') != bin + 4) {
        return;
    }
    const std::string_view root = path.substr(0, bin);
    if (root != "" && root != "/usr" && root != "/usr/local") {
        command.target_kind = PackageCommand::Target::environment;
        command.target = root;
    }
}

void read_python_package(PackageReader& reader, const Item& item) {
    reader.add(python_requirement(item.value, item.span, item.plain));
}

void read_python_option(PackageReader& reader, PackageCommand& command, const Item& item) {
    switch (item.kind) {
    case is::requirements: reader.add(PackageFile{.path = item.value, .span = item.span}); break;
    case is::constraints:
        reader.add(
            PackageFile{.kind = PackageFile::Kind::constraints, .path = item.value, .span = item.span});
        break;
    case is::editable:
    case is::package: read_python_package(reader, item); break;
    case is::index: reader.add(PackageIndex{.url = item.value, .span = item.span}); break;
    case is::extra_index:
        reader.add(PackageIndex{.kind = PackageIndex::Kind::extra, .url = item.value, .span = item.span});
        break;
    case is::links:
        reader.add(PackageIndex{.kind = PackageIndex::Kind::links, .url = item.value, .span = item.span});
        break;
    case is::backend:
        reader.add(PackageIndex{.kind = PackageIndex::Kind::backend, .url = item.value, .span = item.span});
        break;
    case is::folder:
        command.target_kind = PackageCommand::Target::folder;
        command.target = item.value;
        break;
    case is::interpreter:
        command.target_kind = PackageCommand::Target::environment;
        command.target = item.value;
        break;
    default:
        if (item.option == "--user") {
            command.target_kind = PackageCommand::Target::user;
        }
    }
}

bool pip(PackageReader& reader, PackageCommand& command) {
    read_environment(command, reader.path);
    Walk walk(reader.arguments, options);
    std::string_view verb;
    for (Item item; walk.next(item);) {
        if (!item.is_operand()) {
            read_python_option(reader, command, item);
        } else if (verb.empty()) {
            verb = item.value;
            command.verb = index_of(reader.arguments, *item.argument);
            command.action = action_of(verbs, verb);
            if (verb == "config") {
                read_configuration(reader, walk);
            }
        } else if (verb == "cache") {
            const bool empties = item.value == "purge" || item.value == "remove";
            command.action = empties ? PackageAction::clean : command.action;
        } else if (command.action != PackageAction::other) {
            read_python_package(reader, item);
        }
    }
    return command.action != PackageAction::other || verb == "config";
}

/// `python3 -m pip …`; `-u`, `-I` and their like may stand in front, `-mpip` too.
bool python(PackageReader& reader, PackageCommand& command) {
    const Arguments all = reader.arguments;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string_view word = all[i].text;
        const bool apart = word.ends_with('m') && word.starts_with('-') && !word.starts_with("--");
        if (!word.starts_with('-') || word == "-c" || word == "-") {
            return false;
        }
        const std::string_view module = word.starts_with("-m") && word.size() > 2 ? word.substr(2)
                                        : apart && i + 1 < all.size()             ? all[i + 1].text
                                                                                  : std::string_view{};
        if (module.empty()) {
            i += word == "-W" || word == "-X" ? 1U : 0U;
            continue;
        }
        const auto begin = static_cast<std::uint32_t>(i + (apart ? 2 : 1));
        reader.arguments = all.subspan(begin);
        const bool reads = module == "pip"      ? pip(reader, command)
                           : module == "pipx"   ? pipx(reader, command)
                           : module == "poetry" ? poetry(reader, command)
                           : module == "pipenv" ? pipenv(reader, command)
                           : module == "uv"     ? uv(reader, command)
                                                : false;
        command.verb += reads && command.verb != shell::no_node ? begin : 0U;
        return reads;
    }
    return false;
}

} // namespace dockwright::model::packages
