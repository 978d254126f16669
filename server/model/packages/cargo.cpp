#include "model/packages.hpp"
#include "model/packages/walk.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

constexpr Verb verbs[] = {
    {"add", PackageAction::install},   {"binstall", PackageAction::install},
    {"fetch", PackageAction::install}, {"install", PackageAction::install},
    {"remove", PackageAction::remove}, {"uninstall", PackageAction::remove},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// cargo-install(1), cargo-add(1).
constexpr Valued options[] = {
    {"--bin"},
    {"--branch", 'r'},
    {"--color"},
    {"--config"},
    {"--example"},
    {"--features"},
    {"--git", 'g'},
    {"--index", 'i'},
    {"--jobs"},
    {"--manifest-path"},
    {"--message-format"},
    {"--path", 'p'},
    {"--profile"},
    {"--registry", 'i'},
    {"--rename"},
    {"--rev", 'r'},
    {"--root", 't'},
    {"--tag", 'r'},
    {"--target"},
    {"--target-dir"},
    {"--vers", 'v'},
    {"--version", 'v'},
    {"-C"},
    {"-F"},
    {"-Z"},
    {"-j"},
    {"-p"},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

/// What the options say of all the crates that a command names.
struct Origin {
    std::string_view version;
    Item source; ///< --git or --path
};

Package package(const Item& item, const Origin& origin) {
    const std::size_t at = std::min(item.value.find('@'), item.value.size());
    Package out{.name = item.value.substr(0, at),
                .version = at < item.value.size() ? item.value.substr(at) : origin.version,
                .plain = item.plain,
                .span = item.span};
    out.source = origin.source.kind == 'g'     ? Package::Source::repository
                 : origin.source.kind == 'p'   ? Package::Source::file
                 : item.value.starts_with('$') ? Package::Source::unknown
                                               : Package::Source::index;
    return out;
}

Origin origin_of(PackageReader& reader, PackageCommand& command) {
    Origin out;
    Walk walk(reader.arguments, options);
    for (Item item; walk.next(item);) {
        switch (item.kind) {
        case 'v':
        case 'r': out.version = item.value; break;
        case 'g':
        case 'p': out.source = item; break;
        case 'i': reader.add(PackageIndex{.url = item.value, .span = item.span}); break;
        case 't':
            command.target_kind = PackageCommand::Target::folder;
            command.target = item.value;
            break;
        default: break;
        }
    }
    return out;
}

} // namespace

bool cargo(PackageReader& reader, PackageCommand& command) {
    const Argument* verb = first_operand(reader.arguments);
    if (verb != nullptr && verb->text.starts_with('+')) { // `cargo +nightly install`
        reader.arguments = reader.arguments.subspan(index_of(reader.arguments, *verb) + 1);
        const bool reads = cargo(reader, command);
        command.verb += reads ? 1U : 0U;
        return reads;
    }
    command.action = verb == nullptr ? PackageAction::other : action_of(verbs, verb->text);
    if (verb == nullptr || command.action == PackageAction::other) {
        return false;
    }
    command.verb = index_of(reader.arguments, *verb);
    const bool in_project = verb->text == "add" || verb->text == "fetch" || verb->text == "remove";
    command.target_kind = in_project ? PackageCommand::Target::project : PackageCommand::Target::system;
    const Origin origin = origin_of(reader, command);
    Walk walk(reader.arguments, options);
    bool named = false;
    for (Item item; walk.next(item);) {
        if (item.is_operand() && item.argument != verb) {
            reader.add(package(item, origin));
            named = true;
        }
    }
    if (!named && origin.source.kind != ' ') { // What the repository or the folder holds.
        reader.add(package(origin.source, origin));
    }
    return true;
}

} // namespace dockwright::model::packages
